"""What an author was asked for by a day: a reminder before it and one after it, once for each day that was given."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from submissions import notifications
from submissions.models import Event, Submission
from submissions.services.reminding.rules import AFTER_ASKING, Rule, by_the_clock, carry_out, happened_since, latest
from submissions.workflow import Status

BEFORE, AFTER = "before", "after"


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Something wanted of an author while the piece is in `status`; `asked` are the actions that give the day."""

    status: Status
    asked: tuple[str, ...]
    reminded: str
    letter: Callable[[Event], None]
    overdue: Callable[[Event], None] | None = None


CHANGES = Wanted(
    status=Status.CHANGES_REQUESTED,
    asked=("request_changes", "move_due"),
    reminded="changes_reminded",
    letter=notifications.changes_reminder,
)
APPROVAL = Wanted(
    status=Status.PROOF_SENT,
    asked=("send_proof", "move_due"),
    reminded="proof_reminded",
    letter=notifications.proof_reminder,
    overdue=notifications.proof_overdue,
)


def remind_of_changes() -> int:
    """Remind each author whose new version is due soon or overdue; return how many were reminded."""
    return carry_out(_rule("The reminder of a new version", CHANGES))


def remind_of_proofs() -> int:
    """Remind each author whose approval is due soon or overdue, then also the editor; return how many were reminded."""
    return carry_out(_rule("The reminder of a proof", APPROVAL))


def _rule(name: str, wanted: Wanted) -> Rule:
    return Rule(name=name, due=partial(_due, wanted), tell=partial(_tell, wanted))


def _due(wanted: Wanted, today: datetime.date) -> QuerySet[Submission]:
    """Return the pieces that wait for their author and not for an answer to what the author wrote."""
    now = timezone.now()
    soon = today + datetime.timedelta(days=settings.REMIND_DAYS_BEFORE)
    waiting = Submission.objects.filter(
        Q(held_until=None) | Q(held_until__lte=now), status=wanted.status, due_on__lte=soon, author_wrote_at=None
    )
    asked = waiting.annotate(asked=latest(wanted.asked), asked_at=latest(wanted.asked, "at"))
    unhurried = asked.filter(asked_at__lte=now - AFTER_ASKING)
    anything, the_last = (wanted.reminded,), {"codes__when": AFTER}
    return unhurried.exclude(happened_since("asked", anything, **the_last)).filter(
        Q(due_on__lt=today) | ~happened_since("asked", anything)
    )


def _tell(wanted: Wanted, piece: Submission, _row: Submission, today: datetime.date) -> bool:
    when = AFTER if piece.due_on < today else BEFORE
    proof = piece.live_proof
    about = {"proof": proof.pk} if proof else {}
    event = by_the_clock(piece, wanted.reminded, due_on=piece.due_on.isoformat(), when=when, **about)
    wanted.letter(event)
    if when == AFTER and wanted.overdue is not None:
        wanted.overdue(event)
    return True
