"""The archive: years, their months, and the articles of a month, by the calendar that the address is written in.

Whether a year or a month holds anything is asked of the index of the lists, never by counting.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists

from publishing import keys
from publishing.addresses import each_language, hreflangs, page_address
from publishing.calendar import MONTHS_A_YEAR, ONE_DAY, Month, Year, usual_calendar
from publishing.dates import beginning_of, institute_day
from publishing.models import Article
from publishing.models.article import ArticleQuerySet
from publishing.pages.lists import slice_of
from publishing.pages.rendering import NoSuchPage, card_keys, render_page
from publishing.rendered import Rendered

Period = Year | Month
# The years of both calendars that any article may come from; beyond them no page is looked for.
YEARS = range(1100, 2200)


def listed_in(language: str) -> ArticleQuerySet:
    return Article.objects.public_now().in_language(language)


def within(period: Period) -> dict[str, Any]:
    """Return the condition that an article was published in `period`, by the institute's clock."""
    return {
        "published_at__gte": beginning_of(period.first),
        "published_at__lt": beginning_of(period.last + ONE_DAY),
    }


def with_articles(periods: Sequence[Period], language: str) -> list[Period]:
    """Return those of `periods` that hold a listed article, in one query for any number, or in none for none."""
    listed = listed_in(language)
    newest = listed.newest_first().values("pk")[:1]
    held = [Exists(listed.filter(**within(period))) for period in periods]
    found = Article.objects.filter(pk__in=newest).order_by().values_list(*held).first() if held else None
    return [period for period, holds in zip(periods, found or (), strict=False) if holds]


def years_with_articles(language: str) -> list[Year]:
    """Return the years that have a page in the usual calendar of `language`, the newest first, in three queries."""
    calendar = usual_calendar(language)
    dates = listed_in(language).values_list("published_at", flat=True)
    newest, oldest = dates.newest_first().first(), dates.oldest_first().first()
    if newest is None or oldest is None:
        return []
    last, first = (Year.of(institute_day(moment), calendar).number for moment in (newest, oldest))
    years = [Year(calendar, number) for number in range(last, first - 1, -1) if number in YEARS]
    return with_articles(years, language)


def neighbours(period: Period, language: str) -> tuple[Period | None, Period | None]:
    """Return the nearest period before and after that holds an article, None where there is none, in two queries."""
    listed = listed_in(language)
    bounds = within(period)
    dates = listed.values_list("published_at", flat=True)
    earlier = dates.filter(published_at__lt=bounds["published_at__gte"]).newest_first().first()
    later = dates.filter(published_at__gte=bounds["published_at__lt"]).oldest_first().first()
    before, after = (
        type(period).of(institute_day(moment), period.calendar) if moment else None for moment in (earlier, later)
    )
    return before, after


def address_of(period: Period | None, language: str) -> str:
    """Return the path of the page of `period`, nothing for none."""
    match period:
        case Year():
            return page_address("archive-year", language, period.number)
        case Month():
            return page_address("archive-month", language, period.year, period.number)
    return ""


def entry(period: Period, language: str) -> dict[str, str]:
    """Return what a list prints of `period`."""
    return {
        "name": period.in_words(language),
        "beside": in_other_calendar(period, language),
        "address": address_of(period, language),
    }


def in_other_calendar(period: Period, language: str) -> str:
    """Return `period` in the other calendar where readers of `language` use both."""
    is_theirs_alone = usual_calendar(language) == usual_calendar("en") == period.calendar
    return "" if is_theirs_alone else period.beside(language)


def around(period: Period, language: str) -> dict[str, dict[str, str] | None]:
    before, after = neighbours(period, language)
    return {
        "earlier": entry(before, language) if before else None,
        "later": entry(after, language) if after else None,
    }


def render_archive(language: str) -> Rendered:
    """Return the page that leads to the years."""
    alternates = each_language("archive")
    context = {
        "years": [entry(year, language) for year in years_with_articles(language)],
        "section": "archive",
        "alternates": alternates,
        "hreflangs": hreflangs(alternates),
    }
    return render_page(
        "publishing/archive.html", language, context, made_from=[keys.listed(language)], path=alternates[language]
    )


def render_archive_year(number: int, language: str) -> Rendered:
    """Return the page that leads to the months of a year. Raises NoSuchPage where none holds an article."""
    if number not in YEARS:
        raise NoSuchPage
    year = Year.written(number)
    months = with_articles(year.months, language)
    if not months:
        raise NoSuchPage
    context = {
        "year": entry(year, language),
        "months": [entry(month, language) for month in months],
        "section": "archive",
        **around(year, language),
        "alternates": each_language("archive"),
    }
    return render_page(
        "publishing/archive_year.html",
        language,
        context,
        made_from=[keys.listed(language)],
        path=address_of(year, language),
    )


def render_archive_month(
    number: int, month_number: int, language: str, *, before: str = "", after: str = ""
) -> Rendered:
    """Return one page of the articles of a month. Raises NoSuchPage where it holds none."""
    if number not in YEARS or not 1 <= month_number <= MONTHS_A_YEAR:
        raise NoSuchPage
    year = Year.written(number)
    month = Month(year.calendar, number, month_number)
    page = slice_of(listed_in(language).filter(**within(month)).for_cards(), before=before, after=after)
    if not page.articles:
        raise NoSuchPage
    context = {
        "month": entry(month, language),
        "number": number,
        "month_number": month_number,
        "year": entry(year, language),
        "page": page,
        "section": "archive",
        **around(month, language),
        "alternates": each_language("archive"),
    }
    return render_page(
        "publishing/archive_month.html",
        language,
        context,
        made_from=card_keys(page.articles) | {keys.listed(language)},
        path=address_of(month, language),
    )
