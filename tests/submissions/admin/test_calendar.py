"""The desk's calendar: what stands in it, for whom, in which calendar, and how it answers nonsense."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from publishing.calendar import Calendar, Month
from publishing.models import Article
from submissions.models import Conflict, Review, Submission
from tests.factories import make_piece, make_piece_in, make_staff
from tests.submissions.admin.conftest import address, signed_in

PAGE = reverse("admin:desk_calendar")
QUERIES = 8
NOVEMBER = {"calendar": "gregorian", "month": "2026-11"}


def at(day, hour=9, minute=0, month=11):
    return datetime.datetime(2026, month, day, hour, minute, tzinfo=ZoneInfo(settings.INSTITUTE_TIME_ZONE))


def change(piece, **fields):
    Submission.objects.filter(pk=piece.pk).update(**fields)
    return piece


def entries(page):
    """Return what the list says, day by day."""
    return [
        (str(day.date), entry.sort, entry.reference, entry.time)
        for day in page.context["days"]
        for entry in day.entries
    ]


@pytest.fixture
def pieces(chief):
    """Return a piece for each sort of date, all in November 2026."""
    found = {status: make_piece_in(status, handler=chief) for status in ("scheduled", "published", "proof_sent")}
    change(found["scheduled"], publish_at=at(12, 8, 30))
    Article.objects.update(published_at=at(3))
    change(found["proof_sent"], due_on=datetime.date(2026, 11, 5))
    found["in_review"] = change(make_piece_in("in_review", handler=chief), due_on=datetime.date(2026, 11, 20))
    reviewed = change(make_piece_in("in_review", handler=chief), due_on=None)
    found["reviewed"] = reviewed
    Review.objects.create(
        submission=reviewed,
        version=reviewed.current_version,
        number=1,
        name="Secret Reviewer",
        address="reviewer@example.org",
        address_index="index",
        language="en",
        anonymity="open",
        asked_by=chief,
        answer_by=datetime.date(2026, 11, 10),
        due_on=datetime.date(2026, 11, 25),
    )
    return found


def test_calendar_holds_every_sort_of_date(desk, pieces):
    page = desk["editor"].get(PAGE, NOVEMBER)
    assert entries(page) == [
        ("2026-11-03", "published", pieces["published"].reference, "09:00"),
        ("2026-11-05", "author", pieces["proof_sent"].reference, ""),
        ("2026-11-12", "scheduled", pieces["scheduled"].reference, "08:30"),
        ("2026-11-20", "promised", pieces["in_review"].reference, ""),
        ("2026-11-25", "review", pieces["reviewed"].reference, ""),
    ]
    words = page.content.decode()
    for label in ("Published", "Author&#x27;s answer due", "Scheduled", "Answer promised", "Review due"):
        assert label in words
    assert "Secret Reviewer" not in words


@pytest.mark.parametrize("role", ["editor", "other", "chief"])
def test_calendar_leads_to_the_form_that_moves_a_date_where_the_viewer_may(desk, pieces, role):
    page = desk[role].get(PAGE, NOVEMBER)
    moves = {entry.sort: entry.move for day in page.context["days"] for entry in day.entries}
    assert moves["scheduled"] == address(pieces["scheduled"], "reschedule")
    assert moves["author"] == (address(pieces["proof_sent"], "move_due") if role == "chief" else "")
    assert (moves["published"], moves["promised"], moves["review"]) == ("", "", "")
    for move in filter(None, moves.values()):
        assert desk[role].get(move).status_code == 200


@pytest.mark.parametrize(
    ("moment", "month"),
    [(at(1, 0, 0), "2026-11"), (at(30, 23, 59), "2026-11"), (at(31, 23, 59, month=10), "2026-10")],
)
def test_calendar_puts_an_instant_on_its_day_by_the_institutes_clock(desk, chief, moment, month):
    piece = change(make_piece_in("scheduled", handler=chief), publish_at=moment, due_on=None)
    page = desk["editor"].get(PAGE, {"calendar": "gregorian", "month": month})
    assert [reference for _day, _sort, reference, _time in entries(page)] == [piece.reference]
    assert entries(page)[0][0] == moment.date().isoformat()


def test_calendar_keeps_to_one_language(desk, chief):
    english = change(make_piece_in("in_review", handler=chief), due_on=datetime.date(2026, 11, 5))
    persian = change(
        make_piece_in("in_review", handler=chief, piece_language="fa", letter_language="fa"),
        due_on=datetime.date(2026, 11, 6),
    )
    both = desk["editor"].get(PAGE, NOVEMBER)
    one = desk["editor"].get(PAGE, NOVEMBER | {"language": "fa"})
    unknown = desk["editor"].get(PAGE, NOVEMBER | {"language": "xx'"})
    assert [row[2] for row in entries(both)] == [english.reference, persian.reference]
    assert [row[2] for row in entries(one)] == [persian.reference]
    assert entries(unknown) == entries(both)
    assert "language=fa" in one.context["next"]["address"]


@pytest.mark.parametrize(
    ("language", "calendar", "head", "first"),
    [("en", Calendar.GREGORIAN, "Monday", "November 2026"), ("fa", Calendar.SOLAR, "شنبه", "عقرب ۱۴۰۵")],
)
def test_calendar_is_the_viewers_own(db, language, calendar, head, first):
    client = signed_in(make_staff("editor", language=language))
    page = client.get(PAGE)
    assert page.context["month"] == Month.of(timezone.localdate(), calendar)
    assert page.context["weekdays"][0] == head
    asked = client.get(PAGE, {"month": "2026-11" if language == "en" else "1405-08"})
    assert asked.context["name"] == first
    assert not asked.context["is_unknown"]


def test_calendar_shows_either_calendar_on_request_and_leads_from_one_to_the_other(desk):
    page = desk["editor"].get(PAGE, {"calendar": "solar", "month": "1405-08"})
    assert (page.context["name"], page.context["other_name"]) == ("Aqrab 1405", "23 October 2026 to 21 November 2026")
    solar, gregorian = page.context["calendars"]
    assert (solar["is_current"], gregorian["is_current"]) == (True, False)
    other = desk["editor"].get(gregorian["address"])
    assert other.context["name"] == "November 2026"
    assert desk["editor"].get(other.context["calendars"][0]["address"]).context["name"] == "Aqrab 1405"


def test_calendar_leads_to_the_month_before_and_after(desk):
    page = desk["editor"].get(PAGE, {"calendar": "gregorian", "month": "2026-12"})
    assert page.context["previous"]["label"] == "November 2026"
    assert desk["editor"].get(page.context["next"]["address"]).context["name"] == "January 2027"
    assert "next" not in desk["editor"].get(PAGE, {"calendar": "gregorian", "month": "2100-12"}).context["next"]


@pytest.mark.parametrize("calendar", ["gregorian", "solar", "lunar", ""])
@pytest.mark.parametrize(
    "month",
    ["2026-13", "1405-00", "0000-01", "9999-12", "x", "2026-11-31", "1405-13", "%00", "2026-1'--", "-1-1", "١٠٠٠٠-1"],
)
def test_calendar_answers_a_month_that_does_not_exist_with_the_present_one(desk, calendar, month):
    page = desk["editor"].get(PAGE, {"calendar": calendar, "month": month})
    assert page.status_code == 200
    assert page.context["month"] == page.context["month"].of(timezone.localdate(), page.context["month"].calendar)
    assert "There is no such month in the calendar. This is the present one." in page.content.decode()


def test_calendar_marks_today(desk):
    page = desk["editor"].get(PAGE)
    today = [day for week in page.context["weeks"] for day in week if day.is_today]
    assert [day.date for day in today] == [timezone.localdate()]
    assert page.content.decode().count('aria-current="date"') == 1


def test_calendar_square_shows_three_and_leads_to_the_rest(desk, chief):
    for _ in range(5):
        change(make_piece(), due_on=datetime.date(2026, 11, 5))
    page = desk["editor"].get(PAGE, NOVEMBER)
    assert '<a href="#day-2026-11-05">2 more</a>' in page.content.decode()
    assert 'id="day-2026-11-05"' in page.content.decode()


def test_calendar_says_when_a_month_holds_more_than_it_lists(desk, monkeypatch):
    monkeypatch.setattr("submissions.admin.calendar.ON_A_PAGE", 2)
    for _ in range(3):
        change(make_piece(), due_on=datetime.date(2026, 11, 5))
    page = desk["editor"].get(PAGE, NOVEMBER)
    assert len(entries(page)) == 2
    assert "This month holds more than the 2 dates that are shown here." in page.content.decode()


def test_calendar_knows_nothing_of_a_piece_that_its_viewer_is_shut_out_of(desk, editor, chief, pieces):
    for piece in pieces.values():
        Conflict.objects.create(submission=piece, user=editor, made_by=chief)
    page = desk["editor"].get(PAGE, NOVEMBER)
    assert entries(page) == []
    assert "AISS-" not in page.content.decode()
    assert len(entries(desk["other"].get(PAGE, NOVEMBER))) == 5


@pytest.mark.parametrize("number", [1, 3])
def test_calendar_asks_the_same_for_any_number(desk, chief, number, django_assert_num_queries):
    for _ in range(number):
        change(make_piece_in("scheduled", handler=chief), publish_at=at(12))
        change(make_piece_in("changes_requested", handler=chief), due_on=datetime.date(2026, 11, 5))
        make_piece_in("published", handler=chief)
    Article.objects.update(published_at=at(3))
    desk["chief"].get(PAGE, NOVEMBER)
    with django_assert_num_queries(QUERIES):
        page = desk["chief"].get(PAGE, NOVEMBER)
    assert len(entries(page)) == 3 * number
