import datetime

import pytest

from publishing.dates import in_words
from submissions.written_days import DayRefused, day_from

DAY = datetime.date(2019, 5, 3)


@pytest.mark.parametrize(
    "text",
    [
        "2019-05-03",
        "2019/5/3",
        "2019.05.03",
        "2019-05-03T08:00:00Z",
        "2019-05-03 08:00",
        " 3 May 2019 ",
        "May 3, 2019",
        "Friday, May 3rd, 2019",
        "3 مې 2019",
        "۳ می ۲۰۱۹",
        "1398-02-13",
        "۱۳۹۸/۲/۱۳",
        "١٣٩٨/٢/١٣",
        "۱۳ ثور ۱۳۹۸",
        "جمعه ۱۳ ثور ۱۳۹۸",
        "۱۳ غويی ۱۳۹۸",
        "۱۳ اردیبهشت ۱۳۹۸",
        "13 Sawr 1398",
        "۱۳ ثور ۱۳۹۸ / ۳ می ۲۰۱۹",
        "\u200f۱۳۹۸/۲/۱۳\u200f",
    ],
)
def test_day_is_read_in_either_calendar(text):
    assert day_from(text) == DAY


@pytest.mark.parametrize("language", ["en", "fa", "ps"])
def test_day_is_read_as_the_site_writes_it(language):
    for number in range(0, 3650, 7):
        day = DAY + datetime.timedelta(days=number)
        assert day_from(in_words(day, language)) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "2019",
        "03/05/2019",
        "2019-13-01",
        "2019-02-30",
        "1398-12-30",
        "3 2019",
        "May 2019",
        "3 May June 2019",
    ],
)
def test_what_is_no_day_or_may_be_two_is_refused(text):
    with pytest.raises(DayRefused) as refusal:
        day_from(text)
    assert "2019-05-03" in str(refusal.value)
