"""Days as people write them: in either calendar, in any digits, in words or numbers."""

import datetime
import re
import unicodedata

import jdatetime
from django.utils.translation import gettext

from publishing.dates import GREGORIAN_MONTHS, SOLAR_MONTHS
from publishing.folding import fold

SOLAR_BEFORE = 1700
# Iran's names of the same months, and how the Afghan ones are written in Latin letters
IRANIAN_MONTHS = (
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"
)  # fmt: skip
LATIN_MONTHS = (
    "Hamal", "Sawr", "Jawza", "Saratan", "Asad", "Sunbula", "Mizan", "Aqrab", "Qaws", "Jadi", "Dalw", "Hut"
)  # fmt: skip
_NUMBERS = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_LEAST_OF_A_NAME = 3


class DayRefused(Exception):
    """Words that are no day; `str()` says how to write one."""

    def __str__(self) -> str:
        return gettext(
            "Write the day as year-month-day in either calendar, for example 2019-05-03 or ۱۳۹۸/۲/۱۳, "
            "or with the month in words."
        )


def _names() -> tuple[dict[str, int], dict[str, int]]:
    """Return number by folded name, of the solar months and of the Gregorian ones."""
    solar = [*SOLAR_MONTHS.values(), IRANIAN_MONTHS, LATIN_MONTHS]
    found = [
        {fold(name): number for names in calendars for number, name in enumerate(names, start=1)}
        for calendars in (solar, GREGORIAN_MONTHS.values())
    ]
    short = {fold(name)[:_LEAST_OF_A_NAME]: number for number, name in enumerate(GREGORIAN_MONTHS["en"], start=1)}
    return found[0], short | found[1]


def day_from(text: str) -> datetime.date:
    """Return the day that `text` means; a year before 1700 is one of the Solar Hijri calendar.

    Of a day written in both calendars the first counts. Raises DayRefused.
    """
    plain = "".join(_plain(letter) for letter in text).strip()
    if match := _NUMBERS.fullmatch(plain):
        return _day(*map(int, match.groups()))
    return _day_in_words(re.split(r"\s[/|–—]\s", plain)[0])


def _plain(letter: str) -> str:
    if unicodedata.category(letter) == "Nd":
        return str(unicodedata.decimal(letter))
    return "" if unicodedata.category(letter) == "Cf" else letter


def _day_in_words(text: str) -> datetime.date:
    words = fold(text).split()
    numbers = [int(word) for word in (re.sub(r"(?<=\d)(?:st|nd|rd|th)$", "", word) for word in words) if word.isdigit()]
    solar, gregorian = _names()
    years = [number for number in numbers if number >= 1000]
    days = [number for number in numbers if number < 1000]
    if len(years) != 1 or len(days) != 1:
        raise DayRefused
    known = solar if years[0] < SOLAR_BEFORE else gregorian
    months = [number for word in words if (number := known.get(word) or known.get(word[:3] if word.isascii() else ""))]
    if len(months) != 1:
        raise DayRefused
    return _day(years[0], months[0], days[0])


def _day(year: int, month: int, day: int) -> datetime.date:
    try:
        if year < SOLAR_BEFORE:
            return jdatetime.date(year, month, day).togregorian()
        return datetime.date(year, month, day)
    except ValueError as error:
        raise DayRefused from error
