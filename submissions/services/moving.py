"""How every verb runs: lock the row, check the table, check permission, write, append the event, write the letters."""

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext

from aiss.accounts.models import User
from aiss.mail import outbox
from submissions import permissions
from submissions.models import Attachment, Event, EventText, Letter, Submission
from submissions.workflow import AUTHOR, TRANSITIONS, Status, Transition, Who


class MoveRefused(Exception):
    """A move that did not happen; `str()` is for the person who tried it."""


class NotAllowed(MoveRefused):
    def __str__(self) -> str:
        return gettext("You may not do this with this piece. Ask its handling editor or the chief editor.")


class WrongState(MoveRefused):
    def __init__(self, submission: Submission, transition: Transition) -> None:
        super().__init__(submission.reference, transition.name)
        self.status = Status(submission.status)

    def __str__(self) -> str:
        return gettext("This is not possible now: the piece is “%(status)s”. Open its page to see what happened.") % {
            "status": self.status.label
        }


class StalePage(MoveRefused):
    """Something happened to the piece after the page was opened; `since` holds those events."""

    def __init__(self, since: list[Event]) -> None:
        super().__init__(len(since))
        self.since = since

    def __str__(self) -> str:
        return gettext("Something happened to this piece meanwhile. Nothing was changed; look at it and decide again.")


class ReasonMissing(MoveRefused):
    def __str__(self) -> str:
        return gettext("Please write the reason. It is kept on record.")


class OwnPieceNeedsReason(MoveRefused):
    def __str__(self) -> str:
        return gettext(
            "This is your own piece and you are the only editor: please write why you decide on it yourself. "
            "The timeline will show it."
        )


class MailTextMissing(MoveRefused):
    def __str__(self) -> str:
        return gettext("Please attach the message, or paste what the author wrote.")


class DecisionPending(MoveRefused):
    """An author's move while a decision can still be taken back: they do not know of it yet."""

    def __init__(self, *, is_by_mail: bool = False) -> None:
        super().__init__(is_by_mail)
        self.is_by_mail = is_by_mail

    def __str__(self) -> str:
        if self.is_by_mail:
            return gettext(
                "The last decision can still be taken back, and the author does not know of it yet. Take it back, or "
                "enter this in a few minutes."
            )
        return gettext(
            "The desk is writing to you at this moment. Nothing was changed; please look again in a few minutes."
        )


@dataclass(frozen=True, kw_only=True)
class LetterChoice:
    """What the editor decided about a letter: its body as edited (None: as it stands), or no letter at all."""

    body: str | None = None
    is_sent: bool = True


@dataclass(frozen=True, kw_only=True)
class Mailed:
    """What came by mail instead of by form: the message as attached and, if the editor pasted it, its words."""

    text: str = ""
    filename: str = ""
    content: bytes = b""
    media_type: str = "application/octet-stream"


@dataclass
class Move:
    """One transition under way. The verb writes to `submission` and adds what the event should hold."""

    submission: Submission
    transition: Transition
    actor: User
    who: Who
    event: Event
    former: Status | None = None  # where a move leads that goes back to what was before
    former_since: datetime.datetime | None = None  # and since when the piece was there
    texts: list[EventText] = field(default_factory=list)
    letters: list[Callable[[Event], object]] = field(default_factory=list)

    def add_text(self, text: str, *, kind: str = EventText.Kind.MESSAGE, is_for_author: bool = False) -> None:
        if text.strip():
            self.texts.append(EventText(event=self.event, kind=kind, text=text.strip(), is_for_author=is_for_author))

    def owe(self, letter: Callable[[Event], object]) -> None:
        """Have `letter(event)` written once the event stands, in the same transaction."""
        self.letters.append(letter)

    def owe_choice(self, letter: Callable[..., object], choice: LetterChoice) -> None:
        """Have an editable letter written as the editor chose, or record that there is none."""
        if choice.is_sent:
            self.letters.append(lambda event: letter(event, body=choice.body))
        else:
            self.event.is_without_letter = True


def last_event_id(submission: Submission) -> int:
    """Return the id that a page shows and a move names, so that a stale page is noticed."""
    return submission.events.order_by("-pk").values_list("pk", flat=True).first() or 0


@contextmanager
def moving(
    submission: Submission,
    name: str,
    *,
    actor: User,
    seen: int | None = None,
    reason: str = "",
    mailed: Mailed | None = None,
) -> Iterator[Move]:
    """Run one transition of the table on `submission`, locked; the body writes what is the verb's own.

    `seen` is the last event on the page that the actor decided from. Everything happens in one transaction,
    which an exception in the body rolls back whole.
    Raises NotAllowed, WrongState, StalePage, ReasonMissing, OwnPieceNeedsReason, MailTextMissing.
    """
    transition = TRANSITIONS[name]
    with transaction.atomic():
        locked = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
        who = _check(locked, transition, actor=actor, seen=seen, reason=reason, mailed=mailed)
        event = Event(submission=locked, action=name, actor=actor, as_who=who)
        event.is_own_piece = who not in {Who.AUTHOR, Who.CLOCK} and actor.pk == locked.author_id
        move = Move(submission=locked, transition=transition, actor=actor, who=who, event=event)
        move.add_text(reason, kind=EventText.Kind.REASON)
        if transition.name != "take_back":
            _end_hold(locked)
        yield move
        _move(move)
        if mailed is not None:
            keep_message(event, mailed)
        for letter in move.letters:
            letter(event)
    submission.refresh_from_db()


def _check(
    submission: Submission,
    transition: Transition,
    *,
    actor: User,
    seen: int | None,
    reason: str,
    mailed: Mailed | None,
) -> Who:
    found = transition.who & permissions.parts(actor, submission, by_mail=mailed is not None)
    if not found:
        raise NotAllowed
    if submission.is_held and found & AUTHOR:
        raise DecisionPending(is_by_mail=mailed is not None)
    if submission.status not in transition.moves:
        raise WrongState(submission, transition)
    since = _happened_since(seen, submission, is_for_author=Who.AUTHOR in found) if seen is not None else []
    if since:
        raise StalePage(since)
    who = min(found, key=list(Who).index)
    if transition.needs_reason and who != Who.CLOCK and not reason.strip():
        raise ReasonMissing
    if who not in {Who.AUTHOR, Who.CLOCK} and actor.pk == submission.author_id and not reason.strip():
        raise OwnPieceNeedsReason
    if mailed is not None and not (mailed.text.strip() or mailed.content):
        raise MailTextMissing
    return who


def _happened_since(seen: int, submission: Submission, *, is_for_author: bool) -> list[Event]:
    """Return what a page that showed the event `seen` does not show.

    To an author only their own steps and changes of the status count: what else the desk does is not theirs to notice.
    """
    events = submission.events.filter(pk__gt=seen).select_related("actor")
    theirs = Q(actor=submission.author) | ~Q(from_status=F("to_status"))
    return list(events.filter(theirs) if is_for_author else events)


def _move(move: Move) -> None:
    """Assign the status (the one line that does), save the piece, and append the event with its texts."""
    submission, event = move.submission, move.event
    before = Status(submission.status)
    after = move.transition.moves[before] or Status(move.former)
    submission.status = after
    if after != before:
        submission.status_since = move.former_since or timezone.now()
    submission.save()
    event.from_status, event.to_status = before, after
    event.save()
    EventText.objects.bulk_create(move.texts)


def _end_hold(submission: Submission) -> None:
    """Let the last decision stand for good: whoever goes on with the piece wants its letters sent first."""
    if submission.held_decision is None:
        return
    letters = Letter.objects.filter(event__decision=submission.held_decision).select_related("email")
    for letter in letters:
        outbox.hasten(letter.email)
    submission.held_decision = submission.held_until = None


def keep_message(event: Event, mailed: Mailed) -> None:
    """Keep what came by mail beside its event: the pasted words, unless the event has them, and the message sealed."""
    if mailed.text.strip() and mailed.text.strip() not in [text.text for text in event.texts.all()]:
        EventText.objects.create(event=event, kind=EventText.Kind.MESSAGE, text=mailed.text.strip(), is_for_author=True)
    if mailed.content:
        Attachment.objects.create(
            event=event,
            filename=mailed.filename,
            content=mailed.content,
            media_type=mailed.media_type,
            size=len(mailed.content),
        )


def record(
    submission: Submission, action: str, *, actor: User, who: Who | str, text: str = "", codes: dict | None = None
) -> Event:
    """Append an event that moves nothing (a confirmed name, a reminder); call it inside a transaction."""
    event = Event.objects.create(
        submission=submission,
        action=action,
        actor=actor,
        as_who=who,
        from_status=submission.status,
        to_status=submission.status,
        codes=codes or {},
    )
    if text.strip():
        EventText.objects.create(event=event, kind=EventText.Kind.MESSAGE, text=text.strip())
    return event
