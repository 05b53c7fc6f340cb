"""What templates need to write dates, digits, names and directions in each language."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import template
from django.conf.locale import LANG_INFO
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language, pgettext

from publishing import dates, directions, printing
from publishing.addresses import address as article_address
from publishing.addresses import page_address
from publishing.models import Article

register = template.Library()

register.filter("separated", printing.with_separators)
register.filter("address", article_address)
register.filter("direction", directions.direction_of)
register.filter("topics", printing.topics_of)
register.filter("foreign", directions.is_foreign)


@register.filter
def directed(text: str, language: str) -> str:
    """Return a title in `language` as HTML; one in another script alone keeps the direction of that script."""
    if not directions.is_foreign(text, language):
        return text
    other = "ltr" if directions.direction_of(language) == "rtl" else "rtl"
    return format_html('<bdi dir="{}">{}</bdi>', other, text)


@register.filter
def in_title(text: str, language: str) -> str:
    """Return a name or title in `language` for the `<title>` of the page, which can hold no markup."""
    return directions.isolated_where_mixed(text, language, around=get_language())


@register.filter
def digits(number: object) -> str:
    """Return `number` in the digits of the language that the template is rendered in."""
    return dates.in_digits_of(get_language(), number)


@register.filter
def own_name(language: str) -> str:
    """Return the name of `language` in that language."""
    return LANG_INFO[language]["name_local"]


@register.simple_tag
def day(moment: datetime.datetime | datetime.date, language: str = "") -> str:
    """Write the day of `moment`, as the institute sees it, in a `<time>`; in `language`, or else that of the page."""
    date = dates.institute_day(moment) if isinstance(moment, datetime.datetime) else moment
    words = dates.in_words(date, language or get_language())
    return format_html('<time datetime="{}">{}</time>', date.isoformat(), words)


@register.filter
def its(article: Article, name: str) -> str:
    """Return the address of the page named `name` that belongs to `article`."""
    return page_address(name, article.language, article.slug)


@register.simple_tag
def linked(article: Article) -> str:
    """Write an article, loaded for links, as a list of links shows it."""
    return format_html(
        '<a href="{}">{}</a> <span>{} <span class="card-date">{}</span></span>',
        article_address(article),
        directed(article.title, article.language),
        byline(article.bylines.all(), article.language),
        day(article.published_at),
    )


@register.simple_tag
def byline(people: Sequence[Any], language: str) -> str:
    """Write who a piece in `language` is by; `people` have a name and an honorific."""
    by = pgettext("before the names of a piece's authors", "By")
    named = [
        (separator, f"{person.honorific} {person.name}" if person.honorific else person.name)
        for separator, person in printing.with_separators(people, language)
    ]
    return format_html('<span class="byline">{} {}</span>', by, format_html_join("", "{}<bdi>{}</bdi>", named))


@register.filter
def around_contact(text: str, contact: str) -> tuple[str, str, str]:
    """Split `text` into what stands before the contact address, the address, and the rest."""
    return text.partition(contact) if contact else (text, "", "")
