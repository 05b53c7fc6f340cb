"""Kinds of pieces at the desk: added, changed, taken out of the offer; their checklists and questions."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from submissions.models import Check, ChecklistItem, Kind, ReviewQuestion
from tests.factories import make_piece, make_staff
from tests.submissions.admin.conftest import signed_in

LIST = "/admin/submissions/kind/"
NEW = {
    "code": "book-review",
    "name_en": "Book review",
    "name_fa": "نقد کتاب",
    "name_ps": "د کتاب کره کتنه",
    "printed_as": "opinion",
    "is_offered": "on",
    "position": 3,
    "min_words": 400,
    "max_words": 900,
    "guidance_en": "One book, and why it matters.",
    "asks_published_before": "on",
    "anonymity": "open",
    "review_days": 10,
}


@pytest.fixture
def chief(db):
    return signed_in(make_staff("chief_editor"))


def change(kind):
    return reverse("admin:submissions_kind_change", args=[kind.pk])


def rows_page(kind, name):
    return reverse(f"admin:submissions_kind_{name}", args=[kind.pk])


def as_sent(formset):
    """Return what a browser would send of a page of rows that nobody has touched."""
    sent = {
        f"{formset.prefix}-TOTAL_FORMS": len(formset.forms),
        f"{formset.prefix}-INITIAL_FORMS": formset.initial_form_count(),
    }
    for form in formset:
        for field in form:
            value = field.value()
            if value is not None and value is not False:
                sent[field.html_name] = "on" if value is True else value
    return sent


def test_kind_is_added_with_a_checklist_to_begin_with(chief):
    page = chief.get(f"{LIST}add/")
    assert page.context["adminform"].form.initial == {"position": 3}
    response = chief.post(f"{LIST}add/", NEW | {"_continue": "1"})
    kind = Kind.objects.get(code="book-review")
    assert response.url == change(kind)
    assert (kind.guidance_en, kind.anonymity, kind.review_days) == ("One book, and why it matters.", "open", 10)
    assert (kind.asks_published_before, kind.asks_conflict_of_interest, kind.asks_ai_use) == (True, False, False)
    assert [(item.check_by, item.is_required) for item in kind.checklist.all()] == [
        ("bylines", True),
        ("bios", True),
        ("links", True),
        ("proof", True),
        ("disclaimer", True),
        ("by_hand", False),
    ]
    assert kind.checklist.first().text_fa == Kind.objects.get(code="opinion").checklist.first().text_fa


def test_kinds_change_their_words_and_keep_their_code(chief):
    kind = Kind.objects.get(code="opinion")
    response = chief.post(change(kind), NEW | {"code": "other", "name_en": "Comment", "min_words": 600})
    assert response.url == LIST
    kind.refresh_from_db()
    assert (kind.code, kind.name_en, kind.min_words) == ("opinion", "Comment", 600)
    assert kind.checklist.count() == 6


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"min_words": 901}, "The fewest words cannot be more than the most words."),
        ({"review_days": 0}, "A reviewer needs at least one day."),
        ({"code": "opinion"}, "Kind of piece with this Code already exists."),
        ({"code": "a b"}, "Enter a valid “slug”"),
        ({"printed_as": "poem"}, "Select a valid choice."),
        ({"name_fa": ""}, "This field is required."),
    ],
)
def test_kinds_refuse_what_cannot_be(chief, fields, sentence):
    response = chief.post(f"{LIST}add/", NEW | fields)
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert Kind.objects.count() == 2


def test_kinds_are_never_deleted_but_taken_out_of_the_offer(chief):
    kind = Kind.objects.get(code="opinion")
    make_piece()
    assert chief.get(f"{LIST}{kind.pk}/delete/").status_code == 302  # an unknown address: to the list
    assert chief.post(f"{LIST}{kind.pk}/delete/", {"post": "yes"}).status_code == 302
    assert chief.post(LIST, {"action": "delete_selected", "_selected_action": [kind.pk]}).status_code < 400
    chief.post(change(kind), {name: value for name, value in NEW.items() if name != "is_offered"})
    kind.refresh_from_db()
    assert kind.is_offered is False
    assert list(Kind.objects.offered().values_list("code", flat=True)) == ["academic"]
    assert "no longer offered" in chief.get(LIST).content.decode()


def test_last_kind_on_offer_stays_on_offer(chief):
    Kind.objects.filter(code="academic").update(is_offered=False)
    sent = {name: value for name, value in NEW.items() if name != "is_offered"}
    page = chief.post(change(Kind.objects.get(code="opinion")), sent).content.decode()
    assert "This is the only kind on offer" in page
    assert Kind.objects.offered().count() == 1


def test_kind_page_has_each_language_in_its_direction(chief):
    page = chief.get(change(Kind.objects.get(code="opinion"))).content.decode()
    for language, direction in (("en", "ltr"), ("fa", "rtl"), ("ps", "rtl")):
        assert f'name="guidance_{language}" cols="40" rows="4" lang="{language}" dir="{direction}"' in page
        assert page.count(f'lang="{language}" dir="{direction}"') >= 2


@pytest.mark.parametrize("place", ["", "add/", "1/change/", "1/checklist/", "1/questions/"])
@pytest.mark.parametrize(("role", "status"), [("editor", 403), ("administrator", 200), ("chief_editor", 200)])
def test_kinds_are_for_who_looks_after_the_site(db, place, role, status):
    pk = Kind.objects.get(code="opinion").pk
    assert signed_in(make_staff(role)).get(LIST + place.replace("1", str(pk))).status_code == status


@pytest.mark.parametrize("number", [0, 2])
def test_list_of_kinds_asks_the_same_for_any_number(chief, django_assert_num_queries, number):
    for count in range(number):
        chief.post(f"{LIST}add/", NEW | {"code": f"kind-{count}"})
    chief.get(LIST)
    with django_assert_num_queries(5):
        chief.get(LIST)


# The checklist


def test_checklist_lines_are_changed_put_out_of_use_and_added(chief):
    kind = Kind.objects.get(code="opinion")
    page = chief.get(rows_page(kind, "checklist"))
    assert "Lines are never deleted" in page.content.decode()
    sent = as_sent(page.context["formset"])
    assert sent["checklist-6-position"] == 7
    del sent["checklist-2-is_in_use"]
    sent |= {"checklist-5-is_required": "on", "checklist-0-text_en": "Names are confirmed"}
    sent |= {"checklist-6-text_en": "A picture is chosen", "checklist-6-text_fa": "عکس انتخاب شده است"}
    chief.post(rows_page(kind, "checklist"), sent)
    items = list(kind.checklist.all())
    assert len(items) == 7
    assert (items[0].text_en, items[2].is_in_use, items[5].is_required) == ("Names are confirmed", False, True)
    added = items[6]
    assert (added.text_fa, added.check_by, added.position) == ("عکس انتخاب شده است", Check.BY_HAND, 7)
    assert (added.is_required, added.is_in_use) == (True, True)
    assert "checklist is saved" in LogEntry.objects.latest("pk").change_message


def test_checklist_page_left_as_it_is_adds_nothing(chief):
    kind = Kind.objects.get(code="opinion")
    before = list(ChecklistItem.objects.values())
    sent = as_sent(chief.get(rows_page(kind, "checklist")).context["formset"])
    assert chief.post(rows_page(kind, "checklist"), sent).status_code == 302
    assert list(ChecklistItem.objects.values()) == before


def test_checklist_line_of_another_kind_cannot_be_slipped_in_nor_deleted(chief):
    kind, other = Kind.objects.get(code="opinion"), Kind.objects.get(code="academic")
    before = list(ChecklistItem.objects.values())
    sent = as_sent(chief.get(rows_page(kind, "checklist")).context["formset"])
    chief.post(rows_page(kind, "checklist"), sent | {"checklist-0-id": other.checklist.first().pk})
    chief.post(rows_page(kind, "checklist"), sent | {"checklist-1-DELETE": "on"})
    assert list(ChecklistItem.objects.values()) == before


def test_checklist_line_without_words_is_refused_and_kept_on_the_page(chief):
    kind = Kind.objects.get(code="opinion")
    sent = as_sent(chief.get(rows_page(kind, "checklist")).context["formset"])
    response = chief.post(rows_page(kind, "checklist"), sent | {"checklist-6-text_fa": "تنها فارسی"})
    page = response.content.decode()
    assert "Something is missing or not right." in page
    assert "تنها فارسی" in page
    assert kind.checklist.count() == 6


def test_rows_of_a_kind_that_is_not_there_are_unknown(chief):
    assert chief.get(f"{LIST}999/checklist/").status_code == 404


# The questions


def test_questions_are_changed_taken_out_and_added(chief):
    kind = Kind.objects.get(code="academic")
    page = chief.get(rows_page(kind, "questions"))
    assert "Questions are never deleted" in " ".join(page.content.decode().split())
    sent = as_sent(page.context["formset"])
    del sent["questions-0-is_asked"]
    sent |= {"questions-4-text_en": "Is it new?", "questions-4-is_for_author": "on"}
    chief.post(rows_page(kind, "questions"), sent)
    questions = list(kind.questions.all())
    assert [question.is_asked for question in questions] == [False, True, True, True, True]
    assert (questions[4].text_en, questions[4].is_for_author, questions[4].position) == ("Is it new?", True, 5)
    assert ReviewQuestion.objects.filter(kind__code="opinion").count() == 2
