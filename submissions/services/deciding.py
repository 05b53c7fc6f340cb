"""The desk's decisions: request changes, accept, decline, reopen; and taking one back."""

import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext

from aiss.accounts.models import User
from submissions import notifications
from submissions.models import Decision, Submission, Verdict
from submissions.services import reviewing, taking_back
from submissions.services.claiming import check_can_handle
from submissions.services.moving import LetterChoice, Move, MoveRefused, ReasonMissing, moving

AS_IT_STANDS = LetterChoice()


class ReviewMissing(MoveRefused):
    def __str__(self) -> str:
        return gettext("Pieces of this kind need a review first. Wait for one, or write why it is accepted without.")


def _decide(move: Move, verdict: Verdict, reason: str = "") -> Decision:
    """Record the verdict on the current version; deciding on an unclaimed piece claims it.

    Call it before the verb changes anything: the decision remembers what taking it back restores.
    """
    piece, now = move.submission, timezone.now()
    decision = Decision.objects.create(
        submission=piece,
        version=piece.current_version,
        verdict=verdict,
        reason=reason,
        made_by=move.actor,
        made_at=now,
        former_status=piece.status,
        former=taking_back.remember(piece),
    )
    move.event.decision, move.event.version = decision, decision.version
    if piece.handler is None:
        piece.handler = move.actor
    piece.answered_at = piece.answered_at or now
    piece.decided_at = piece.decided_at or now
    piece.author_wrote_at = None
    if settings.DECISION_GRACE_MINUTES:
        piece.held_decision = decision
        piece.held_until = now + datetime.timedelta(minutes=settings.DECISION_GRACE_MINUTES)
    return decision


def move_due(
    submission: Submission,
    *,
    actor: User,
    due_on: datetime.date,
    letter: LetterChoice = AS_IT_STANDS,
    seen: int | None = None,
    reason: str = "",
) -> Submission:
    """Give the author until another day for the changes or for the proof."""
    with moving(submission, "move_due", actor=actor, seen=seen, reason=reason) as move:
        move.submission.due_on = due_on
        move.submission.proofs.live().update(due_on=due_on)
        move.event.codes = {"due_on": due_on.isoformat()}
        move.owe_choice(notifications.due_moved, letter)
    return submission


def take_back(submission: Submission, *, actor: User, seen: int | None = None, reason: str = "") -> Submission:
    """Undo the last decision while none of its letters has left; the author never learns of it.

    Raises LetterGone, and what `moving` raises once the grace is over.
    """
    with moving(submission, "take_back", actor=actor, seen=seen, reason=reason) as move:
        taking_back.carry_out(move)
    return submission


def default_due_on() -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=settings.AUTHOR_DUE_DAYS)


def request_changes(
    submission: Submission,
    *,
    actor: User,
    message: str,
    due_on: datetime.date | None = None,
    letter: LetterChoice = AS_IT_STANDS,
    seen: int | None = None,
    reason: str = "",
) -> Submission:
    """Ask the author for a new version by `due_on`; `message` is what the author reads on their page."""
    with moving(submission, "request_changes", actor=actor, seen=seen, reason=reason) as move:
        _decide(move, Verdict.CHANGES)
        move.submission.due_on = due_on or default_due_on()
        move.add_text(message, is_for_author=True)
        move.owe_choice(lambda event, body: notifications.changes_requested(event, message=message, body=body), letter)
    return submission


def accept(
    submission: Submission,
    *,
    actor: User,
    letter: LetterChoice = AS_IT_STANDS,
    seen: int | None = None,
    reason: str = "",
) -> Submission:
    """Accept the current version for editing; reviews under way are called off.

    Raises ReviewMissing where the kind needs a review, there is none, and no `reason` says why.
    """
    with moving(submission, "accept", actor=actor, seen=seen, reason=reason) as move:
        if move.submission.kind.needs_review and not reason.strip() and not move.submission.reviews.finished().exists():
            raise ReviewMissing
        _decide(move, Verdict.ACCEPTED)
        move.submission.due_on = None
        reviewing.stop_all(move)
        move.owe_choice(notifications.acceptance, letter)
    return submission


def decline(
    submission: Submission,
    *,
    actor: User,
    decline_reason: str,
    letter: LetterChoice = AS_IT_STANDS,
    seen: int | None = None,
    reason: str = "",
) -> Submission:
    """Decline the piece for one of `DeclineReason`; `reason` is an internal note. A live proof is recalled."""
    if not decline_reason:
        raise ReasonMissing
    with moving(submission, "decline", actor=actor, seen=seen, reason=reason) as move:
        move.submission.decision = _decide(move, Verdict.DECLINED, decline_reason)
        move.submission.due_on = None
        move.submission.publish_at = None
        move.submission.proofs.recall_live()
        reviewing.stop_all(move)
        move.owe_choice(notifications.decline, letter)
    return submission


def reopen(
    submission: Submission,
    *,
    actor: User,
    handler: User,
    reason: str,
    letter: LetterChoice = AS_IT_STANDS,
    seen: int | None = None,
) -> Submission:
    """Take up a declined or withdrawn piece again, with `handler` as its editor."""
    with moving(submission, "reopen", actor=actor, seen=seen, reason=reason) as move:
        check_can_handle(handler, move.submission)
        move.submission.handler = handler
        move.submission.decision = None
        move.event.codes = {"handler": handler.public_id}
        move.owe_choice(notifications.reopened, letter)
        if handler != actor:
            move.owe(lambda event: notifications.assignment(event, handler=handler))
    return submission
