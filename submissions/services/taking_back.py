"""What a decision changes, remembered so that it can be undone while its letters have not left."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext

from aiss.mail import outbox
from aiss.mail.models import OutgoingEmail, State
from submissions.models import Decision, Event, Letter, Proof, ProofState, Review, ReviewState, Submission
from submissions.services.moving import Move, MoveRefused
from submissions.workflow import Status


class LetterGone(MoveRefused):
    def __str__(self) -> str:
        return gettext("The letter is already on its way to the author. The decision stands.")


# Instants and days of a piece that a decision may change
TIMES = ("publish_at", "answered_at", "decided_at", "author_wrote_at")
SINCE = "status_since"


def _text(value: datetime.date | datetime.datetime | None) -> str:
    return value.isoformat() if value else ""


def _day(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def _instant(text: str) -> datetime.datetime | None:
    return datetime.datetime.fromisoformat(text) if text else None


def remember(submission: Submission) -> dict[str, Any]:
    """Return what a decision on `submission` is about to change: ids, codes and times, never a person's words."""
    proof = submission.live_proof
    return {
        "handler": submission.handler_id,
        "due_on": _text(submission.due_on),
        **{name: _text(getattr(submission, name)) for name in (*TIMES, SINCE)},
        "proof": [proof.pk, proof.state, _text(proof.answered_at)] if proof else None,
    }


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What the author may know of where a piece stands."""

    status: Status
    due_on: datetime.date | None
    publish_at: datetime.datetime | None


def shown_to_author(submission: Submission) -> Shown:
    """Return where the piece stands for its author: while a decision can be taken back, where it stood before."""
    due_on, publish_at = submission.due_on, submission.publish_at
    if submission.is_held:
        former = submission.held_decision.former
        due_on, publish_at = _day(former["due_on"]), _instant(former["publish_at"])
    return Shown(status=submission.status_shown, due_on=due_on, publish_at=publish_at)


def proof_waiting(submission: Submission) -> Proof | None:
    """Return the proof that waits for the author's answer, as far as they know."""
    if not submission.is_held:
        return submission.proofs.filter(state=ProofState.SENT).first()
    pk, state, _answered_at = submission.held_decision.former["proof"] or (None, "", "")
    return submission.proofs.filter(pk=pk).first() if state == ProofState.SENT else None


def known_to_author(submission: Submission) -> QuerySet[Event]:
    """Return the events without those of a decision that is held or was taken back."""
    events = submission.events.exclude(decision__taken_back_at__isnull=False)
    return events.exclude(decision=submission.held_decision_id) if submission.is_held else events


def carry_out(move: Move) -> None:
    """Cancel every letter of the held decision and restore what it changed. Raises LetterGone."""
    piece, decision = move.submission, move.submission.held_decision
    for letter in Letter.objects.filter(event__decision=decision).select_related("email"):
        if not _call_back(letter.email):
            raise LetterGone
    _restore(piece, decision.former)
    Decision.objects.filter(pk=decision.pk).update(taken_back_at=timezone.now())
    move.event.decision = decision
    move.event.codes = {"taken_back": decision.verdict}
    move.former, move.former_since = Status(decision.former_status), _instant(decision.former[SINCE])
    piece.decision = piece.held_decision = piece.held_until = None


def _call_back(email: OutgoingEmail) -> bool:
    """Cancel a letter; return whether no sender ever had it, whoever cancelled it."""
    outbox.cancel(email)
    email.refresh_from_db(fields=["state", "attempts"])
    return email.state == State.CANCELLED and email.attempts == 0


def _restore(piece: Submission, former: dict[str, Any]) -> None:
    piece.handler_id = former["handler"]
    piece.due_on = _day(former["due_on"])
    for name in TIMES:
        setattr(piece, name, _instant(former[name]))
    if former["proof"]:
        pk, state, answered_at = former["proof"]
        Proof.objects.filter(pk=pk).update(state=state, answered_at=_instant(answered_at))
    for pk, state in former.get("reviews", ()):
        # Somebody shut out meanwhile is asked for nothing again.
        reviews = Review.objects.filter(pk=pk, state=ReviewState.STOPPED)
        reviews.exclude(colleague__in=piece.conflicts.values("user")).update(state=state)
