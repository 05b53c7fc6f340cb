"""The desk's decisions: request changes, accept, decline, reopen."""

import datetime

from django.conf import settings
from django.utils import timezone

from aiss.accounts.models import User
from submissions import notifications
from submissions.models import Decision, Submission, Verdict
from submissions.services.claiming import check_can_handle
from submissions.services.moving import LetterChoice, Move, ReasonMissing, moving

AS_IT_STANDS = LetterChoice()


def _decide(move: Move, verdict: Verdict, reason: str = "") -> Decision:
    """Record the verdict on the current version; deciding on an unclaimed piece claims it."""
    submission = move.submission
    decision = Decision.objects.create(
        submission=submission,
        version=submission.current_version,
        verdict=verdict,
        reason=reason,
        made_by=move.actor,
    )
    move.event.decision, move.event.version = decision, decision.version
    if submission.handler is None:
        submission.handler = move.actor
    return decision


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
    """Accept the current version for editing."""
    with moving(submission, "accept", actor=actor, seen=seen, reason=reason) as move:
        _decide(move, Verdict.ACCEPTED)
        move.submission.due_on = None
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
