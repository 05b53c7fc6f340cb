"""The conversation with the author: each message is an event with its words, and a letter."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from aiss.accounts import limits
from aiss.accounts.models import User
from submissions import notifications, permissions
from submissions.models import Event, Submission
from submissions.services.moving import Mailed, Move, MoveRefused, NotAllowed, moving, record
from submissions.workflow import Who

MESSAGES_AN_HOUR = 30  # of one author: each is a letter to the desk
# Who answers the author, and may therefore say that there is nothing to answer
ANSWERING = frozenset({Who.HANDLER, Who.CHIEF})


class NothingSaid(MoveRefused):
    def __str__(self) -> str:
        return gettext("The message is empty. Write something first.")


class SaidAlready(MoveRefused):
    """The same person sends the same words twice, and nothing happened in between: a second click."""

    def __str__(self) -> str:
        return gettext("You have just sent this message. It was not sent a second time.")


def write(submission: Submission, *, actor: User, message: str, seen: int | None = None, reason: str = "") -> Event:
    """Write to the author, who reads it in a letter and on the piece's page.

    Raises NothingSaid, SaidAlready and what `moving` raises.
    """
    if not message.strip():
        raise NothingSaid
    with moving(submission, "write", actor=actor, seen=seen, reason=reason) as move:
        _check_is_new(move, message)
        move.submission.author_wrote_at = None
        move.submission.answered_at = move.submission.answered_at or timezone.now()
        move.add_text(message, is_for_author=True)
        move.owe(lambda event: notifications.message(event, message=message.strip()))
    return move.event


def write_back(
    submission: Submission, *, actor: User, message: str, mailed: Mailed | None = None, seen: int | None = None
) -> Event:
    """Write to the desk; the handling editor gets a letter, or every editor where nobody has the piece.

    Raises NothingSaid, SaidAlready, LimitReached and what `moving` raises.
    """
    if not message.strip():
        raise NothingSaid
    with moving(submission, "write_back", actor=actor, mailed=mailed, seen=seen) as move:
        _check_is_new(move, message)
        if move.who == Who.AUTHOR:
            limits.hit(scope="message", key=actor.public_id, limit=MESSAGES_AN_HOUR, seconds=3600)
        move.submission.author_wrote_at = move.submission.author_wrote_at or timezone.now()
        move.add_text(message, is_for_author=True)
        move.owe(notifications.message_from_author)
    return move.event


def settle(submission: Submission, *, actor: User) -> Submission:
    """Say that what the author wrote needs no answer. Where nothing waits for one, nothing happens.

    Raises NotAllowed.
    """
    with transaction.atomic():
        locked = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
        parts = ANSWERING & permissions.parts(actor, locked)
        if not parts:
            raise NotAllowed
        if locked.author_wrote_at is not None:
            locked.author_wrote_at = None
            locked.save(update_fields=["author_wrote_at"])
            record(locked, "settle", actor=actor, who=min(parts, key=list(Who).index))
    submission.refresh_from_db()
    return submission


def _check_is_new(move: Move, message: str) -> None:
    last = move.submission.events.order_by("-pk").prefetch_related("texts").first()
    if last is None or (last.action, last.actor_id) != (move.transition.name, move.actor.pk):
        return
    if message.strip() in [text.text for text in last.texts.all()]:
        raise SaidAlready
