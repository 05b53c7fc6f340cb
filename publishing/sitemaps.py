"""The sitemap: what may be found now, with the institute's own address whatever name the visitor came by."""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from publishing.addresses import absolute, address, author_address, home_address
from publishing.lifecycle import Output
from publishing.models import Article, Author


def entries() -> list[dict[str, Any]]:
    """Return `{location, lastmod}` of every home page, article and author, in two queries."""
    languages = [code for code, _ in settings.LANGUAGES]
    homes = [{"location": absolute(home_address(language))} for language in languages]
    articles = Article.objects.shown_in(Output.SITEMAP).newest_first()
    fields = articles.only("language", "slug", "published_at", "updated_at")
    found = [
        {"location": absolute(address(article)), "lastmod": article.updated_at or article.published_at}
        for article in fields
    ]
    authors = [
        {"location": absolute(author_address(author, language))}
        for author in Author.objects.public_now()
        for language in languages
    ]
    return [*homes, *found, *authors]


def render_sitemap() -> str:
    return render_to_string("sitemap.xml", {"urlset": entries()})
