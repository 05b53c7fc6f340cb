"""What became of a story's letters. Those of the past were sent then; those of today wait for the worker."""

import datetime
from collections.abc import Callable, Mapping

from django.db.models import F, QuerySet
from django.utils import timezone

from aiss.mail import outbox
from aiss.mail.models import OutgoingEmail, State
from submissions.models import Letter, Submission

Fate = Callable[[OutgoingEmail, Submission], None]
# What is younger is left to the worker: so a fresh demo shows letters on their way.
TODAY = datetime.timedelta(hours=12)


def settle(piece: Submission, fates: Mapping[str, Fate]) -> None:
    """Let each letter of `piece` meet its fate by its kind; the others were sent when they were written."""
    for email in letters_of(piece).filter(kind__in=fates):
        fates[email.kind](email, piece)
    past = letters_of(piece).filter(state=State.WAITING, due_at__lt=timezone.now() - TODAY)
    past.update(state=State.SENT, sent_at=F("due_at"), attempts=1)


def letters_of(piece: Submission) -> QuerySet[OutgoingEmail]:
    return OutgoingEmail.objects.filter(pk__in=Letter.objects.filter(event__submission=piece).values("email"))


def cancelled(email: OutgoingEmail, piece: Submission) -> None:
    outbox.cancel(email)


def refused(email: OutgoingEmail, piece: Submission) -> None:
    """The recipient's mail server does not know the mailbox."""
    row = OutgoingEmail.objects.filter(pk=email.pk)
    row.update(state=State.DEAD, attempts=1, last_code=550, last_error="SMTPRecipientsRefused 5.1.1")


def held_until_the_day_before(email: OutgoingEmail, piece: Submission) -> None:
    OutgoingEmail.objects.filter(pk=email.pk).update(due_at=piece.publish_at - datetime.timedelta(days=1))
