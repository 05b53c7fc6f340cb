"""Writing the pages in which the institute speaks of itself: about, contact, policies, and whatever is added."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern
from django.utils.translation import gettext

from publishing import html
from publishing.addresses import latin_slug
from publishing.models import SitePage


class SitePageRefused(Exception):
    """A page that cannot be stored as it is; `str()` says what to do."""


def opening_segments(patterns: Iterable[URLPattern | URLResolver], before: str = "") -> Iterable[str]:
    """Yield the first segment of every address below `before` that begins with fixed words."""
    for pattern in patterns:
        route = before + str(pattern.pattern)
        first, slash, _rest = route.partition("/")
        if slash or isinstance(pattern, URLPattern):
            if first and "<" not in first:
                yield first
        else:
            yield from opening_segments(pattern.url_patterns, route)


def reserved_slugs() -> frozenset[str]:
    """Return the words that other addresses under a language begin with: a page of that name would never be seen."""
    under_language = [
        pattern
        for resolver in get_resolver().url_patterns
        if isinstance(resolver, URLResolver) and isinstance(resolver.pattern, LocalePrefixPattern)
        for pattern in resolver.url_patterns
    ]
    return frozenset(opening_segments(under_language))


def check_slug(slug: str) -> None:
    """Raise SitePageRefused unless `slug` can be the address of a page."""
    if not slug or latin_slug(slug) != slug:
        raise SitePageRefused(
            gettext("The address of the page may hold small Latin letters, digits and hyphens, at most 80 in all.")
        )
    if slug in reserved_slugs():
        raise SitePageRefused(gettext("Another part of the site has this address. Choose another."))


@transaction.atomic
def write_page(page: SitePage) -> SitePage:
    """Store a new or changed page with its text in the clean form. Raises SitePageRefused."""
    check_slug(page.slug)
    page.title = " ".join(page.title.split())
    page.body = html.clean(page.body)
    if not html.text_of(page.body).strip():
        raise SitePageRefused(gettext("The page has no text. Write it first."))
    try:
        page.full_clean()
    except ValidationError as error:
        raise SitePageRefused(" ".join(error.messages)) from error
    page.save()
    return page


def delete_page(page: SitePage) -> None:
    """Take a page away; its translations stay."""
    page.delete()
