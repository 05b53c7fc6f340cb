"""The one door to everything public: whoever wants an article printed, changed or taken away calls a verb here.

Each verb runs in one transaction: lock the article, check the lifecycle table, write, append a revision. `by` is the
public id of the person who acts, empty for the clock; rights are the caller's to check. Nothing here sends a letter.
"""

import datetime
from dataclasses import replace

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from publishing.addresses import address, free_article_slug, short_address
from publishing.content import ArticleContent
from publishing.files.ringing import bell
from publishing.lifecycle import MOVES, State
from publishing.models import Article, ArticleRevision, Correction, Work
from publishing.models.revision import Change
from publishing.pages.article import render_article, render_preview
from publishing.profiles import ProfileRefused, create_author, set_author_text
from publishing.recording import (
    ContentRefused,
    SiteTextMissing,
    check_content,
    missing_site_texts,
    record,
    require_site_texts,
    write_content,
)
from publishing.search.indexing import reindex
from publishing.site_words import set_site_text

__all__ = [
    "ContentRefused",
    "GroundMissing",
    "NothingChanged",
    "ProfileRefused",
    "SiteTextMissing",
    "StaleArticle",
    "WrongState",
    "address",
    "correct_article",
    "create_author",
    "delist_article",
    "hide_article",
    "missing_site_texts",
    "publish_article",
    "relist_article",
    "remove_article",
    "render_article",
    "render_preview",
    "retract_article",
    "set_author_text",
    "set_site_text",
    "short_address",
    "unhide_article",
    "update_article",
]


class WrongState(Exception):
    """The article's state does not allow the move."""

    def __init__(self, article: Article) -> None:
        super().__init__(article.short_id, article.state)
        self.article = article

    def __str__(self) -> str:
        return gettext("The article is %(state)s now, so this cannot be done. Reload the page to see what can.") % {
            "state": self.article.get_state_display()
        }


class StaleArticle(Exception):
    """The article changed after the caller read it."""

    def __str__(self) -> str:
        return gettext("Somebody changed the article meanwhile. Look at their change, then make yours again.")


class GroundMissing(Exception):
    """A change that has to name its ground names none."""

    def __str__(self) -> str:
        return gettext("Write why: how the author agreed, the reason, or the note for readers.")


class NothingChanged(Exception):
    """A change that changes nothing printed."""

    def __str__(self) -> str:
        return gettext("Nothing that is printed would change. Change the text first.")


def locked(article: Article, move: str) -> Article:
    """Return a fresh, locked copy of `article`; raise WrongState unless its state allows `move`."""
    current = Article.objects.select_for_update().get(pk=article.pk)
    if current.state not in MOVES[move].sources:
        raise WrongState(current)
    return current


def publish_article(
    content: ArticleContent,
    *,
    published_at: datetime.datetime | None = None,
    translation_of: Article | None = None,
    by: str = "",
    agreement: str = "",
) -> Article:
    """Print `content` as a new public article.

    `published_at` is an aware instant, now unless given, and never in the future: what is not public has no row.
    A translation joins the work of the article it translates: the one that `content` names, or `translation_of`.
    Raises SiteTextMissing where the language lacks a disclaimer, ContentRefused for what cannot be printed as it is.
    """
    now = timezone.now()
    if published_at and published_at > now:
        raise ContentRefused(gettext("The date of publication lies in the future. Schedule the piece instead."))
    require_site_texts(content.language)
    check_content(content)
    with transaction.atomic():
        if translation_of is None and content.translation_of:
            translation_of = Article.objects.filter(short_id=content.translation_of).first()
        work = translation_of.work if translation_of else Work.objects.create()
        if work.articles.filter(language=content.language).exists():
            raise ContentRefused(gettext("This piece is published in this language already."))
        article = Article(work=work, published_at=published_at or now, state=State.PUBLIC, state_since=now)
        article.slug = free_article_slug(content, article.short_id)
        write_content(article, content)
        reindex([article])
        record(article, Change.PUBLISH, content=content, by=by, agreement=agreement)
        transaction.on_commit(lambda: bell.ring(article.short_id))
    return article


def change_content(
    article: Article,
    content: ArticleContent,
    change: Change,
    *,
    agreement: str,
    by: str,
    seen: int | None = None,
    is_dated: bool = True,
) -> tuple[Article, ArticleRevision]:
    """Print `content` from now on; `seen` is the revision number that the caller changed, if it knows one.

    The page shows the day of the change, unless it is not `is_dated`.
    """
    if not agreement.strip():
        raise GroundMissing
    require_site_texts(content.language)
    check_content(content)
    current = locked(article, change)
    if seen is not None and seen != current.revisions.count():
        raise StaleArticle
    if content.language != current.language:
        raise ContentRefused(
            gettext("An article keeps its language. Publish the translation as an article of its own.")
        )
    content = replace(content, slug=current.slug)
    if content == current.as_printed():
        raise NothingChanged
    if is_dated:
        current.updated_at = timezone.now()
    write_content(current, content)
    reindex([current])
    transaction.on_commit(lambda: bell.ring(current.short_id))
    return current, record(current, change, content=content, by=by, agreement=agreement)


@transaction.atomic
def update_article(
    article: Article, content: ArticleContent, *, agreement: str, by: str, seen: int | None = None
) -> Article:
    """Change what is printed without a note for readers: a slip of the pen, a name the author wants changed.

    The address stays. `agreement` says how the author agreed, or why it was done without.
    Raises GroundMissing, SiteTextMissing, ContentRefused, WrongState, StaleArticle, NothingChanged.
    """
    return change_content(article, content, Change.UPDATE, agreement=agreement, by=by, seen=seen)[0]


@transaction.atomic
def correct_article(
    article: Article, content: ArticleContent, *, note: str, agreement: str, by: str, seen: int | None = None
) -> Article:
    """Change what is printed and say so to readers in `note`.

    Raises what `update_article` raises.
    """
    if not note.strip():
        raise GroundMissing
    current, revision = change_content(article, content, Change.CORRECT, agreement=agreement, by=by, seen=seen)
    Correction.objects.create(article=current, revision=revision, note=note.strip(), made_at=revision.made_at)
    return current


@transaction.atomic
def move_article(article: Article, move: str, *, by: str, reason: str = "", retraction_note: str = "") -> Article:
    """Carry out a move of the lifecycle table that leaves the content as it is."""
    current = locked(article, move)
    target = current.state_before_hiding if MOVES[move].goes_back else MOVES[move].target
    current.state_before_hiding = current.state if target == State.HIDDEN else ""
    current.state = State(target)
    current.state_since = timezone.now()
    current.retraction_note = retraction_note.strip() or current.retraction_note
    current.save(update_fields=["state", "state_before_hiding", "state_since", "retraction_note"])
    reindex([current])
    record(current, Change(move), content=current.as_printed(), by=by, reason=reason or retraction_note)
    return current


def hide_article(article: Article, *, reason: str, by: str) -> Article:
    """Take the article away from every output at once; its address answers that it is gone. Raises WrongState."""
    return move_article(article, "hide", by=by, reason=reason)


def unhide_article(article: Article, *, reason: str, by: str) -> Article:
    """Put a hidden article back to where it was. Raises WrongState."""
    return move_article(article, "unhide", by=by, reason=reason)


def delist_article(article: Article, *, reason: str, by: str) -> Article:
    """Leave the page and take the article out of lists, feed, sitemap and search. Raises WrongState."""
    return move_article(article, "delist", by=by, reason=reason)


def relist_article(article: Article, *, reason: str, by: str) -> Article:
    """Put an unlisted article back into every list. Raises WrongState."""
    return move_article(article, "relist", by=by, reason=reason)


def retract_article(article: Article, *, note: str, by: str) -> Article:
    """Replace the text by a notice that readers see. Raises GroundMissing without a note, WrongState."""
    if not note.strip():
        raise GroundMissing
    return move_article(article, "retract", by=by, retraction_note=note)


def remove_article(article: Article, *, reason: str, by: str) -> Article:
    """Take the article away for good; there is no way back. Raises GroundMissing without a reason, WrongState."""
    if not reason.strip():
        raise GroundMissing
    return move_article(article, "remove", by=by, reason=reason)
