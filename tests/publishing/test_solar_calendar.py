"""Both calendars over a hundred years, against the sky and a written table; nothing here asks the library."""

import datetime
import math

import pytest

from publishing.calendar import Calendar, Month, Year, first_weekday, weekdays
from publishing.dates import GREGORIAN_MONTHS, PERSIAN_DIGITS, SOLAR_MONTHS, in_words

YEARS = range(1350, 1451)
# The years of 366 days
LEAP = {
    1350, 1354, 1358, 1362, 1366, 1370, 1375, 1379, 1383, 1387, 1391, 1395, 1399, 1403, 1408, 1412, 1416, 1420, 1424,
    1428, 1432, 1436, 1441, 1445, 1449,
}  # fmt: skip
FIRST_NAWROZ = datetime.date(1971, 3, 21)  # of 1350
# Meeus, Astronomical Algorithms, second edition, chapter 27: the March equinox
MEAN = (2451623.80984, 365242.37404, 0.05169, -0.00411, -0.00057)
PERIODIC = [
    (485, 324.96, 1934.136), (203, 337.23, 32964.467), (199, 342.08, 20.186), (182, 27.85, 445267.112),
    (156, 73.14, 45036.886), (136, 171.52, 22518.443), (77, 222.54, 65928.934), (74, 296.72, 3034.906),
    (70, 243.58, 9037.513), (58, 119.81, 33718.147), (52, 297.17, 150.678), (50, 21.02, 2281.226),
    (45, 247.54, 29929.562), (44, 325.15, 31555.956), (29, 60.93, 4443.417), (18, 155.12, 67555.328),
    (17, 288.79, 4562.452), (16, 198.04, 62894.029), (14, 199.76, 31436.921), (12, 95.39, 14577.848),
    (12, 287.11, 31931.756), (12, 320.81, 34777.259), (9, 227.73, 1222.114), (8, 15.45, 16859.074),
]  # fmt: skip
J2000 = 2451545.0
NOON_OF_2000 = datetime.datetime(2000, 1, 1, 12, tzinfo=datetime.UTC)
MERIDIAN = datetime.timezone(datetime.timedelta(hours=3, minutes=30))  # 52.5° east, by which Nawroz is reckoned


def march_equinox(gregorian_year: int) -> datetime.datetime:
    """Return the instant of the March equinox, right to about two minutes."""
    thousands = (gregorian_year - 2000) / 1000
    mean = sum(factor * thousands**power for power, factor in enumerate(MEAN))
    centuries = (mean - J2000) / 36525
    angle = math.radians(35999.373 * centuries - 2.47)
    scale = 1 + 0.0334 * math.cos(angle) + 0.0007 * math.cos(2 * angle)
    correction = sum(a * math.cos(math.radians(b + c * centuries)) for a, b, c in PERIODIC)
    dynamical = NOON_OF_2000 + datetime.timedelta(days=mean + 0.00001 * correction / scale - J2000)
    return dynamical - datetime.timedelta(seconds=70)  # dynamical time runs ahead of the clock by about that much


def nawroz(year: int) -> datetime.date:
    """Return the first of Hamal: the day whose noon comes next after the equinox."""
    moment = march_equinox(year + 621).astimezone(MERIDIAN)
    return moment.date() + datetime.timedelta(days=moment.hour >= 12)


def days_of(year: int) -> list[tuple[int, int]]:
    """Return month and day of each day of a year."""
    lengths = [31] * 6 + [30] * 5 + [30 if year in LEAP else 29]
    return [(month, day) for month, length in enumerate(lengths, start=1) for day in range(1, length + 1)]


def written_table() -> dict[int, datetime.date]:
    """Return the first of Hamal of each year by counting days alone."""
    found, day = {}, FIRST_NAWROZ
    for year in YEARS:
        found[year] = day
        day += datetime.timedelta(days=366 if year in LEAP else 365)
    return found


TABLE = written_table()


def test_table_agrees_with_the_sky():
    assert {year: nawroz(year) for year in YEARS} == TABLE


def test_years_begin_when_the_table_says():
    assert {year: Year(Calendar.SOLAR, year).first for year in YEARS} == TABLE


def test_every_day_of_a_hundred_years_is_written_as_the_table_counts_it():
    wrong = {}
    for year in YEARS:
        for number, (month, day) in enumerate(days_of(year)):
            date = TABLE[year] + datetime.timedelta(days=number)
            solar = f"{day} {SOLAR_MONTHS['fa'][month - 1]} {year}"
            gregorian = f"{date.day} {GREGORIAN_MONTHS['fa'][date.month - 1]} {date.year}"
            expected = f"{solar} / {gregorian}".translate(PERSIAN_DIGITS)
            if in_words(date, "fa") != expected:
                wrong[date] = expected

    assert wrong == {}


def test_months_reach_from_the_day_to_the_day_that_the_table_has():
    for year in YEARS:
        days = days_of(year)
        for number in range(1, 13):
            own = [TABLE[year] + datetime.timedelta(days=at) for at, (month, _) in enumerate(days) if month == number]
            month = Month(Calendar.SOLAR, year, number)
            assert (month.first, month.last) == (own[0], own[-1])


@pytest.mark.parametrize("language", ["fa", "ps"])
def test_names_are_those_of_afghanistan(language):
    assert SOLAR_MONTHS[language][0] == {"fa": "حمل", "ps": "وری"}[language]
    assert SOLAR_MONTHS[language][-1] == {"fa": "حوت", "ps": "کب"}[language]
    assert (first_weekday(language), weekdays(language)[0], weekdays(language)[-1]) == (5, "شنبه", "جمعه")


@pytest.mark.parametrize(
    ("period", "language", "words", "beside"),
    [
        (Month(Calendar.SOLAR, 1404, 4), "fa", "سرطان ۱۴۰۴", "جون – جولای ۲۰۲۵"),
        (Month(Calendar.SOLAR, 1404, 10), "ps", "مرغومی ۱۴۰۴", "ډسمبر ۲۰۲۵ – جنوري ۲۰۲۶"),
        (Month(Calendar.GREGORIAN, 2025, 3), "fa", "مارچ ۲۰۲۵", "حوت ۱۴۰۳ – حمل ۱۴۰۴"),
        (Month(Calendar.GREGORIAN, 2025, 7), "en", "July 2025", "Saratan – Asad 1404"),
        (Year(Calendar.SOLAR, 1404), "fa", "۱۴۰۴", "۲۰۲۵–۲۰۲۶"),
        (Year(Calendar.GREGORIAN, 2025), "ps", "۲۰۲۵", "۱۴۰۳–۱۴۰۴"),
    ],
)
def test_period_is_written_with_the_other_calendar_beside_it(period, language, words, beside):
    assert (period.in_words(language), period.beside(language)) == (words, beside)


@pytest.mark.parametrize(("number", "calendar"), [(1404, Calendar.SOLAR), (1699, Calendar.SOLAR), (1700, "gregorian")])
def test_year_before_1700_is_solar(number, calendar):
    assert Year.written(number) == Year(Calendar(calendar), number)
