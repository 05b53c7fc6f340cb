"""An article as the page prints it: one shape for the live page, the preview and the proof."""

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.db.models import prefetch_related_objects

from publishing import html
from publishing.addresses import absolute, address, author_address, is_latin, page_address, short_address
from publishing.content import ArticleContent, PublicByline
from publishing.lifecycle import SHOWN, Output, State
from publishing.models import Article, Author, Correction, SiteText, Topic
from publishing.models.article import Kind
from publishing.sharing import Share, share_links

TAG = re.compile("<[^>]*>")
INITIAL_NEEDS = 280  # letters: more than four lines on the widest page
DEFAULT_LICENCE = "CC BY-NC-ND 4.0"
LICENCE_ADDRESSES = {
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC BY-SA 4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "CC BY-ND 4.0": "https://creativecommons.org/licenses/by-nd/4.0/",
    "CC BY-NC 4.0": "https://creativecommons.org/licenses/by-nc/4.0/",
    "CC BY-NC-SA 4.0": "https://creativecommons.org/licenses/by-nc-sa/4.0/",
    DEFAULT_LICENCE: "https://creativecommons.org/licenses/by-nc-nd/4.0/",
}
# Words a minute: Brysbaert 2019 for English; nobody has measured Dari and Pashto, so a careful guess
READING_SPEED = {"en": 238, "fa": 200, "ps": 200}
CONJUNCTIONS = {"en": " and ", "fa": " و ", "ps": " او "}
COMMAS = {"en": ", ", "fa": "، ", "ps": "، "}


def with_separators(names: Sequence[Any], language: str) -> list[tuple[str, Any]]:
    """Return each name with what stands before it: nothing, a comma, or the language's "and" before the last."""
    comma, conjunction = COMMAS.get(language, COMMAS["en"]), CONJUNCTIONS.get(language, CONJUNCTIONS["en"])
    last = len(names) - 1
    return [("" if index == 0 else conjunction if index == last else comma, name) for index, name in enumerate(names)]


@dataclass(frozen=True, kw_only=True)
class Person:
    """One author as printed; `address` is empty where no public profile is shown."""

    printed: PublicByline
    address: str = ""

    @property
    def bio_opening(self) -> str:
        """Return the part of the bio that is the author's name, so that the name is not printed twice."""
        return self.printed.name if self.printed.bio.startswith(self.printed.name) else ""

    @property
    def bio_rest(self) -> str:
        return self.printed.bio.removeprefix(self.bio_opening)

    @property
    def role(self) -> str:
        """Return the role line, unless the bio says it already."""
        return "" if self.printed.role.rstrip(".") in self.printed.bio else self.printed.role


@dataclass(frozen=True, kw_only=True)
class PrintedTopic:
    """The name of a topic; `address` is empty where no page lists its articles yet."""

    name: str
    language: str
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class PrintedArticle:
    """Everything the `<article>` element shows. Without `published_at` it is not published yet."""

    content: ArticleContent
    body: str  # safe to print
    people: tuple[Person, ...]
    site: SiteText
    published_at: datetime.datetime | None = None
    updated_at: datetime.datetime | None = None
    address: str = ""
    short_address: str = ""
    corrections: tuple[Correction, ...] = ()
    topics: tuple[PrintedTopic, ...] = ()
    words: int = 0

    @property
    def minutes(self) -> int:
        """Return how long reading takes, in whole minutes, at least one."""
        return max(1, round(self.words / READING_SPEED.get(self.content.language, 200)))

    @property
    def shares(self) -> list[Share]:
        return share_links(self.content.title, self.short_address)

    @property
    def kind_label(self) -> str:
        return str(Kind(self.content.kind).label)

    @property
    def opens_with_initial(self) -> bool:
        """Return whether the text opens with a paragraph long enough to stand beside a large Latin initial."""
        opening = self.content.body.partition("\n")[0]
        if not opening.startswith("<p>") or len(opening) < INITIAL_NEEDS or not is_latin(opening[3]):
            return False
        return len(unescape(TAG.sub("", opening))) >= INITIAL_NEEDS

    @property
    def licence(self) -> str:
        return self.content.licence or DEFAULT_LICENCE

    @property
    def licence_address(self) -> str:
        return LICENCE_ADDRESSES.get(self.licence, "")


def public_authors(public_ids: Iterable[str]) -> dict[str, Author]:
    """Return the profiles that have a page now, by public id, in one query, or in none for no id."""
    wanted = {public_id for public_id in public_ids if public_id}
    return {author.public_id: author for author in Author.objects.public_now().filter(public_id__in=wanted)}


def people_of(content: ArticleContent, profiles: dict[str, Author]) -> tuple[Person, ...]:
    return tuple(
        Person(
            printed=byline,
            address=author_address(profiles[byline.author_public_id], content.language)
            if byline.author_public_id in profiles
            else "",
        )
        for byline in content.bylines
    )


def printed_topic(topic: Topic, language: str, *, is_listed: bool) -> PrintedTopic | None:
    """Return `topic` as an article in `language` names it, or None where it has no name at all."""
    text = topic.text_in(language)
    if text is None:
        return None
    address = page_address("topic", language, topic.slug) if is_listed else ""
    return PrintedTopic(name=text.name, language=text.language, address=address)


def topics_named(slugs: Sequence[str], language: str) -> tuple[PrintedTopic, ...]:
    """Return the topics of a piece that is not published, in two queries, or in none for no slug."""
    if not slugs:
        return ()
    topics = {topic.slug: topic for topic in Topic.objects.filter(slug__in=slugs).with_texts()}
    found = (printed_topic(topics[slug], language, is_listed=False) for slug in slugs if slug in topics)
    return tuple(topic for topic in found if topic)


def printed_content(content: ArticleContent) -> PrintedArticle:
    """Return `content` as the page would print it, touching no public row."""
    profiles = public_authors(byline.author_public_id for byline in content.bylines)
    return PrintedArticle(
        content=content,
        body=html.render(content.body, language=content.language),
        people=people_of(content, profiles),
        site=SiteText.objects.in_language(content.language),
        topics=topics_named(content.topics, content.language),
        words=html.count_words(content.body),
    )


def topics_of(article: Article) -> tuple[PrintedTopic, ...]:
    """Return the topics of an article loaded for cards or for printing; each has a page while it lists this one."""
    is_listed = Output.LIST in SHOWN[State(article.state)].outputs
    links = article.topic_links.all()
    found = (printed_topic(link.topic, article.language, is_listed=is_listed) for link in links)
    return tuple(topic for topic in found if topic)


def printed_articles(articles: Sequence[Article], site: SiteText) -> list[PrintedArticle]:
    """Return published articles of one language as their pages print them, in at most five queries for any number."""
    prefetch_related_objects(
        articles, "bylines", "corrections", "topic_links__topic__texts", "picture", "translation_of"
    )
    contents = [article.as_printed() for article in articles]
    profiles = public_authors(byline.author_public_id for content in contents for byline in content.bylines)
    return [
        PrintedArticle(
            content=content,
            body=html.render(content.body, language=content.language),
            people=people_of(content, profiles),
            site=site,
            published_at=article.published_at,
            updated_at=article.updated_at,
            address=address(article),
            short_address=absolute(short_address(article)),
            corrections=tuple(article.corrections.all()),
            topics=topics_of(article),
            words=article.words,
        )
        for article, content in zip(articles, contents, strict=True)
    ]
