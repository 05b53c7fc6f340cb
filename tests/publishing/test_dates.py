import datetime

import pytest
from django.template import Context, Template
from django.utils.translation import override

from publishing.dates import GREGORIAN_MONTHS, SOLAR_MONTHS, in_digits_of, in_words, institute_day


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "8 July 2025"),
        ("fa", "۱۷ سرطان ۱۴۰۴ / ۸ جولای ۲۰۲۵"),
        ("ps", "۱۷ چنګاښ ۱۴۰۴ / ۸ جولای ۲۰۲۵"),
    ],
)
def test_date_is_written_in_the_calendars_of_the_language(language, written):
    assert in_words(datetime.date(2025, 7, 8), language) == written


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (datetime.date(2024, 3, 20), "۱ حمل ۱۴۰۳ / ۲۰ مارچ ۲۰۲۴"),
        (datetime.date(2025, 3, 20), "۳۰ حوت ۱۴۰۳ / ۲۰ مارچ ۲۰۲۵"),  # 1403 is a leap year
        (datetime.date(2025, 3, 21), "۱ حمل ۱۴۰۴ / ۲۱ مارچ ۲۰۲۵"),
        (datetime.date(2026, 3, 20), "۲۹ حوت ۱۴۰۴ / ۲۰ مارچ ۲۰۲۶"),
        (datetime.date(2026, 9, 22), "۳۱ سنبله ۱۴۰۵ / ۲۲ سپتمبر ۲۰۲۶"),
        (datetime.date(2026, 12, 31), "۱۰ جدی ۱۴۰۵ / ۳۱ دسمبر ۲۰۲۶"),
    ],
)
def test_solar_date_is_right_at_the_edges_of_year_and_month(day, written):
    assert in_words(day, "fa") == written


def test_month_tables_are_whole():
    assert {len(set(months)) for months in [*SOLAR_MONTHS.values(), *GREGORIAN_MONTHS.values()]} == {12}


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime.datetime(2025, 7, 8, 19, 29, tzinfo=datetime.UTC), datetime.date(2025, 7, 8)),
        (datetime.datetime(2025, 7, 8, 19, 30, tzinfo=datetime.UTC), datetime.date(2025, 7, 9)),  # midnight in Kabul
    ],
)
def test_day_is_that_of_the_institute(moment, day):
    assert institute_day(moment) == day


@pytest.mark.parametrize(("language", "written"), [("en", "Page 12"), ("fa", "Page ۱۲"), ("ps", "Page ۱۲")])
def test_digits_follow_the_language(language, written):
    assert in_digits_of(language, "Page 12") == written


def test_day_tag_writes_time_that_machines_read():
    template = Template("{% load site_text %}{% day moment %}")
    moment = datetime.datetime(2025, 7, 8, 12, tzinfo=datetime.UTC)

    with override("fa"):
        written = template.render(Context({"moment": moment}))

    assert written == '<time datetime="2025-07-08">۱۷ سرطان ۱۴۰۴ / ۸ جولای ۲۰۲۵</time>'
