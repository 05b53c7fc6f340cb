"""What authors agree to: a new version for a kind or for all; nothing that was agreed to ever changes."""

import itertools

import pytest
from django.urls import reverse

from submissions.models import Kind, LicenceText
from submissions.services import licences
from tests.factories import make_staff
from tests.submissions.admin.conftest import signed_in

LIST = "/admin/submissions/licencetext/"


@pytest.fixture
def chief(db):
    return signed_in(make_staff("chief_editor"))


def kind():
    return Kind.objects.get(code="academic")


def test_licence_texts_are_added_and_never_changed(chief):
    chief.post(f"{LIST}add/", {"language": "en", "text": "New words."})
    newest = LicenceText.objects.current("en")
    assert (newest.version, newest.kind, newest.text) == (2, None, "New words.")
    change = reverse("admin:submissions_licencetext_change", args=[newest.pk])
    assert "This version cannot be changed" in chief.get(change).content.decode()
    assert chief.post(change, {"language": "en", "text": "Other."}).status_code == 403
    newest.refresh_from_db()
    assert newest.text == "New words."


def test_licence_text_of_a_kind_counts_on_by_itself(chief):
    for text in ("For scholars.", "For scholars, again."):
        chief.post(f"{LIST}add/", {"kind": kind().pk, "language": "en", "text": text})
    assert LicenceText.objects.current("en", kind()).version == 2
    assert LicenceText.objects.current("en").version == 1
    assert LicenceText.objects.current("fa", kind()).kind is None


def test_licence_text_in_force_is_not_added_twice(chief):
    text = LicenceText.objects.current("en").text
    response = chief.post(f"{LIST}add/", {"language": "en", "text": text})
    assert "This is the text in force already." in response.content.decode()
    assert LicenceText.objects.count() == 3


def test_licence_form_begins_with_the_text_in_force(chief):
    form = chief.get(f"{LIST}add/?language=fa").context["adminform"].form
    assert form["text"].value() == LicenceText.objects.current("fa").text
    attributes = form.fields["text"].widget.attrs
    assert (attributes["lang"], attributes["dir"]) == ("fa", "rtl")
    for query in ("?language=xx", "?kind=999", "?kind='", ""):
        assert chief.get(f"{LIST}add/{query}").status_code == 200


def test_licence_list_says_what_is_in_force_for_whom(chief):
    chief.post(f"{LIST}add/", {"kind": kind().pk, "language": "en", "text": "For scholars."})
    chief.post(f"{LIST}add/", {"language": "en", "text": "New words."})
    for_all, opinion, academic = chief.get(LIST).context["rows"]
    assert [(cell["text"].version, cell["stands_in"]) for cell in for_all["cells"]] == [(2, ""), (1, ""), (1, "")]
    assert [cell["stands_in"] for cell in opinion["cells"]] == ["as for all"] * 3
    assert [cell["text"].text for cell in academic["cells"] if not cell["stands_in"]] == ["For scholars."]
    assert (for_all["is_uneven"], opinion["is_uneven"], academic["is_uneven"]) == (True, False, False)


def test_licence_list_agrees_with_what_authors_are_shown(chief):
    LicenceText.objects.filter(language="ps").delete()
    licences.add(LicenceText(kind=kind(), language="fa", text="a"))
    licences.add(LicenceText(kind=kind(), language="fa", text="b"))
    texts = list(LicenceText.objects.all())
    for who, language in itertools.product((None, *Kind.objects.all()), ("en", "fa", "ps")):
        assert licences.in_force(texts, who)[language] == LicenceText.objects.current(language, who)


@pytest.mark.parametrize("number", [0, 3])
def test_licence_list_asks_the_same_for_any_number(chief, django_assert_num_queries, number):
    for count in range(number):
        licences.add(LicenceText(language="en", text=f"Text {count}"))
    chief.get(LIST)
    with django_assert_num_queries(7):
        chief.get(LIST)


@pytest.mark.parametrize(("role", "status"), [("editor", 403), ("administrator", 200)])
def test_licence_texts_are_for_who_looks_after_the_site(db, role, status):
    client = signed_in(make_staff(role))
    assert [client.get(LIST + place).status_code for place in ("", "add/")] == [status, status]
