"""The archive: years, months and their articles, in both calendars."""

import datetime

import pytest
from django.test import override_settings

from publishing import keys, services
from publishing.models import Article
from publishing.pages.archive import render_archive, render_archive_month, render_archive_year
from publishing.pages.rendering import NoSuchPage
from tests.publishing.making import make_content, publish

pytestmark = pytest.mark.django_db


def publish_on(moment: str, **changes) -> Article:
    """Return an article published at that moment, written in ISO 8601 with its distance from UTC."""
    at = datetime.datetime.fromisoformat(moment)
    return services.publish_article(make_content(**changes), published_at=at)


def text_of(client, path):
    return client.get(path).content.decode()


def test_archive_leads_to_the_years_that_hold_articles(client):
    for moment in ("2021-05-01T12:00+00:00", "2025-07-08T12:00+00:00", "2025-07-09T12:00+00:00"):
        publish_on(moment)

    page = text_of(client, "/en/archive/")

    assert '<a href="/en/archive/2025/">2025</a>' in page
    assert page.index("/en/archive/2025/") < page.index("/en/archive/2021/")
    assert "/en/archive/2023/" not in page


@pytest.mark.parametrize("language", ["fa", "ps"])
def test_archive_of_persian_and_pashto_pages_is_in_both_calendars(client, language):
    publish_on("2025-07-08T12:00+00:00", language=language)

    page = text_of(client, f"/{language}/archive/")

    assert f'<a href="/{language}/archive/1404/">۱۴۰۴</a> <span class="beside">۲۰۲۵–۲۰۲۶</span>' in page


@pytest.mark.parametrize(
    ("language", "year", "month", "name", "beside"),
    [
        ("fa", 1404, 4, "سرطان ۱۴۰۴", "جون – جولای ۲۰۲۵"),
        ("ps", 1404, 4, "چنګاښ ۱۴۰۴", "جون – جولای ۲۰۲۵"),
        ("fa", 2025, 7, "جولای ۲۰۲۵", "سرطان – اسد ۱۴۰۴"),
    ],
)
def test_month_of_either_calendar_has_a_page_with_the_other_beside(client, language, year, month, name, beside):
    article = publish_on("2025-07-08T12:00+00:00", language=language)

    year_page = text_of(client, f"/{language}/archive/{year}/")
    month_page = text_of(client, f"/{language}/archive/{year}/{month}/")

    link = f'<a href="/{language}/archive/{year}/{month}/">{name}</a> <span class="beside">{beside}</span>'
    assert link in year_page
    assert f'<h1 class="page-title">{name} <span class="beside">{beside}</span></h1>' in month_page
    assert article.title in month_page


def test_english_month_stands_alone(client):
    publish_on("2025-07-08T12:00+00:00")

    assert '<h1 class="page-title">July 2025</h1>' in text_of(client, "/en/archive/2025/7/")
    assert '<a href="/en/archive/2025/7/">July 2025</a></li>' in text_of(client, "/en/archive/2025/")


@pytest.mark.parametrize(
    ("moment", "month"),
    [
        ("2025-06-30T19:29+00:00", "2025/6"),
        ("2025-06-30T19:30+00:00", "2025/7"),  # midnight in Kabul
        ("2025-07-31T19:29+00:00", "2025/7"),
        ("2025-07-31T19:30+00:00", "2025/8"),
        ("2025-03-20T19:29+00:00", "1403/12"),
        ("2025-03-20T19:30+00:00", "1404/1"),  # Nawroz of 1404
    ],
)
def test_months_begin_at_midnight_by_the_clock_of_the_institute(client, moment, month):
    publish_on(moment)

    year, _, number = month.partition("/")
    calendar = "solar" if int(year) < 1700 else "gregorian"
    found = [
        f"{candidate}/{count}"
        for candidate in ((1403, 1404) if calendar == "solar" else (2025,))
        for count in range(1, 13)
        if client.get(f"/en/archive/{candidate}/{count}/").status_code == 200
    ]
    assert found == [f"{year}/{number}"]


@override_settings(INSTITUTE_TIME_ZONE="Europe/Berlin")
@pytest.mark.parametrize(
    ("moment", "month"),
    [
        ("2025-02-28T22:59+00:00", 2),
        ("2025-02-28T23:00+00:00", 3),  # midnight in winter
        ("2025-03-30T01:00+00:00", 3),  # the clock springs from two to three
        ("2025-03-31T21:59+00:00", 3),
        ("2025-03-31T22:00+00:00", 4),  # midnight in summer
    ],
)
def test_month_in_which_the_clock_changes_ends_at_its_own_midnight(client, moment, month):
    publish_on(moment)

    found = [number for number in range(1, 13) if client.get(f"/en/archive/2025/{number}/").status_code == 200]
    assert found == [month]


@pytest.mark.parametrize(
    "path",
    [
        "archive/2024/",
        "archive/2025/6/",
        "archive/2025/13/",
        "archive/2025/0/",
        "archive/0/",
        "archive/1699/",
        "archive/99999999999999999999/1/",
        "archive/2025/7/before/nothing0/",
        "archive/2025/7/after/nothing0/",
    ],
)
def test_year_and_month_without_articles_are_not_found(client, path):
    publish_on("2025-07-08T12:00+00:00")

    assert client.get(f"/en/{path}").status_code == 404


@pytest.mark.parametrize("state", ["delisted", "retracted", "hidden", "removed"])
def test_article_out_of_the_lists_is_not_in_the_archive(client, state):
    article = publish(state=state)
    Article.objects.filter(pk=article.pk).update(published_at=datetime.datetime(2025, 7, 8, tzinfo=datetime.UTC))

    assert "/en/archive/2025/" not in text_of(client, "/en/archive/")
    assert client.get("/en/archive/2025/").status_code == 404
    assert client.get("/en/archive/2025/7/").status_code == 404


def test_archive_without_articles_says_so(client):
    publish(language="fa")

    assert "Nothing has been published in this language yet." in text_of(client, "/en/archive/")


def test_year_and_month_lead_to_their_neighbours_that_hold_articles(client):
    for moment in ("2019-12-05T12:00+00:00", "2021-05-01T12:00+00:00", "2025-07-08T12:00+00:00"):
        publish_on(moment)

    year, month = text_of(client, "/en/archive/2021/"), text_of(client, "/en/archive/2021/5/")

    links = '<a href="/en/archive/2025/{}">Later: {}</a>\n<a href="/en/archive/2019/{}">Earlier: {}</a>'
    assert links.format("", "2025", "", "2019") in year
    assert links.format("7/", "July 2025", "12/", "December 2019") in month


def test_month_goes_on_over_pages_and_back(client):
    for minute in range(45):
        publish_on(f"2025-07-08T12:{minute:02}+00:00")
    path, seen = "/en/archive/2025/7/", []

    while path:
        page = text_of(client, path)
        seen.append(page.count('<article class="card'))
        path = page.partition('<a rel="next" href="')[2].partition('"')[0]
    back = page.partition('<a rel="prev" href="')[2].partition('"')[0]

    assert seen == [20, 20, 5]
    assert text_of(client, back).count('<article class="card') == 20


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("path", "queries"), [("", 5), ("2025/", 5), ("2025/7/", 7)])
def test_archive_queries_are_constant(client, django_assert_num_queries, path, queries, count):
    for day in range(count):
        publish_on(f"2025-07-0{day + 1}T12:00+00:00")
        publish_on(f"202{day}-02-01T12:00+00:00")

    with django_assert_num_queries(queries):
        assert client.get(f"/en/archive/{path}").status_code == 200


def test_pages_are_made_from_the_list_and_their_cards():
    article = publish_on("2025-07-08T12:00+00:00")
    frame = {keys.site("en"), keys.listed("en")}

    assert render_archive("en").keys == frame
    assert render_archive_year(2025, "en").keys == frame
    assert render_archive_month(2025, 7, "en").keys == frame | {keys.card(article.pk), keys.TOPICS}
    with pytest.raises(NoSuchPage):
        render_archive_month(2025, 8, "en")


def test_archive_is_the_same_page_in_three_languages(client):
    page = text_of(client, "/fa/archive/")

    for tag, code in [("en", "en"), ("fa-AF", "fa"), ("ps", "ps"), ("x-default", "en")]:
        assert f'<link rel="alternate" hreflang="{tag}" href="http://testserver/{code}/archive/">' in page
