"""The sitemap: what may be found now, in parts that stay small however much is published.

`sitemap.xml` names the parts: `pages` (homes, lists, topics, authors, pages about the institute), and for each language
`articles-<language>-<n>`, the articles of the n-th range of PART_SIZE ids. An article never moves to another part.
"""

from typing import Any

from django.db.models import Max, Min
from django.template.loader import render_to_string
from django.urls import reverse

from publishing import keys
from publishing.addresses import absolute, address, author_address, page_address
from publishing.lifecycle import Output
from publishing.models import Article, Author, SitePage, Topic
from publishing.models.topic import has_articles_in
from publishing.pages.rendering import NoSuchPage
from publishing.rendered import Rendered

PART_SIZE = 5_000
PAGES = "pages"
CONTENT_TYPE = "application/xml; charset=utf-8"
LISTS = ("home", "article-list", "topic-list", "archive", "corrections")


def part_address(part: str) -> str:
    return reverse("root:sitemap-part", args=[part])


def rendered(template: str, entries: list[dict[str, Any]], made_from: set[str]) -> Rendered:
    body = render_to_string(template, {"urlset": entries, "sitemaps": entries}).encode()
    return Rendered(body=body, keys=frozenset(made_from), content_type=CONTENT_TYPE)


def render_index() -> Rendered:
    """Return the list of the parts, in one query a language."""
    parts = [PAGES]
    for language in keys.languages():
        listed = Article.objects.shown_in(Output.SITEMAP).in_language(language)
        ends = listed.aggregate(first=Min("pk"), last=Max("pk"))
        if ends["first"] is not None:
            numbers = range(ends["first"] // PART_SIZE, ends["last"] // PART_SIZE + 1)
            parts += [f"articles-{language}-{number}" for number in numbers]
    entries = [{"location": absolute(part_address(part))} for part in parts]
    return rendered("publishing/sitemap_index.xml", entries, {keys.listed(language) for language in keys.languages()})


def render_part(part: str) -> Rendered:
    """Return one part. Raises NoSuchPage."""
    if part == PAGES:
        return render_pages()
    name, _, rest = part.partition("-")
    language, _, number = rest.partition("-")
    if name != "articles" or language not in keys.languages() or not (number.isascii() and number.isdigit()):
        raise NoSuchPage
    return render_articles(language, int(number))


def render_articles(language: str, number: int) -> Rendered:
    """Return the articles of one range, in one query."""
    first = number * PART_SIZE
    if first > 2**53:
        raise NoSuchPage
    listed = Article.objects.shown_in(Output.SITEMAP).in_language(language)
    found = list(
        listed.filter(pk__gte=first, pk__lt=first + PART_SIZE)
        .order_by("pk")
        .only("language", "slug", "published_at", "updated_at")
    )
    if not found:
        raise NoSuchPage
    entries = [
        {"location": absolute(address(article)), "lastmod": article.updated_at or article.published_at}
        for article in found
    ]
    # Any change of an article changes its date here
    made_from = {keys.listed(language), *(keys.article(article.pk) for article in found)}
    return rendered("publishing/sitemap_part.xml", entries, made_from)


def render_pages() -> Rendered:
    """Return every page that is no article, in a query for authors, one for topics a language, and one for pages."""
    languages = keys.languages()
    paths = [page_address(name, language) for language in languages for name in LISTS]
    authors = list(Author.objects.public_now())
    paths += [author_address(author, language) for author in authors for language in languages]
    for language in languages:
        topics = Topic.objects.filter(has_articles_in(language))
        paths += [page_address("topic", language, topic.slug) for topic in topics]
    paths += [page_address("site-page", page.language, page.slug) for page in SitePage.objects.for_links()]
    entries = [{"location": absolute(path)} for path in paths]
    made_from = {keys.TOPICS, *map(keys.listed, languages), *map(keys.site, languages)}
    made_from |= {keys.author(author.pk) for author in authors} | set(map(keys.topic, topic_ids()))
    return rendered("publishing/sitemap_part.xml", entries, made_from)


def topic_ids() -> list[int]:
    """Return every topic there is: one without an article is named here with its first."""
    return list(Topic.objects.values_list("pk", flat=True))
