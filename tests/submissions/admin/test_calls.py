"""Themed calls at the desk: added, changed, found beside the rolling one; pieces found by their call."""

import datetime

import pytest
from django.utils import timezone

from submissions.models import Call, Kind, Submission
from tests.factories import make_piece, make_staff
from tests.submissions.admin.conftest import address, signed_in

LIST = "/admin/submissions/call/"
NEW = {
    "code": "water-2027",
    "title_en": "Water",
    "title_fa": "آب",
    "text_en": "Rivers, wells and who decides on them.",
    "opens_on": "2027-01-10",
    "closes_on": "2027-02-10",
}


@pytest.fixture
def chief(db):
    return signed_in(make_staff("chief_editor"))


def call(code, opens, closes=None, **fields):
    today = timezone.localdate()
    return Call.objects.create(
        code=code,
        title_en=code.title(),
        text_en="Words.",
        opens_on=today + datetime.timedelta(days=opens),
        closes_on=None if closes is None else today + datetime.timedelta(days=closes),
        **fields,
    )


def test_call_is_added_and_keeps_its_code(chief):
    chief.post(f"{LIST}add/", NEW)
    found = Call.objects.get()
    assert (found.code, found.title_fa, found.kind) == ("water-2027", "آب", None)
    assert (found.opens_on, found.closes_on) == (datetime.date(2027, 1, 10), datetime.date(2027, 2, 10))
    kind = Kind.objects.get(code="academic")
    sent = NEW | {"code": "other", "title_en": "Waters", "kind": kind.pk, "closes_on": ""}
    assert chief.post(f"{LIST}{found.pk}/change/", sent).status_code == 302
    found.refresh_from_db()
    assert (found.code, found.title_en, found.kind, found.closes_on) == ("water-2027", "Waters", kind, None)
    assert "?call=water-2027" in chief.get(f"{LIST}{found.pk}/change/").content.decode()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"closes_on": "2027-01-09"}, "A call cannot close before it opens."),
        ({"opens_on": "2027-02-30"}, "Enter a valid date."),
        ({"opens_on": ""}, "This field is required."),
        ({"title_en": ""}, "This field is required."),
        ({"code": "a b"}, "Enter a valid “slug”"),
    ],
)
def test_call_that_cannot_be_is_refused_with_everything_kept(chief, fields, sentence):
    page = chief.post(f"{LIST}add/", NEW | fields).content.decode()
    assert sentence in page
    assert "Rivers, wells and who decides on them." in page
    assert Call.objects.count() == 0


def test_calls_say_in_words_how_they_stand_and_lead_to_the_rolling_one(chief):
    call("open", -1, 1)
    call("last-day", -5, 0)
    call("upcoming", 1)
    call("closed", -5, -1)
    page = chief.get(LIST)
    assert {found.code: standing for found, standing in page.context["standing_of"]} == {
        "open": "open",
        "last-day": "open",
        "upcoming": "upcoming",
        "closed": "closed",
    }
    assert page.context["words_address"] == "/admin/publishing/sitetext/"
    assert page.content.decode().count('href="/admin/publishing/sitetext/') == 5  # the bar, three languages, all


@pytest.mark.parametrize("number", [1, 3])
def test_list_of_calls_asks_the_same_for_any_number(chief, django_assert_num_queries, number):
    for count in range(number):
        call(f"call-{count}", 0, kind=Kind.objects.get(code="opinion"))
    chief.get(LIST)
    with django_assert_num_queries(7):
        chief.get(LIST)


@pytest.mark.parametrize(("role", "status"), [("editor", 403), ("administrator", 200)])
def test_calls_are_for_who_looks_after_the_site(db, role, status):
    client = signed_in(make_staff(role))
    assert [client.get(LIST + place).status_code for place in ("", "add/")] == [status, status]


def test_piece_shows_its_call_and_the_queue_finds_it(chief):
    water, rivers = call("water", 0), call("rivers", 0)
    pieces = [make_piece() for _ in range(3)]
    for piece, found in zip(pieces, (water, rivers, None), strict=True):
        Submission.objects.filter(pk=piece.pk).update(call=found)
    assert "<dt>Call</dt><dd><bdi>Water</bdi></dd>" in chief.get(address(pieces[0])).content.decode()
    assert "<dt>Call</dt>" not in chief.get(address(pieces[2])).content.decode()
    queue = chief.get("/admin/submissions/submission/?show=open&call=rivers")
    assert [piece.pk for piece in queue.context["cl"].result_list] == [pieces[1].pk]
