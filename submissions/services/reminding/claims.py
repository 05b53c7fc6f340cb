"""A piece that somebody has claimed and nobody touches goes back to the queue, where others see it."""

import datetime

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from aiss.accounts.models import User
from submissions import notifications
from submissions.models import Event, Review, Submission, WorkingCopy
from submissions.services.moving import moving
from submissions.services.reminding.rules import Rule, carry_out
from submissions.workflow import Status, Who

# An author who asks how things stand does not show that anybody is at work.
NO_WORK = ("write_back",)


def release_idle_claims() -> int:
    """Put every piece back into the queue whose editor let it lie; its editor and the chief editors are told."""
    return carry_out(RULE)


def _idle(today: datetime.date) -> QuerySet[Submission]:
    """Return the pieces with an editor of which nothing was heard for too long.

    A sign of work is whatever a person did to the piece, an unfinished edit that was touched, and a review that may
    still come: one overdue for as long as that does not hold the claim either.
    """
    long = datetime.timedelta(days=settings.IDLE_CLAIM_DAYS)
    since = timezone.now() - long
    work = Event.objects.filter(submission=OuterRef("pk"), at__gt=since)
    edits = WorkingCopy.objects.filter(submission=OuterRef("pk"), seen_at__gt=since)
    reviews = Review.objects.under_way().filter(submission=OuterRef("pk"), due_on__gte=today - long)
    return (
        Submission.objects.filter(status=Status.IN_REVIEW, status_since__lte=since)
        .exclude(Exists(work.exclude(as_who=Who.CLOCK).exclude(action__in=NO_WORK)))
        .exclude(Exists(edits))
        .exclude(Exists(reviews))
    )


def _release(piece: Submission, _row: Submission, _today: datetime.date) -> bool:
    former = piece.handler
    with moving(piece, "lapse", actor=User.objects.system()) as move:
        move.submission.handler = None
        move.event.codes = {"user": former.public_id}
        move.owe(lambda event: notifications.claim_lapsed(event, former=former))
    return True


RULE = Rule(name="The return of an idle claim", due=_idle, tell=_release)
