"""A published piece: correct, update, hide, show again; and what its author may ask for."""

from dataclasses import replace

from django.utils import timezone
from django.utils.translation import gettext

from aiss.accounts.models import User
from publishing import html
from publishing import services as publishing
from publishing.content import ArticleContent
from publishing.lifecycle import State
from submissions import notifications
from submissions.models import Submission
from submissions.services.deciding import AS_IT_STANDS
from submissions.services.door import through_the_door
from submissions.services.moving import LetterChoice, Mailed, MoveRefused, moving


class AlreadySo(MoveRefused):
    def __str__(self) -> str:
        return gettext("The article is in this state already. Nothing was changed.")


def changed_content(submission: Submission, **changes: object) -> ArticleContent:
    """Return what is public now with `changes` (fields of ArticleContent) made; a changed body is cleaned."""
    if "body" in changes:
        changes["body"] = html.clean(str(changes["body"]))
    return replace(submission.article.as_printed(), **changes)


def correct(
    submission: Submission,
    *,
    actor: User,
    content: ArticleContent,
    note: str,
    reason: str,
    letter: LetterChoice = AS_IT_STANDS,
    seen: int | None = None,
    revision: int | None = None,
) -> Submission:
    """Correct the article with a visible `note`; `reason` says how the author agreed, or why without.

    `revision` is the number of the article's last revision that the editor saw. Raises DoorRefused.
    """
    with moving(submission, "correct", actor=actor, seen=seen, reason=reason) as move, through_the_door():
        publishing.correct_article(
            move.submission.article, content, note=note, agreement=reason, by=actor.public_id, seen=revision
        )
        move.submission.urgent_since = None
        move.owe_choice(lambda event, body: notifications.corrected(event, note=note, body=body), letter)
    return submission


def update(
    submission: Submission,
    *,
    actor: User,
    content: ArticleContent,
    reason: str,
    seen: int | None = None,
    revision: int | None = None,
) -> Submission:
    """Change the article without a note (a misprint, a name); `reason` says how the author agreed, or why without.

    `revision` is the number of the article's last revision that the editor saw. Raises DoorRefused.
    """
    with moving(submission, "update", actor=actor, seen=seen, reason=reason) as move, through_the_door():
        publishing.update_article(move.submission.article, content, agreement=reason, by=actor.public_id, seen=revision)
        move.submission.urgent_since = None
    return submission


def hide(
    submission: Submission,
    *,
    actor: User,
    letter: LetterChoice = AS_IT_STANDS,
    seen: int | None = None,
    reason: str = "",
) -> Submission:
    """Take the article from every public place at once. Raises AlreadySo, DoorRefused."""
    with moving(submission, "hide", actor=actor, seen=seen, reason=reason) as move, through_the_door():
        if move.submission.article.state == State.HIDDEN:
            raise AlreadySo
        publishing.hide_article(move.submission.article, reason=reason, by=actor.public_id)
        move.submission.urgent_since = None
        move.owe_choice(notifications.hidden, letter)
    return submission


def unhide(
    submission: Submission,
    *,
    actor: User,
    reason: str,
    letter: LetterChoice = AS_IT_STANDS,
    seen: int | None = None,
) -> Submission:
    """Make a hidden article public again. Raises AlreadySo, DoorRefused."""
    with moving(submission, "unhide", actor=actor, seen=seen, reason=reason) as move, through_the_door():
        if move.submission.article.state != State.HIDDEN:
            raise AlreadySo
        publishing.unhide_article(move.submission.article, reason=reason, by=actor.public_id)
        move.owe_choice(notifications.shown_again, letter)
    return submission


def ask_takedown(
    submission: Submission, *, actor: User, message: str = "", mailed: Mailed | None = None, seen: int | None = None
) -> Submission:
    """Ask every editor with the publish right, urgently, to take the article down."""
    with moving(submission, "ask_takedown", actor=actor, mailed=mailed, seen=seen) as move:
        move.submission.urgent_since = move.submission.urgent_since or timezone.now()
        move.add_text(message, is_for_author=True)
        move.owe(notifications.takedown_asked)
    return submission


def ask_rename(
    submission: Submission, *, actor: User, message: str, mailed: Mailed | None = None, seen: int | None = None
) -> Submission:
    """Ask every editor with the publish right, urgently, to change the printed name."""
    with moving(submission, "ask_rename", actor=actor, mailed=mailed, seen=seen) as move:
        move.submission.urgent_since = move.submission.urgent_since or timezone.now()
        move.add_text(message, is_for_author=True)
        move.owe(notifications.rename_asked)
    return submission
