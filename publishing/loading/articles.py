"""The rows of one made-up article: its text out of paragraphs made before, bylines, topics and first revision."""

import datetime
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from publishing.content import ACADEMIC, OPINION, ArticleContent, PublicByline
from publishing.identifiers import new_short_id
from publishing.lifecycle import State
from publishing.loading.batch import Batch
from publishing.loading.texts import TextMaker, as_html
from publishing.models import (
    Article,
    ArticleRevision,
    ArticleTopic,
    Author,
    AuthorText,
    Byline,
    Correction,
    Topic,
    Work,
)
from publishing.models.revision import Change

# Words that the other texts do not hold: one that search finds almost everywhere, and one that it hardly ever finds.
COMMON_WORD = {"en": "parliament", "fa": "پارلمان", "ps": "پارلمان"}
RARE_WORD = {"en": "saffron", "fa": "زعفران", "ps": "زعفران"}
COMMON_SHARE = 0.58
RARE_SHARE = 0.002
PARAGRAPHS = 1_500  # of one language; each article draws some of them
PARAGRAPH_WORDS = (60, 120)
PARAGRAPHS_OF_AN_ARTICLE = {OPINION: (7, 11), ACADEMIC: (20, 28)}
ACADEMIC_SHARE = 0.05
TRANSLATED_SHARE = 0.05
CORRECTED_SHARE = 0.01
HIDDEN_SHARE = 0.005
SECOND_AUTHOR_SHARE = 0.1
TOPICS_OF_AN_ARTICLE = (1, 3)
CORRECTED_AFTER = datetime.timedelta(days=2)


@dataclass(frozen=True, kw_only=True)
class Profile:
    """Somebody who writes: the row, and what bylines print in each language."""

    author: Author
    printed: dict[str, PublicByline]


def make_profile(batch: Batch, makers: dict[str, TextMaker], number: int) -> Profile:
    author = Author(slug=f"made-up-author-{number}")
    batch.add(author)
    printed = {}
    for language, maker in makers.items():
        text = AuthorText(author=author, language=language, name=maker.name(), bio=maker.line(12))
        batch.add(text)
        printed[language] = PublicByline(name=text.name, bio=text.bio, author_public_id=author.public_id)
    return Profile(author=author, printed=printed)


class ArticleRows:
    """Makes articles in one language."""

    def __init__(self, batch: Batch, maker: TextMaker, dice: random.Random, language: str) -> None:
        self._batch, self._maker, self._dice, self._language = batch, maker, dice, language
        lines = [maker.paragraphs(dice.randint(*PARAGRAPH_WORDS)) for _ in range(PARAGRAPHS)]
        self._paragraphs = [" ".join(parts) for parts in lines]

    def make(
        self, *, at: datetime.datetime, profiles: Sequence[Profile], topics: Sequence[Topic], original: Article | None
    ) -> Article:
        """Add one article of that time and everything that belongs to it; `original` is what it translates."""
        content = self._content(profiles, topics)
        if original:
            content = replace(content, translation_of=original.short_id)
        short_id = new_short_id()
        content = replace(content, slug=f"made-up-{short_id}")
        is_hidden = self._dice.random() < HIDDEN_SHARE
        article = self._batch.add(
            Article(
                short_id=short_id,
                slug=content.slug,
                work=original.work if original else self._batch.add(Work()),
                translation_of=original,
                language=content.language,
                kind=content.kind,
                title=content.title,
                standfirst=content.standfirst,
                body=content.body,
                words=len(content.body.split()),
                digest=content.digest(),
                state=State.HIDDEN if is_hidden else State.PUBLIC,
                state_before_hiding=State.PUBLIC if is_hidden else "",
                state_since=at,
                published_at=at,
            )
        )
        self._add_belongings(article, content, profiles, topics)
        return article

    def _content(self, profiles: Sequence[Profile], topics: Sequence[Topic]) -> ArticleContent:
        dice = self._dice
        kind = ACADEMIC if dice.random() < ACADEMIC_SHARE else OPINION
        text = dice.choices(self._paragraphs, k=dice.randint(*PARAGRAPHS_OF_AN_ARTICLE[kind]))
        if dice.random() < COMMON_SHARE:
            text[1] = f"{text[1]} {COMMON_WORD[self._language]}"
        if dice.random() < RARE_SHARE:
            text[2] = f"{text[2]} {RARE_WORD[self._language]}"
        return ArticleContent(
            language=self._language,
            kind=kind,
            title=self._maker.title(),
            standfirst=self._maker.line(22),
            body=as_html(text),
            bylines=tuple(profile.printed[self._language] for profile in profiles),
            topics=tuple(topic.slug for topic in topics),
        )

    def _add_belongings(
        self, article: Article, content: ArticleContent, profiles: Sequence[Profile], topics: Sequence[Topic]
    ) -> None:
        batch, at = self._batch, article.published_at
        for position, profile in enumerate(profiles, start=1):
            printed = profile.printed[self._language]
            batch.add(
                Byline(article=article, position=position, author=profile.author, name=printed.name, bio=printed.bio)
            )
        for position, topic in enumerate(topics, start=1):
            batch.add(
                ArticleTopic(
                    article=article, topic=topic, position=position, language=article.language, published_at=at
                )
            )
        first = ArticleRevision(article=article, number=1, change=Change.PUBLISH, made_at=at)
        first.content, first.digest = content.canonical_json(), article.digest
        batch.add(first)
        if self._dice.random() < CORRECTED_SHARE:
            later = at + CORRECTED_AFTER
            change = ArticleRevision(article=article, number=2, change=Change.CORRECT, made_at=later)
            change.content, change.digest, change.agreement = first.content, first.digest, "made up"
            batch.add(change)
            batch.add(Correction(article=article, revision=change, note=self._maker.line(20), made_at=later))
            article.updated_at = later
