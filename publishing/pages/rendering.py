"""What every page has around it, and how a template becomes a page."""

from collections.abc import Iterable
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import override

from publishing import keys
from publishing.addresses import absolute
from publishing.models import Article, SitePage, SiteText
from publishing.rendered import HTML, Rendered


class NoSuchPage(Exception):
    """There is nothing to show at this address now."""


def render_text(template: str, language: str, context: dict[str, Any]) -> str:
    """Return a template in `language`. Without a request nothing here can see a session."""
    with override(language):
        return render_to_string(template, context)


def frame(language: str, *, site: SiteText | None = None) -> dict[str, Any]:
    """Return what stands around every page in `language`, in two queries, or one where `site` is known already."""
    return {
        "site": site or SiteText.objects.in_language(language),
        "foot_pages": list(SitePage.objects.in_language(language).for_links()),
    }


def render_page(
    template: str,
    language: str,
    context: dict[str, Any],
    *,
    made_from: Iterable[str] = (),
    path: str = "",
    site: SiteText | None = None,
) -> Rendered:
    """Return a whole page. `path` is its canonical address; `made_from` its keys beside those of the frame."""
    canonical = {"canonical": absolute(path)} if path else {}
    text = render_text(template, language, {**frame(language, site=site), **canonical, **context})
    return Rendered(body=text.encode(), keys=frozenset({keys.site(language), *made_from}), content_type=HTML)


def card_keys(articles: Iterable[Article]) -> set[str]:
    """Return the keys of what a list prints of `articles`."""
    return {keys.TOPICS, *(keys.card(article.pk) for article in articles)}
