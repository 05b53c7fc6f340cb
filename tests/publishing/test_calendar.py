"""Months and weeks of both calendars."""

import datetime

import pytest

from publishing.calendar import Calendar, Month, NoSuchMonth, day_and_month, usual_calendar, week_of, weekdays

GREGORIAN, SOLAR = Calendar.GREGORIAN, Calendar.SOLAR


@pytest.mark.parametrize(
    ("text", "calendar", "first", "last"),
    [
        ("2026-11", GREGORIAN, "2026-11-01", "2026-11-30"),
        ("2028-2", GREGORIAN, "2028-02-01", "2028-02-29"),
        ("1405-08", SOLAR, "2026-10-23", "2026-11-21"),
        ("۱۴۰۵-۰۸", SOLAR, "2026-10-23", "2026-11-21"),
        ("1403-12", SOLAR, "2025-02-19", "2025-03-20"),  # a leap year: thirty days
        ("1404-12", SOLAR, "2026-02-20", "2026-03-20"),  # no leap year: twenty-nine
    ],
)
def test_month_knows_its_first_and_last_day(text, calendar, first, last):
    month = Month.parse(text, calendar)
    assert (month.first.isoformat(), month.last.isoformat()) == (first, last)


@pytest.mark.parametrize("calendar", [GREGORIAN, SOLAR])
@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "2026-13",
        "2026-00",
        "1405-13",
        "1405-00",
        "0000-01",
        "0001-01",
        "9999-12",
        "1999-12",
        "2101-01",
        "2026-11-01",
        "2026-²",
        "-2026-01",
        "2026/11",
    ],
)
def test_month_that_does_not_exist_or_is_far_away_is_none(text, calendar):
    with pytest.raises(NoSuchMonth):
        Month.parse(text, calendar)


def test_month_of_a_day_and_what_it_is_called():
    day = datetime.date(2026, 11, 24)
    assert str(Month.of(day, GREGORIAN)) == "2026-11"
    assert str(Month.of(day, SOLAR)) == "1405-09"
    assert Month.of(day, GREGORIAN).in_words("en") == "November 2026"
    assert Month.of(day, SOLAR).in_words("fa") == "قوس ۱۴۰۵"
    assert Month.of(day, SOLAR).in_words("ps") == "لیندۍ ۱۴۰۵"
    assert Month.of(day, SOLAR).in_words("en") == "Qaws 1405"
    assert Month.of(day, GREGORIAN).in_words("fa") == "نومبر ۲۰۲۶"
    assert day_and_month(day, "en") == "24 Nov"
    assert day_and_month(day, "fa") == "۳ قوس"


def test_months_follow_each_other_over_the_years_and_end_somewhere():
    december = Month.parse("2026-12", GREGORIAN)
    assert str(december.moved_by(1)) == "2027-01"
    assert str(december.moved_by(-12)) == "2025-12"
    assert str(Month.parse("1405-01", SOLAR).moved_by(-1)) == "1404-12"
    assert Month.parse("2100-12", GREGORIAN).moved_by(1) is None
    assert Month.parse("2000-01", GREGORIAN).moved_by(-1) is None


@pytest.mark.parametrize(
    ("language", "calendar", "first", "head"),
    [
        ("en", GREGORIAN, "2026-11-23", "Monday"),
        ("fa", SOLAR, "2026-11-21", "شنبه"),
        ("ps", SOLAR, "2026-11-21", "شنبه"),
    ],
)
def test_weeks_begin_as_readers_count_them(language, calendar, first, head):
    assert week_of(datetime.date(2026, 11, 24), language).isoformat() == first
    assert weekdays(language)[0] == head
    assert len(weekdays(language)) == 7
    assert usual_calendar(language) == calendar


@pytest.mark.parametrize(("language", "calendar"), [("en", GREGORIAN), ("fa", SOLAR), ("fa", GREGORIAN)])
def test_weeks_of_a_month_hold_each_of_its_days_once(language, calendar):
    for text in ("2026-02", "2026-03", "2026-05") if calendar == GREGORIAN else ("1405-01", "1404-12", "1405-08"):
        month = Month.parse(text, calendar)
        days = [day for week in month.weeks(language) for day in week]
        assert [len(week) for week in month.weeks(language)] == [7] * (len(days) // 7)
        assert days == [days[0] + datetime.timedelta(days=number) for number in range(len(days))]
        own = [day for day in days if Month.of(day, calendar) == month]
        assert (own[0], own[-1]) == (month.first, month.last)
        assert len(days) - len(own) < 14
