"""How an article's content reaches its rows: checked, written whole, and entered in its history.

Only `services` calls this.
"""

import unicodedata
from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext

from publishing import html
from publishing.addresses import latin_slug
from publishing.content import KINDS, ArticleContent, PublicByline
from publishing.models import (
    Article,
    ArticleRevision,
    ArticleTopic,
    Author,
    Byline,
    Picture,
    SiteText,
    Topic,
)
from publishing.models.revision import Change

# Characters that change the direction of what stands around them, outside the name or line they came in.
BIDI_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
COPIED = (
    "language",
    "kind",
    "title",
    "standfirst",
    "body",
    "pen_name",
    "licence",
    "editors_note",
    "first_published_in",
    "first_published_url",
)


class ContentRefused(Exception):
    """Content that cannot be printed; `str()` says what is wrong with it."""


class SiteTextMissing(Exception):
    """The site lacks words without which nothing is published in a language."""

    def __init__(self, language: str, names: list[str]) -> None:
        super().__init__(language, names)
        self.language = language
        self.names = names

    def __str__(self) -> str:
        return gettext(
            "Nothing can be published in this language yet. Under “Words of the site”, write first: %(names)s."
        ) % {"names": ", ".join(self.names)}


def missing_site_texts(language: str) -> list[str]:
    """Return the names, for people, of the words that `language` lacks; publishing is refused until there are none."""
    return SiteText.objects.in_language(language).missing_to_publish()


def require_site_texts(language: str) -> None:
    """Raise SiteTextMissing unless every word that an article in `language` carries is there."""
    names = missing_site_texts(language)
    if names:
        raise SiteTextMissing(language, names)


def printed_lines(content: ArticleContent) -> Iterable[str]:
    """Yield every printed line that is not the text itself."""
    yield content.standfirst.replace("\n", " ")
    yield content.editors_note.replace("\n", " ")
    yield from (content.title, content.licence, content.first_published_in, content.first_published_url)
    yield from content.translators
    if content.picture:
        yield from (content.picture.alt, content.picture.credit)
    for byline in content.bylines:
        yield from (byline.name, byline.honorific, byline.role, byline.bio, *byline.links)


def is_one_line(text: str) -> bool:
    return not any(unicodedata.category(letter) == "Cc" or letter in BIDI_OVERRIDES for letter in text)


def check_content(content: ArticleContent) -> None:
    """Raise ContentRefused unless `content` can be printed exactly as it is."""
    if content.kind not in KINDS:
        raise ContentRefused(gettext("Choose a kind of article that the site prints."))
    if not content.title.strip():
        raise ContentRefused(gettext("The piece has no title. Give it one first."))
    if not content.bylines or not all(byline.name.strip() for byline in content.bylines):
        raise ContentRefused(gettext("The piece names no author. Enter the name to be printed first."))
    if not html.text_of(content.body).strip():
        raise ContentRefused(gettext("The piece has no text. Enter it first."))
    if html.clean(content.body) != content.body:
        raise ContentRefused(gettext("The text is not in its clean form. Save it as a new version first."))
    if not all(is_one_line(line) for line in printed_lines(content)):
        raise ContentRefused(
            gettext("A title or name holds an invisible control character. Type it anew instead of pasting it.")
        )
    links = [content.first_published_url, *(link for byline in content.bylines for link in byline.links)]
    if not all(link.startswith(("https://", "http://")) for link in links if link):
        raise ContentRefused(gettext("A link has to begin with https:// or http://."))
    if content.slug and latin_slug(content.slug) != content.slug:
        raise ContentRefused(
            gettext("The address of the page may hold small Latin letters, digits and hyphens, at most 80 in all.")
        )
    if content.picture and not (content.picture.alt.strip() and content.picture.credit.strip()):
        raise ContentRefused(gettext("Say what the picture shows, and whose it is."))


def byline_of(article: Article, position: int, printed: PublicByline) -> Byline:
    author = None
    if printed.author_public_id:
        author = Author.objects.filter(public_id=printed.author_public_id).first()
        if author is None:
            raise ContentRefused(gettext("An author's profile does not exist any more. Choose the profile again."))
    return Byline(
        article=article,
        position=position,
        author=author,
        name=printed.name,
        honorific=printed.honorific,
        role=printed.role,
        bio=printed.bio,
        links=list(printed.links),
    )


def check_lengths(row: Article | Byline, *, exclude: set[str]) -> None:
    """Hold on every database engine what only some of them hold."""
    try:
        row.clean_fields(exclude=exclude)
    except ValidationError as error:
        raise ContentRefused(" ".join(error.messages)) from error


def linked_rows(article: Article, content: ArticleContent) -> list[Topic]:
    """Set what `content` names and the article refers to; return its topics, in their order.

    Raises ContentRefused for a topic, a picture or an original that does not exist.
    """
    article.picture = article.translation_of = None
    article.picture_alt = article.picture_credit = ""
    if content.picture:
        article.picture = Picture.objects.filter(digest=content.picture.digest).first()
        article.picture_alt, article.picture_credit = content.picture.alt, content.picture.credit
        if article.picture is None:
            raise ContentRefused(gettext("The picture does not exist any more. Choose it again."))
    if content.translation_of:
        article.translation_of = Article.objects.filter(short_id=content.translation_of).first()
        if article.translation_of is None:
            raise ContentRefused(gettext("The article that this one translates does not exist. Choose it again."))
    article.translators = list(content.translators)
    topics = Topic.objects.in_bulk(content.topics, field_name="slug")
    if len(topics) != len(set(content.topics)):
        raise ContentRefused(gettext("A topic does not exist any more. Choose the topics again."))
    return [topics[slug] for slug in dict.fromkeys(content.topics)]


def write_content(article: Article, content: ArticleContent) -> None:
    """Make the article and everything that belongs to it print `content`; what stays the same is left alone.

    Raises ContentRefused for a value that no column takes.
    """
    for name in COPIED:
        setattr(article, name, getattr(content, name))
    topics = linked_rows(article, content)
    article.words = html.count_words(content.body)
    article.digest = content.digest()
    check_lengths(article, exclude={"work", "state_since", "published_at", "picture", "translation_of"})
    article.save()
    write_bylines(article, content)
    write_topics(article, topics)


def write_bylines(article: Article, content: ArticleContent) -> None:
    bylines = [byline_of(article, position, printed) for position, printed in enumerate(content.bylines, start=1)]
    for byline in bylines:
        check_lengths(byline, exclude={"article"})
    if [byline.as_printed() for byline in article.bylines.all()] == [byline.as_printed() for byline in bylines]:
        return
    article.bylines.all().delete()
    Byline.objects.bulk_create(bylines)


def write_topics(article: Article, topics: Sequence[Topic]) -> None:
    written = [(link.topic_id, link.position) for link in article.topic_links.all()]
    if written == [(topic.pk, position) for position, topic in enumerate(topics, start=1)]:
        return
    article.topic_links.all().delete()
    ArticleTopic.objects.bulk_create(
        ArticleTopic(
            article=article,
            topic=topic,
            position=position,
            language=article.language,
            published_at=article.published_at,
        )
        for position, topic in enumerate(topics, start=1)
    )


def record(
    article: Article, change: Change, *, content: ArticleContent, by: str, agreement: str = "", reason: str = ""
) -> ArticleRevision:
    """Append one row to the history of `article`, which the caller has locked."""
    last = article.revisions.order_by("-number").values_list("number", flat=True).first() or 0
    return ArticleRevision.objects.create(
        article=article,
        number=last + 1,
        change=change,
        content=content.canonical_json(),
        digest=content.digest(),
        agreement=agreement.strip(),
        reason=reason.strip(),
        made_by=by,
        made_at=timezone.now(),
    )
