"""What is counted, when, and for whom; and how long authors waited."""

import datetime
import itertools
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings

from publishing.models import Article
from submissions.figures import Counts, Unit, Wait, figures, unit_for
from submissions.models import Decision, Submission
from tests.factories import make_piece, make_piece_in, make_staff

START, END = datetime.date(2026, 3, 1), datetime.date(2026, 3, 31)
NONE = Wait(median=None, reached=0, waiting=0)


def at(day, hour=12, minute=0, month=3):
    return datetime.datetime(2026, month, day, hour, minute, tzinfo=ZoneInfo(settings.INSTITUTE_TIME_ZONE))


def change(piece, **fields):
    Submission.objects.filter(pk=piece.pk).update(**fields)
    return piece


def decided(piece, day, month=3):
    Decision.objects.filter(submission=piece).update(made_at=at(day, month=month))


@pytest.fixture
def chief(db):
    return make_staff("chief_editor")


def found(language="en", start=START, end=END):
    return figures(Submission.objects.all(), start, end, language=language)


def test_figures_of_nothing_are_noughts(db):
    empty = found()
    assert empty.total.counts == Counts()
    assert (empty.total.answer, empty.total.decision) == (NONE, NONE)
    assert (dict(empty.by_language), dict(empty.by_kind)) == ({}, {})
    assert sum(step.counts.received for step in empty.steps) == 0


def test_figures_count_each_thing_on_the_day_it_happened(chief):
    received = change(make_piece(), created_at=at(2))
    accepted = change(make_piece_in("accepted", handler=chief), created_at=at(2, month=1))
    decided(accepted, 3)
    declined = change(make_piece_in("declined", handler=chief), created_at=at(2, month=1))
    decided(declined, 4)
    published = change(make_piece_in("published", handler=chief), created_at=at(2, month=1))
    decided(published, 5, month=1)
    Article.objects.update(published_at=at(6))
    assert found().total.counts == Counts(received=1, accepted=1, declined=1, published=1)
    assert received.status == "submitted"


@pytest.mark.parametrize(
    ("moment", "counted"),
    [(at(1, 0, 0), 1), (at(28, 23, 59, month=2), 0), (at(31, 23, 59), 1), (at(1, 0, 0, month=4), 0)],
)
def test_figures_hold_both_days_whole_by_the_institutes_clock(db, moment, counted):
    change(make_piece(), created_at=moment)
    assert found().total.counts.received == counted


def test_figures_never_count_a_decision_that_was_taken_back(chief):
    piece = change(make_piece_in("accepted", handler=chief), created_at=at(2, month=1))
    decided(piece, 3)
    Decision.objects.update(taken_back_at=at(3))
    assert found().total.counts == Counts()


def test_figures_count_a_piece_once_however_often_it_was_decided_on(chief):
    piece = change(make_piece_in("accepted", handler=chief), created_at=at(2, month=1))
    first = piece.decisions.get()
    first.pk = None
    first.made_at = at(9)
    first.save()
    decided(piece, 8)
    assert found().total.counts == Counts(accepted=1)


def test_figures_tell_the_median_and_who_waits_still(chief):
    for days in (1, 2, 9):
        change(
            make_piece_in("declined", handler=chief),
            created_at=at(1),
            answered_at=at(1) + datetime.timedelta(days=days),
            decided_at=at(1) + datetime.timedelta(days=days + 1),
        )
    change(make_piece(), created_at=at(1))
    change(make_piece_in("in_review", handler=chief), created_at=at(1), answered_at=at(1, 18))
    change(make_piece_in("withdrawn", handler=chief), created_at=at(1), answered_at=None)
    total = found().total
    assert total.answer == Wait(median=1.5, reached=4, waiting=1)
    assert total.decision == Wait(median=3.0, reached=3, waiting=2)


def test_figures_tell_of_the_pieces_received_in_the_period_alone(chief):
    change(make_piece_in("declined", handler=chief), created_at=at(1, month=2), answered_at=at(9), decided_at=at(9))
    assert found().total.answer == NONE


def test_figures_are_parted_by_language_and_kind(chief):
    change(make_piece(), created_at=at(2))
    persian = change(make_piece(piece_language="fa", letter_language="fa"), created_at=at(2), answered_at=at(4))
    academic = change(make_piece(kind="academic"), created_at=at(3))
    parted = found()
    assert {key: group.counts.received for key, group in parted.by_language.items()} == {"en": 2, "fa": 1}
    assert parted.by_language["fa"].answer == Wait(median=2.0, reached=1, waiting=0)
    assert {key: group.counts.received for key, group in parted.by_kind.items()} == {
        persian.kind_id: 2,
        academic.kind_id: 1,
    }


@pytest.mark.parametrize(
    ("days", "unit"), [(1, Unit.WEEK), (100, Unit.WEEK), (101, Unit.MONTH), (750, Unit.MONTH), (751, Unit.YEAR)]
)
def test_figures_go_by_a_step_that_can_be_read(days, unit):
    assert unit_for(START, START + datetime.timedelta(days=days - 1)) == unit


@pytest.mark.parametrize(
    ("language", "starts"),
    [
        ("en", ["2026-03-01", "2026-03-02", "2026-03-09", "2026-03-16", "2026-03-23", "2026-03-30"]),
        ("fa", ["2026-03-01", "2026-03-07", "2026-03-14", "2026-03-21", "2026-03-28"]),
    ],
)
def test_figures_go_by_weeks_as_readers_count_them(db, language, starts):
    steps = found(language).steps
    assert [step.start.isoformat() for step in steps] == starts
    assert steps[-1].end == END
    for step, following in itertools.pairwise(steps):
        assert step.end + datetime.timedelta(days=1) == following.start


@pytest.mark.parametrize(
    ("language", "count", "second"), [("en", 12, "2026-02-01"), ("fa", 13, "2026-01-21"), ("ps", 13, "2026-01-21")]
)
def test_figures_of_a_year_go_by_the_months_of_the_readers_calendar(db, language, count, second):
    steps = found(language, datetime.date(2026, 1, 1), datetime.date(2026, 12, 31)).steps
    assert (len(steps), steps[1].start.isoformat()) == (count, second)


def test_figures_of_many_years_go_by_years(db):
    steps = found("fa", datetime.date(2018, 1, 1), datetime.date(2026, 6, 30)).steps
    assert [step.start.isoformat() for step in steps[:3]] == ["2018-01-01", "2018-03-21", "2019-03-21"]


def test_figures_put_each_thing_into_its_week(chief):
    for day in (1, 2, 8, 31):
        change(make_piece(), created_at=at(day, 0 if day == 2 else 23))
    assert [step.counts.received for step in found().steps] == [1, 2, 0, 0, 0, 1]


@pytest.mark.parametrize("number", [1, 3])
def test_figures_take_three_queries(chief, number, django_assert_num_queries):
    for _ in range(number):
        change(make_piece_in("published", handler=chief), created_at=at(2))
    with django_assert_num_queries(3):
        found()
