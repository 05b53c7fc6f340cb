"""Articles that were public before the desk was there: printed again, with their dates and their old addresses.

They never were pieces: no author is written to, and nothing of them stands in the queue.
"""

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext

from aiss.accounts.models import User
from publishing import html
from publishing import services as publishing
from publishing.content import ArticleContent, PublicByline
from publishing.folding import fold
from publishing.models import Article, Author
from publishing.old_addresses import OldAddressRefused, add_old_address, find
from submissions import manuscripts, permissions
from submissions.duplicates import traces_of
from submissions.manuscripts import Manuscript
from submissions.manuscripts.formats import suffix_of
from submissions.models import Draft, MarkOf, TextMark
from submissions.services import drafting, reading
from submissions.services.door import through_the_door
from submissions.services.moving import MoveRefused

HTML_FILES = frozenset({".html", ".htm", ".xhtml"})
NO_PROFILE, NEW_PROFILE = "", "+"
# The hour that is the same day nearly everywhere
HOUR = datetime.time(12)
ALIKE = 0.5  # of the marks of the shorter text
SHOWN = 5


class MayNotPublish(MoveRefused):
    def __str__(self) -> str:
        return gettext("You may not publish. Ask the chief editor.")


class NotPlaced(MoveRefused):
    """An old address that cannot be kept; `str()` is the sentence of `publishing.old_addresses`."""


class InFuture(MoveRefused):
    def __str__(self) -> str:
        return gettext("The day of publication lies in the future. Write the day on which the article was published.")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One article of the old archive. `profiles` stands beside the content's bylines.

    Each is the address of an author's profile, made where there is none, NEW_PROFILE, or NO_PROFILE.
    """

    content: ArticleContent
    published_on: datetime.date
    old_addresses: tuple[str, ...] = ()
    profiles: tuple[str, ...] = ()


def read(data: bytes, *, filename: str, language: str, is_sure: bool = False) -> tuple[Manuscript, str]:
    """Return the text of a file, a saved web page included, and its language: as its letters tell, unless `is_sure`.

    Raises ManuscriptRefused, ConversionBusy.
    """
    is_page = suffix_of(filename) in HTML_FILES
    if not is_sure:
        if is_page:
            return reading.read_page(data, language=language)
        return reading.read_file(data, filename=filename, language=language)
    words = reading.boilerplate()
    if is_page:
        return manuscripts.read_page(data, language=language, boilerplate=words), language
    return manuscripts.read(data, filename=filename, language=language, boilerplate=words), language


def moment_of(day: datetime.date) -> datetime.datetime:
    """Return the instant at which the archive says that something was published on `day`. Raises InFuture."""
    moment = datetime.datetime.combine(day, HOUR, tzinfo=ZoneInfo(settings.INSTITUTE_TIME_ZONE))
    if day > timezone.localdate():
        raise InFuture
    return min(moment, timezone.now())


def already_there(
    *, language: str, title: str, published_on: datetime.date, old_addresses: Sequence[str] = ()
) -> Article | None:
    """Return the article to which one of the old addresses leads, or which has this title, language and day.

    A hidden or removed article is there as well: what was taken away does not come back by an import.
    """
    for path in old_addresses:
        found = find(path)
        if found is not None and found.article is not None and found.article.language == language:
            return found.article
    articles = Article.objects.filter(_on(published_on), language=language).defer("body").order_by("pk")
    return next((article for article in articles if fold(article.title) == fold(title)), None)


def _on(day: datetime.date) -> Q:
    """Find what was published on `day` by the institute's clock."""
    zone = ZoneInfo(settings.INSTITUTE_TIME_ZONE)
    start, end = (
        datetime.datetime.combine(date, datetime.time(), tzinfo=zone)
        for date in (day, day + datetime.timedelta(days=1))
    )
    return Q(published_at__gte=start, published_at__lt=end)


def look_alikes(entry: Entry) -> list[Article]:
    """Return articles that may be the same: by the title, by the day, or by the text; for the desk's eyes."""
    content = entry.content
    same = Q(title__iexact=content.title.strip()) | (_on(entry.published_on) & Q(language=content.language))
    found = {article.pk: article for article in Article.objects.filter(same).defer("body")[:SHOWN]}
    alike = [pk for pk in _alike_in_text(content) if pk not in found]
    found |= Article.objects.defer("body").in_bulk(alike[:SHOWN])
    return list(found.values())


def _alike_in_text(content: ArticleContent) -> Sequence[int]:
    """Return the articles that share most of their marks with the text; those of pieces are the pieces' to find."""
    ours = traces_of(content.title, html.text_of(content.body)).text
    marks = TextMark.objects.filter(part=MarkOf.TEXT, value__in=ours, article__isnull=False)
    shared = Counter(marks.values_list("article", flat=True))
    return [pk for pk, number in shared.most_common(SHOWN) if number >= ALIKE * len(ours)]


def add_published_before(entry: Entry, *, actor: User, draft: Draft | None = None) -> Article:
    """Publish an article of the old archive under its own date, and have its old addresses lead to it.

    All of it or nothing; the `draft` in which its text waited goes with it, and gives one article however often it is
    sent. Raises MayNotPublish, InFuture, NotPlaced, DraftLost, DoorRefused.
    """
    if not permissions.can_publish_before(actor):
        raise MayNotPublish
    moment = moment_of(entry.published_on)
    with transaction.atomic(), through_the_door():
        if draft is not None:
            _use_up(draft)
        content = replace(entry.content, bylines=tuple(_with_profiles(entry)))
        article = publishing.publish_article(content, published_at=moment, by=actor.public_id)
        for path in entry.old_addresses:
            try:
                add_old_address(path, article=article)
            except OldAddressRefused as refusal:
                raise NotPlaced(str(refusal)) from refusal
    return article


def _use_up(draft: Draft) -> None:
    locked = Draft.objects.select_for_update().defer("upload").filter(pk=draft.pk).first()
    if locked is None:
        raise drafting.DraftLost
    drafting.discard(locked)


def _with_profiles(entry: Entry) -> list[PublicByline]:
    wanted = [*entry.profiles, *(NO_PROFILE for _ in entry.content.bylines)]
    return [
        replace(byline, author_public_id=_profile(profile, byline, entry.content.language).public_id)
        if profile
        else byline
        for byline, profile in zip(entry.content.bylines, wanted, strict=False)
    ]


def _profile(wanted: str, byline: PublicByline, language: str) -> Author:
    """Return the profile at the address `wanted`, made now where there is none, with a name in `language`."""
    slug = "" if wanted == NEW_PROFILE else wanted
    author = Author.objects.filter(slug=slug).first() if slug else None
    if author is None:
        return publishing.create_author(language=language, name=byline.name, bio=byline.bio, slug=slug)
    if not author.texts.filter(language=language).exists():
        publishing.set_author_text(author, language=language, name=byline.name, bio=byline.bio)
    return author
