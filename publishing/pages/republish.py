"""The page from which others take an article for a page of their own, under its licence."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.translation import override

from publishing import html, keys
from publishing.addresses import absolute, address, page_address
from publishing.models import Article, SiteText
from publishing.pages.rendering import render_page
from publishing.plain_text import text_of
from publishing.printing import PrintedArticle, printed_articles
from publishing.rendered import Rendered


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What a licence lets others do with a text."""

    is_open: bool = False
    may_change: bool = False
    may_sell: bool = False
    must_share_alike: bool = False


def terms_of(printed: PrintedArticle) -> Terms:
    """Return the terms of the article's licence; of one that the site does not know, that it is not open."""
    parts = set(printed.licence.upper().replace("-", " ").split())
    if not printed.licence_address or "CC" not in parts:
        return Terms()
    return Terms(is_open=True, may_change="ND" not in parts, may_sell="NC" not in parts, must_share_alike="SA" in parts)


def html_to_copy(printed: PrintedArticle) -> str:
    """Return the article as HTML without classes of our own, with whom and where it is from."""
    context = {"printed": printed, "address": absolute(printed.address), "body": html.plain(printed.content.body)}
    with override(printed.content.language):
        return render_to_string("publishing/republished.html", context).strip() + "\n"


def render_republish(article: Article) -> Rendered:
    """Return the page for a published article, loaded with `for_printing`."""
    language = article.language
    site = SiteText.objects.in_language(language)
    (printed,) = printed_articles([article], site)
    terms = terms_of(printed)
    context = {
        "printed": printed,
        "terms": terms,
        "html_copy": html_to_copy(printed) if terms.is_open else "",
        "text_copy": text_of(printed) if terms.is_open else "",
        "article_address": address(article),
        "may_be_indexed": False,
    }
    made_from = [keys.article(article.pk)]
    path = page_address("article-republish", language, article.slug)
    return render_page("publishing/republish.html", language, context, made_from=made_from, path=path, site=site)
