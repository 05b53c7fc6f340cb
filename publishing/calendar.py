"""Months and weeks of both calendars: for the archive, the desk's calendar, and figures by month."""

import datetime
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import total_ordering
from typing import Self

import jdatetime
from django.conf import settings

from publishing.dates import GREGORIAN_MONTHS, SOLAR_MONTHS, in_digits_of

# Far enough for any plan and any record; beyond them nothing is asked for in earnest.
EARLIEST = datetime.date(2000, 1, 1)
LATEST = datetime.date(2100, 12, 31)

MONTHS_A_YEAR = 12
FIRST_GREGORIAN = 1700  # no year written by itself is meant otherwise
DAYS_A_WEEK = 7
WRITTEN = re.compile(r"(\d{4})-(\d{1,2})")
ONE_DAY = datetime.timedelta(days=1)
# As datetime.date.weekday() counts them
MONDAY, SATURDAY = 0, 5
WEEKDAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "fa": ("دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه", "یکشنبه"),
    "ps": ("دوشنبه", "سه‌شنبه", "چارشنبه", "پنجشنبه", "جمعه", "شنبه", "یکشنبه"),
}


class Calendar(StrEnum):
    GREGORIAN = "gregorian"
    SOLAR = "solar"


class NoSuchMonth(ValueError):
    """What was asked for is no month, or lies too far away to be meant."""


def usual_calendar(language: str) -> Calendar:
    """Return the calendar that readers of `language` think in."""
    return Calendar.SOLAR if language in SOLAR_MONTHS else Calendar.GREGORIAN


def first_weekday(language: str) -> int:
    """Return the day on which a week begins for readers of `language`, Monday being 0."""
    return SATURDAY if language in SOLAR_MONTHS else MONDAY


def week_of(day: datetime.date, language: str) -> datetime.date:
    """Return the first day of the week that `day` belongs to."""
    return day - datetime.timedelta(days=(day.weekday() - first_weekday(language)) % DAYS_A_WEEK)


def weekdays(language: str) -> list[str]:
    """Return the names of the seven days, in the order of the week."""
    names = WEEKDAYS.get(language, WEEKDAYS[settings.LANGUAGES[0][0]])
    first = first_weekday(language)
    return [*names[first:], *names[:first]]


@total_ordering
@dataclass(frozen=True)
class Month:
    """One month of one calendar; `number` counts from 1."""

    calendar: Calendar
    year: int
    number: int

    def __lt__(self, other: Self) -> bool:
        return self.first < other.first

    @classmethod
    def of(cls, day: datetime.date, calendar: Calendar) -> Self:
        """Return the month that `day` lies in."""
        own = jdatetime.date.fromgregorian(date=day) if calendar == Calendar.SOLAR else day
        return cls(calendar, own.year, own.month)

    @classmethod
    def parse(cls, text: str, calendar: Calendar) -> Self:
        """Return the month written as 2026-11 or 1405-08, in whichever digits. Raises NoSuchMonth."""
        match = WRITTEN.fullmatch(text.strip())
        if match is None or not 1 <= int(match[2]) <= MONTHS_A_YEAR:
            raise NoSuchMonth
        month = cls(calendar, int(match[1]), int(match[2]))
        if not month.is_near:
            raise NoSuchMonth
        return month

    @property
    def is_near(self) -> bool:
        """Tell whether the month begins between EARLIEST and LATEST."""
        try:
            return EARLIEST <= self.first <= LATEST
        except ValueError:
            return False

    @property
    def first(self) -> datetime.date:
        if self.calendar == Calendar.SOLAR:
            return jdatetime.date(self.year, self.number, 1).togregorian()
        return datetime.date(self.year, self.number, 1)

    @property
    def last(self) -> datetime.date:
        year, number = self._moved_by(1)
        if self.calendar == Calendar.SOLAR:
            return jdatetime.date(year, number, 1).togregorian() - ONE_DAY
        return datetime.date(year, number, 1) - ONE_DAY

    def _moved_by(self, months: int) -> tuple[int, int]:
        year, index = divmod(self.year * MONTHS_A_YEAR + self.number - 1 + months, MONTHS_A_YEAR)
        return year, index + 1

    def moved_by(self, months: int) -> Self | None:
        """Return the month so many months later, None where it lies too far away."""
        month = type(self)(self.calendar, *self._moved_by(months))
        return month if month.is_near else None

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"

    def name(self, language: str) -> str:
        """Return the month's name alone, such as "November" or "عقرب"."""
        if self.calendar == Calendar.SOLAR:
            return SOLAR_MONTHS.get(language, SOLAR_LATIN)[self.number - 1]
        return GREGORIAN_MONTHS.get(language, GREGORIAN_MONTHS["en"])[self.number - 1]

    def in_words(self, language: str) -> str:
        """Return the month's name and year, such as "November 2026" or "عقرب ۱۴۰۵"."""
        return in_digits_of(language, f"{self.name(language)} {self.year}")

    def beside(self, language: str) -> str:
        """Return the months of the other calendar that it lies in, such as "اکتوبر – نومبر ۲۰۲۶"."""
        other = other_calendar(self.calendar)
        first, last = Month.of(self.first, other), Month.of(self.last, other)
        opening = first.name(language) if first.year == last.year else first.in_words(language)
        return f"{opening} – {last.in_words(language)}"

    def number_of(self, day: datetime.date) -> int:
        """Return which day of its month `day` is, in this calendar."""
        return jdatetime.date.fromgregorian(date=day).day if self.calendar == Calendar.SOLAR else day.day

    def weeks(self, language: str) -> list[list[datetime.date]]:
        """Return the days of the month in whole weeks, with the days around it that fill the first and the last."""
        start = week_of(self.first, language)
        count = (week_of(self.last, language) - start).days // DAYS_A_WEEK + 1
        days = [start + datetime.timedelta(days=number) for number in range(count * DAYS_A_WEEK)]
        return [days[at : at + DAYS_A_WEEK] for at in range(0, len(days), DAYS_A_WEEK)]


@dataclass(frozen=True)
class Year:
    """One year of one calendar."""

    calendar: Calendar
    number: int

    @classmethod
    def of(cls, day: datetime.date, calendar: Calendar) -> Self:
        """Return the year that `day` lies in."""
        return cls(calendar, Month.of(day, calendar).year)

    @classmethod
    def written(cls, number: int) -> Self:
        """Return the year that `number` means where both calendars are used: before 1700 it is Solar Hijri."""
        return cls(Calendar.SOLAR if number < FIRST_GREGORIAN else Calendar.GREGORIAN, number)

    @property
    def months(self) -> list[Month]:
        return [Month(self.calendar, self.number, number) for number in range(1, MONTHS_A_YEAR + 1)]

    @property
    def first(self) -> datetime.date:
        return self.months[0].first

    @property
    def last(self) -> datetime.date:
        return self.months[-1].last

    def in_words(self, language: str) -> str:
        return in_digits_of(language, self.number)

    def beside(self, language: str) -> str:
        """Return the years of the other calendar that it lies in, such as "۲۰۲۵–۲۰۲۶"."""
        other = other_calendar(self.calendar)
        years = [Year.of(day, other).in_words(language) for day in (self.first, self.last)]
        return "–".join(dict.fromkeys(years))


def other_calendar(calendar: Calendar) -> Calendar:
    return Calendar.GREGORIAN if calendar == Calendar.SOLAR else Calendar.SOLAR


# The Afghan names in Latin letters, for a desk in English
SOLAR_LATIN = (
    "Hamal",
    "Sawr",
    "Jawza",
    "Saratan",
    "Asad",
    "Sunbula",
    "Mizan",
    "Aqrab",
    "Qaws",
    "Jadi",
    "Dalw",
    "Hut",
)


def day_and_month(day: datetime.date, language: str) -> str:
    """Return "3 Nov" in the usual calendar of `language`, short enough to stand under a bar."""
    month = Month.of(day, usual_calendar(language))
    if month.calendar == Calendar.SOLAR:
        name = SOLAR_MONTHS[language][month.number - 1]
    else:
        name = GREGORIAN_MONTHS.get(language, GREGORIAN_MONTHS["en"])[month.number - 1][:3]
    return in_digits_of(language, f"{month.number_of(day)} {name}")
