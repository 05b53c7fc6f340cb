"""What a feed holds, whatever format it is written in."""

import datetime
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.translation import override

from publishing import keys
from publishing.addresses import absolute, author_address, home_address, page_address
from publishing.lifecycle import Output
from publishing.models import Article, Author, SiteText, Topic
from publishing.models.article import ArticleQuerySet
from publishing.printing import PrintedArticle, printed_articles
from publishing.rendered import Rendered

FEED_SIZE = 10
BEFORE_ALL = datetime.datetime(2012, 1, 1, tzinfo=datetime.UTC)
# What XML 1.0 cannot hold; a text may, where it was pasted
NOT_IN_XML = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One article in a feed. `identifier` is never an address: it stays wherever the site moves."""

    identifier: str
    title: str
    url: str
    summary: str
    html: str
    names: tuple[str, ...]
    topics: tuple[str, ...]
    language: str
    licence: str
    card: str
    published_at: datetime.datetime
    updated_at: datetime.datetime


@dataclass(frozen=True, kw_only=True)
class Feed:
    """A feed; `path` is its own address without the ending that names the format, `url` that of its page."""

    title: str
    subtitle: str
    language: str
    path: str
    url: str
    entries: tuple[Entry, ...]
    keys: frozenset[str]

    @property
    def updated_at(self) -> datetime.datetime:
        """Return when anything in the feed last changed: the same answer until something does."""
        return max((entry.updated_at for entry in self.entries), default=BEFORE_ALL)

    def own_url(self, ending: str) -> str:
        return absolute(f"{self.path}{ending}")


Writer = Callable[[Feed], Rendered]


def printable(text: str) -> str:
    return text.translate(NOT_IN_XML)


def entry_of(article: Article, printed: PrintedArticle) -> Entry:
    content = printed.content
    return Entry(
        identifier=uuid.uuid5(uuid.NAMESPACE_OID, f"article:{article.short_id}").urn,
        title=printable(content.title),
        url=absolute(printed.address),
        summary=printable(content.standfirst),
        html=printable(render_to_string("publishing/_feed_entry.html", {"printed": printed})),
        names=tuple(printable(f"{byline.honorific} {byline.name}".strip()) for byline in content.bylines),
        topics=tuple(printable(topic.name) for topic in printed.topics),
        language=content.language,
        licence=printable(printed.licence),
        card=absolute(page_address("article-card", content.language, article.slug)),
        published_at=article.published_at,
        updated_at=article.updated_at or article.published_at,
    )


def gathered(articles: ArticleQuerySet, *, language: str, name: str, path: str, page: str, made_from: set[str]) -> Feed:
    """Return the feed of the newest of `articles`, all in `language`, in a constant number of queries."""
    site = SiteText.objects.in_language(language)
    newest = list(articles.shown_in(Output.FEED)[:FEED_SIZE])
    with override(language):
        printed = printed_articles(newest, site)
        entries = tuple(entry_of(article, shown) for article, shown in zip(newest, printed, strict=True))
    own = {keys.site(language), keys.TOPICS, *(keys.article(article.pk) for article in newest)}
    authors = {keys.author(byline.author_id) for found in newest for byline in found.bylines.all() if byline.author_id}
    title = f"{name} · {site.institute_name}" if name else site.institute_name
    return Feed(
        title=printable(title),
        subtitle=printable(site.tagline),
        language=language,
        path=path.removesuffix("atom"),
        url=absolute(page),
        entries=entries,
        keys=frozenset(own | authors | made_from),
    )


def of_language(language: str) -> Feed:
    return gathered(
        Article.objects.in_language(language).newest_first(),
        language=language,
        name="",
        path=page_address("feed", language),
        page=home_address(language),
        made_from={keys.listed(language)},
    )


def of_topic(topic: Topic, language: str) -> Feed:
    """Return the feed of what is about `topic`, which was loaded with texts."""
    text = topic.text_in(language)
    return gathered(
        Article.objects.about(topic.pk, language),
        language=language,
        name=text.name if text else "",
        path=page_address("topic-feed", language, topic.slug, "atom"),
        page=page_address("topic", language, topic.slug),
        made_from={keys.topic(topic.pk)},
    )


def of_author(author: Author, language: str) -> Feed:
    """Return the feed of what `author`, who was loaded with texts, wrote in `language`."""
    text = author.text_in(language)
    return gathered(
        Article.objects.in_language(language).by_authors([author.pk]).newest_first(),
        language=language,
        name=text.name if text else "",
        path=page_address("author-feed", language, author.slug, "atom"),
        page=author_address(author, language),
        made_from={keys.author(author.pk), keys.listed(language)},
    )
