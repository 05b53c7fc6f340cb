"""The promise that every receipt makes. Once its day has passed without an answer, the author is told so, once."""

import datetime

from django.db.models import QuerySet

from submissions import notifications
from submissions.models import Submission
from submissions.services.reminding.rules import Rule, by_the_clock, carry_out, happened_since, latest
from submissions.workflow import Status

# What makes a promise, and what answers it. A decision answers by its status, unless it is taken back.
PROMISES = ("submit", "resubmit")
ANSWERS = ("write",)


def tell_of_missed_promises() -> int:
    """Tell each author who was not answered by the promised day, and the chief editors; return how many pieces."""
    return carry_out(RULE)


def _missed(today: datetime.date) -> QuerySet[Submission]:
    waiting = Submission.objects.filter(status__in=(Status.SUBMITTED, Status.IN_REVIEW), due_on__lt=today)
    promised = waiting.annotate(promised=latest(PROMISES)).filter(promised__isnull=False)
    return promised.exclude(happened_since("promised", (*ANSWERS, "promise_missed")))


def _tell(piece: Submission, _row: Submission, _today: datetime.date) -> bool:
    event = by_the_clock(piece, "promise_missed", due_on=piece.due_on.isoformat())
    notifications.late_answer(event)
    notifications.promise_missed(event)
    return True


RULE = Rule(name="The note about a missed promise", due=_missed, tell=_tell)
