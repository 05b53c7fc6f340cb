"""What stands beside the text of a public article and may be set without a letter: topics, picture, translation.

Each is recorded in the article's history like a change of the text; the day of the last change stays as it was.
"""

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext

from publishing.content import PublicPicture
from publishing.models import Article, Work
from publishing.models.revision import Change
from publishing.services import change_content, locked


class TranslationRefused(Exception):
    """Two articles that cannot be translations of each other."""

    def __str__(self) -> str:
        return gettext("This piece is published in this language already.")


@transaction.atomic
def set_topics(article: Article, topics: Sequence[str], *, by: str, agreement: str = "") -> Article:
    """Have the article be about `topics`, slugs in their order.

    Raises ContentRefused, WrongState, NothingChanged, SiteTextMissing.
    """
    # The topics are the desk's to choose: nobody has to agree
    return _set(article, by=by, agreement=agreement or gettext("Topics are chosen by the desk."), topics=tuple(topics))


@transaction.atomic
def set_picture(article: Article, picture: PublicPicture | None, *, by: str, agreement: str) -> Article:
    """Print a kept picture above the text, or none; `agreement` says on what ground.

    Raises GroundMissing and what `set_topics` raises.
    """
    return _set(article, by=by, agreement=agreement, picture=picture)


@transaction.atomic
def set_translation(
    article: Article, *, translation_of: str, translators: Sequence[str], by: str, agreement: str
) -> Article:
    """Make the article the translation of the one with this short id, or of none; translations share one work.

    Raises TranslationRefused, GroundMissing and what `set_topics` raises.
    """
    current = locked(article, "update")
    original = Article.objects.filter(short_id=translation_of).first() if translation_of else None
    if original is not None:
        _join(current, original.work)
    elif current.translation_of_id:
        _leave(current)
    return _set(article, by=by, agreement=agreement, translation_of=translation_of, translators=tuple(translators))


def _set(article: Article, *, by: str, agreement: str, **changes: object) -> Article:
    content = replace(locked(article, "update").as_printed(), **changes)
    return change_content(article, content, Change.UPDATE, agreement=agreement, by=by, is_dated=False)[0]


def _join(article: Article, work: Work) -> None:
    """Bring the article, with everything that translates it, into `work`."""
    if article.work_id == work.pk:
        return
    left = article.work
    coming = Article.objects.filter(work=left)
    if work.articles.filter(language__in=coming.values("language")).exists():
        raise TranslationRefused
    coming.update(work=work)
    left.delete()


def _leave(article: Article) -> None:
    """Give the article, with everything that translates it, a work of its own."""
    leaving = [article.pk, *article.translations.values_list("pk", flat=True)]
    Article.objects.filter(pk__in=leaving).update(work=Work.objects.create())
