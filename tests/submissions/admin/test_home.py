"""The desk's first page, its language, and what little is edited beside the pieces."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from submissions.models import Kind, LicenceText, Submission
from submissions.services import aftercare
from tests.factories import make_piece, make_piece_in, make_staff
from tests.submissions.admin.conftest import signed_in

QUERIES = 15


def test_home_counts_what_waits(desk, editor, chief):
    make_piece()
    make_piece_in("accepted", handler=editor)
    make_piece_in("changes_requested", handler=editor)
    late = make_piece_in("in_review", handler=chief)
    Submission.objects.filter(pk=late.pk).update(due_on=timezone.localdate() - datetime.timedelta(days=1))
    urgent = make_piece_in("published", handler=chief)
    aftercare.ask_takedown(urgent, actor=urgent.author, message="Please.")
    home = desk["editor"].get("/admin/").context["home"]
    assert {card["name"]: card["number"] for card in home["cards"]} == {
        "you": 1,
        "unclaimed": 1,
        "author": 1,
        "overdue": 1,
        "urgent": 1,
    }
    assert {piece.status for piece in home["next_up"]} == {"submitted", "accepted"}
    for card in home["cards"]:
        assert desk["editor"].get(card["address"]).status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_home_asks_the_same_for_any_number(desk, number, django_assert_num_queries):
    for _ in range(number):
        make_piece()
    desk["editor"].get("/admin/")
    with django_assert_num_queries(QUERIES):
        desk["editor"].get("/admin/")


def test_home_of_an_administrator_shows_no_piece(db):
    make_piece(title="Rivers and Borders")
    page = signed_in(make_staff("administrator")).get("/admin/").content.decode()
    assert "Rivers" not in page
    assert reverse("admin:submissions_submission_changelist") not in page
    assert reverse("admin:accounts_user_changelist") in page


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("fa", "rtl"), ("ps", "rtl")])
def test_desk_speaks_the_language_of_whoever_is_signed_in(db, language, direction):
    client = signed_in(make_staff("editor", language=language))
    for place in ("/admin/", reverse("admin:submissions_submission_changelist")):
        assert f'<html lang="{language}" dir="{direction}">' in client.get(place).content.decode()


def test_sign_in_page_speaks_the_sites_language(client, db):
    assert '<html lang="en" dir="ltr">' in client.get(reverse("admin:login")).content.decode()


def test_kinds_change_their_words_and_keep_their_code(desk):
    kind = Kind.objects.get(code="opinion")
    sent = {
        "code": "other",
        "name_en": "Comment",
        "name_fa": kind.name_fa,
        "name_ps": kind.name_ps,
        "min_words": 600,
        "max_words": 1500,
        "is_offered": "on",
        "position": 1,
    }
    desk["chief"].post(reverse("admin:submissions_kind_change", args=[kind.pk]), sent)
    kind.refresh_from_db()
    assert (kind.code, kind.name_en, kind.min_words) == ("opinion", "Comment", 600)


def test_kinds_refuse_a_range_that_is_upside_down(desk):
    kind = Kind.objects.get(code="opinion")
    sent = {"name_en": "a", "name_fa": "a", "name_ps": "a", "min_words": 9, "max_words": 1, "position": 1}
    response = desk["chief"].post(reverse("admin:submissions_kind_change", args=[kind.pk]), sent)
    assert "The fewest words cannot be more than the most words." in response.content.decode()


def test_licence_texts_are_added_and_never_changed(desk):
    add = reverse("admin:submissions_licencetext_add")
    assert desk["chief"].get(add).context["adminform"].form.initial["version"] == 2
    desk["chief"].post(add, {"version": 2, "language": "en", "text": "New words."})
    assert LicenceText.objects.current("en").text == "New words."
    newest = LicenceText.objects.current("en")
    change = reverse("admin:submissions_licencetext_change", args=[newest.pk])
    assert desk["chief"].post(change, {"version": 2, "language": "en", "text": "Other."}).status_code == 403
    newest.refresh_from_db()
    assert newest.text == "New words."
