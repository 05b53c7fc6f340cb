"""What templates need to write dates, digits, names and directions in each language."""

import datetime

from django import template
from django.conf import settings
from django.conf.locale import LANG_INFO
from django.urls import translate_url
from django.utils.html import format_html
from django.utils.translation import get_language

from publishing import dates, directions, printing
from publishing.addresses import address as article_address
from publishing.addresses import home_address

register = template.Library()

register.filter("separated", printing.with_separators)
register.filter("address", article_address)
register.filter("direction", directions.direction_of)
register.filter("topics", printing.topics_of)


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
def around_contact(text: str, contact: str) -> tuple[str, str, str]:
    """Split `text` into what stands before the contact address, the address, and the rest."""
    return text.partition(contact) if contact else (text, "", "")


@register.inclusion_tag("components/_languages.html", takes_context=True)
def language_links(context: template.Context) -> dict[str, list[dict[str, str | bool]]]:
    """List every language with the same page in it, or with its home page where there is none.

    `alternates` in the context maps languages to addresses; a page rendered for a request needs none.
    """
    current = get_language()
    alternates = context.get("alternates") or {}
    request = context.get("request")
    links = []
    for code, _name in settings.LANGUAGES:
        target = alternates.get(code) or home_address(code)
        if request and code not in alternates:
            translated = translate_url(request.path, code)
            target = target if translated == request.path else translated
        links.append({"code": code, "address": target, "is_current": code == current})
    return {"links": links}
