"""The page of figures: its period, its charts with their tables, and its file."""

import csv
import datetime
import io
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from submissions.models import Conflict, Decision, Kind, Submission
from tests.factories import make_piece, make_piece_in, make_staff
from tests.submissions.admin.conftest import signed_in

PAGE, FILE = reverse("admin:desk_figures"), reverse("admin:desk_figures_csv")
QUERIES = 8
CHARTS = ("over-time", "by-group", "waiting")


def rows(response):
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"), newline="")))


def change(piece, **fields):
    Submission.objects.filter(pk=piece.pk).update(**fields)


def days(page):
    return (page.context["end"] - page.context["start"]).days + 1


@pytest.mark.parametrize(("period", "length"), [("", 90), ("30", 30), ("90", 90), ("365", 365)])
def test_period_ends_today(desk, period, length):
    page = desk["editor"].get(PAGE, {"period": period} if period else {})
    assert (days(page), page.context["end"]) == (length, timezone.localdate())


@pytest.mark.parametrize(("language", "first"), [("en", (1, 1)), ("fa", (3, 21))])
def test_period_of_this_year_begins_with_the_readers_year(db, language, first):
    start = signed_in(make_staff("editor", language=language)).get(PAGE, {"period": "year"}).context["start"]
    assert abs((start - datetime.date(start.year, *first)).days) <= 1


def test_period_can_be_any_two_days(desk):
    page = desk["editor"].get(PAGE, {"period": "days", "first": "2025-01-01", "last": "2025-12-31"})
    assert (page.context["start"], page.context["end"]) == (datetime.date(2025, 1, 1), datetime.date(2025, 12, 31))
    assert "From 1 January 2025 to 31 December 2025" in page.content.decode()


def test_period_is_written_in_both_calendars_in_persian(db):
    page = signed_in(make_staff("editor", language="fa")).get(
        PAGE, {"period": "days", "first": "2025-01-01", "last": "2025-12-31"}
    )
    assert "۱۲ جدی ۱۴۰۳ / ۱ جنوری ۲۰۲۵" in page.content.decode()


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        ("2025-02-30", "2025-03-01", "There is no such day. Write it as 2026-11-30."),
        ("x", "2025-03-01", "There is no such day. Write it as 2026-11-30."),
        ("", "2025-03-01", "Choose the first and the last day of the period."),
        ("2025-03-02", "2025-03-01", "The last day lies before the first one."),
        ("2025-03-02", "2099-03-01", "This day is yet to come. Choose today or earlier."),
        ("0001-01-01", "2025-03-01", "A period has ten years at most."),
        ("2005-01-01", "2025-03-01", "A period has ten years at most."),
    ],
)
@pytest.mark.parametrize("address", [PAGE, FILE])
def test_period_that_cannot_be_is_said_and_the_usual_one_shown(desk, address, first, last, sentence):
    page = desk["editor"].get(address, {"period": "days", "first": first, "last": last})
    assert page.status_code == 200
    if address == PAGE:
        assert sentence in page.content.decode()
        assert days(page) == 90


def test_period_nobody_offered_is_refused_kindly(desk):
    page = desk["editor"].get(PAGE, {"period": "=1+1"})
    assert (page.status_code, days(page)) == (200, 90)


def test_page_draws_three_charts_each_with_its_table(desk, chief):
    make_piece_in("declined", handler=chief)
    page = desk["editor"].get(PAGE).content.decode()
    assert re.findall(r'<svg class="chart" role="img"[^>]*aria-labelledby="chart-([a-z-]+)-title', page) == [*CHARTS]
    assert page.count('<table class="numbers">') == 3
    assert page.count("<details open>") == 3
    for name in CHARTS:
        assert f'<title id="chart-{name}-title">' in page
        assert f'<desc id="chart-{name}-desc">' in page
    assert "style=" not in page[page.index("<main") :]


@pytest.mark.parametrize("language", ["en", "fa", "ps"])
def test_charts_hold_plain_numbers_in_every_language(db, language):
    chief = make_staff("chief_editor", language=language)
    make_staff("editor")
    for status in ("submitted", "declined", "published"):
        make_piece_in(status, handler=chief)
    page = signed_in(chief).get(PAGE).content.decode()
    shapes = re.findall(r'<rect class="bar of-\w+" x="([^"]*)" y="([^"]*)" width="([^"]*)" height="([^"]*)"/>', page)
    assert len(shapes) > 10
    for x, y, width, height in shapes:
        assert re.fullmatch(r"\d+\.\d{3}%", x)
        assert re.fullmatch(r"\d+\.\d{3}%", width)
        assert re.fullmatch(r"\d+(\.\d\d)?", y)
        assert re.fullmatch(r"\d+(\.\d\d)?", height)
        assert float(x[:-1]) + float(width[:-1]) <= 100.001


def test_charts_are_mirrored_from_right_to_left(chief):
    make_piece()
    left = signed_in(chief).get(PAGE).context["over_time"].bars[0]
    chief.language = "fa"
    chief.save(update_fields=["language"])
    right = signed_in(chief).get(PAGE).context["over_time"].bars[0]
    assert float(left.x[:-1]) > 80  # today stands at the end of the line, which for Persian is its left
    assert float(right.x[:-1]) < 20


def test_page_says_how_many_wait_still(desk):
    make_piece()
    headline = desk["editor"].get(PAGE).context["headline"]
    assert [(one["number"], one.get("note", "")) for one in headline] == [
        ("1", ""),
        ("0", ""),
        ("0", ""),
        ("0", ""),
        ("–", "still without one: 1"),
        ("–", "still without one: 1"),
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_page_asks_the_same_for_any_number(desk, chief, number, django_assert_num_queries):
    for _ in range(number):
        make_piece_in("published", handler=chief)
    desk["editor"].get(PAGE)
    with django_assert_num_queries(QUERIES):
        desk["editor"].get(PAGE)


def test_file_holds_days_and_codes_and_nothing_that_somebody_wrote(desk, chief):
    piece = make_piece_in("published", handler=chief, title="=Rivers", public_name="Bahar Mehr")
    make_piece()
    response = desk["editor"].get(FILE)
    today = timezone.localdate()
    start = today - datetime.timedelta(days=89)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == f'attachment; filename="figures-{start}-{today}.csv"'
    heads, first, second = rows(response)
    assert heads == [
        "Reference",
        "Language",
        "Kind",
        "Status",
        "Received",
        "First answer",
        "First decision",
        "Accepted",
        "Declined",
        "Published",
    ]
    assert first == [piece.reference, "English", str(piece.kind), "Published", *[str(today)] * 4, "", str(today)]
    assert second[3:] == ["Received", str(today), "", "", "", "", ""]
    for words in ("Rivers", "Bahar", "Mehr", "example.org"):
        assert words not in response.content.decode()


def test_file_speaks_the_viewers_language(db):
    client = signed_in(make_staff("editor", language="fa"))
    make_piece()
    assert rows(client.get(FILE))[1][1] == "انگلیسی"


def test_file_keeps_a_kind_that_looks_like_a_formula_from_being_one(desk):
    Kind.objects.filter(code="opinion").update(name_en='=HYPERLINK("http://evil.example")')
    make_piece()
    assert rows(desk["editor"].get(FILE))[1][2] == '\'=HYPERLINK("http://evil.example")'


def test_file_holds_what_was_decided_in_the_period_though_received_before(desk, chief):
    old = make_piece_in("declined", handler=chief)
    other = make_piece_in("declined", handler=chief)
    long_ago = timezone.now() - datetime.timedelta(days=400)
    for piece in (old, other):
        change(piece, created_at=long_ago)
    Decision.objects.filter(submission=other).update(taken_back_at=timezone.now())
    assert [row[0] for row in rows(desk["editor"].get(FILE))[1:]] == [old.reference]


def test_figures_know_nothing_of_a_piece_that_their_viewer_is_shut_out_of(desk, editor, chief):
    piece = make_piece_in("published", handler=chief)
    Conflict.objects.create(submission=piece, user=editor, made_by=chief)
    assert [one["number"] for one in desk["editor"].get(PAGE).context["headline"][:4]] == ["0", "0", "0", "0"]
    assert len(rows(desk["editor"].get(FILE))) == 1
    assert len(rows(desk["other"].get(FILE))) == 2
