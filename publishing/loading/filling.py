"""Fill an empty reading site, or a demo, with as many articles as are asked for."""

import datetime
import random
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from publishing.loading.articles import (
    SECOND_AUTHOR_SHARE,
    TOPICS_OF_AN_ARTICLE,
    TRANSLATED_SHARE,
    ArticleRows,
    Profile,
    make_profile,
)
from publishing.loading.batch import Batch
from publishing.loading.texts import TextMaker
from publishing.models import (
    Article,
    ArticleRevision,
    ArticleTopic,
    Author,
    AuthorText,
    Byline,
    Correction,
    Topic,
    TopicText,
    Work,
)
from publishing.search.indexing import index_all

SEED = 21
YEARS = 12
YEAR = datetime.timedelta(days=365)
AT_A_TIME = 1_000  # articles in one transaction
LANGUAGES = {"fa": 45, "en": 40, "ps": 15}
ARTICLES_OF_AN_AUTHOR = 50
TOPICS = {
    "governance": ("Governance", "حکومت‌داری", "حکومتولي"),
    "education": ("Education", "معارف", "پوهنه"),
    "economy": ("Economy", "اقتصاد", "اقتصاد"),
    "women": ("Women", "زنان", "ښځې"),
    "migration": ("Migration", "مهاجرت", "کډوالي"),
    "region": ("The region", "منطقه", "سیمه"),
    "history": ("History", "تاریخ", "تاریخ"),
    "culture": ("Culture", "فرهنگ", "فرهنګ"),
    "law": ("Law", "حقوق", "حقوق"),
    "water": ("Water", "آب", "اوبه"),
    "health": ("Health", "صحت", "روغتیا"),
    "media": ("Media", "رسانه‌ها", "رسنۍ"),
}
TABLES = (Work, Author, AuthorText, Article, Byline, ArticleTopic, ArticleRevision, Correction)


class SiteInUse(Exception):
    def __str__(self) -> str:
        return (
            "This site has articles and is no demo, so nothing was written. Made-up articles belong into a demo "
            "(DEMO=true) or into an empty database of their own; --among-others adds them to what is there."
        )


@dataclass(frozen=True, kw_only=True)
class Made:
    """How many articles were added by now, and how many the search has indexed."""

    articles: int
    indexed: int = 0


def fill(*, articles: int, years: int = YEARS, is_among_others: bool = False) -> Iterator[Made]:
    """Add that many made-up articles in three languages and index everything; yield what is done after each batch.

    The newest is from now, the oldest `years` old. Raises SiteInUse, unless `is_among_others`.
    """
    if not (settings.DEMO or is_among_others) and Article.objects.exists():
        raise SiteInUse
    filler = _Filler(articles, years)
    for start in range(0, articles, AT_A_TIME):
        with transaction.atomic():
            filler.add(range(start, min(start + AT_A_TIME, articles)))
        yield Made(articles=min(start + AT_A_TIME, articles))
    for indexed in index_all():
        yield Made(articles=articles, indexed=indexed)


class _Filler:
    def __init__(self, articles: int, years: int) -> None:
        self._span = years * YEAR
        self._dice = random.Random(SEED + Article.objects.count())  # noqa: S311 - nothing here is secret
        self._articles = articles
        self._batch = Batch(TABLES)
        self._makers = {language: TextMaker(language, self._dice) for language in LANGUAGES}
        self._rows = {
            language: ArticleRows(self._batch, maker, self._dice, language) for language, maker in self._makers.items()
        }
        self._topics = make_topics()
        self._profiles: list[Profile] = []
        self._known_authors = Author.objects.count()
        self._last: Article | None = None
        self._now = timezone.now()

    def add(self, numbers: range) -> None:
        """Write the rows of these articles; call it inside a transaction."""
        while len(self._profiles) * ARTICLES_OF_AN_AUTHOR <= numbers.stop:
            number = self._known_authors + len(self._profiles) + 1
            self._profiles.append(make_profile(self._batch, self._makers, number))
        for number in numbers:
            self._add_article(number)
        self._batch.write()
        self._batch.close()

    def _add_article(self, number: int) -> None:
        dice, last = self._dice, self._last
        at = self._now - self._span * (1 - (number + dice.random()) / self._articles)
        language = dice.choices(list(LANGUAGES), weights=list(LANGUAGES.values()))[0]
        is_translation = last and last.language != language and dice.random() < TRANSLATED_SHARE
        people = min(len(self._profiles), 2 if dice.random() < SECOND_AUTHOR_SHARE else 1)
        article = self._rows[language].make(
            at=at,
            profiles=dice.sample(self._profiles, people),
            topics=dice.sample(self._topics, dice.randint(*TOPICS_OF_AN_ARTICLE)),
            original=last if is_translation else None,
        )
        self._last = None if is_translation else article


def make_topics() -> list[Topic]:
    """Return a dozen topics; those that are there already stay as they are."""
    with transaction.atomic():
        for position, (slug, names) in enumerate(TOPICS.items(), start=1):
            topic, is_new = Topic.objects.get_or_create(slug=slug, defaults={"position": position})
            if is_new:
                texts = zip(("en", "fa", "ps"), names, strict=True)
                TopicText.objects.bulk_create(TopicText(topic=topic, language=code, name=name) for code, name in texts)
    return list(Topic.objects.filter(slug__in=TOPICS))
