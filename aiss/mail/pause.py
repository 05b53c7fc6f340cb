"""The queue's own stop: taken when the mail server refuses this site, then tried again with one letter at a time."""

import logging
from datetime import timedelta
from enum import Enum

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from aiss.mail.models import OutgoingEmail, QueuePause

FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)
# How long one sender may take to try; nobody else tries meanwhile.
PROBE = timedelta(minutes=3)

logger = logging.getLogger(__name__)


class Gate(Enum):
    OPEN = "open"
    PROBE = "probe"
    CLOSED = "closed"


def gate() -> Gate:
    """Say whether the caller may send: freely, one letter as a trial, or not at all. Only one caller gets the trial."""
    if not QueuePause.objects.exists():
        return Gate.OPEN
    if not OutgoingEmail.objects.claimable().exists():
        return Gate.CLOSED
    won = QueuePause.objects.filter(until__lte=Now()).update(until=Now() + PROBE)
    return Gate.PROBE if won else Gate.CLOSED


def take(reason: QueuePause.Reason, code: int | None) -> None:
    """Stop all sending, longer each time in a row, and raise the alarm."""
    with transaction.atomic():
        current, created = QueuePause.objects.select_for_update().get_or_create(
            pk=1,
            defaults={"reason": reason, "last_code": code, "since": Now(), "until": Now() + FIRST_WAIT},
        )
        if not created:
            wait = min(FIRST_WAIT * 2 ** min(current.failures, 10), LONGEST_WAIT)
            QueuePause.objects.update(reason=reason, last_code=code, failures=F("failures") + 1, until=Now() + wait)
    logger.error("Sending letters is paused: %s (answer %s).", reason.value, code or "none")


def lift() -> None:
    """Let letters leave again after one got through."""
    deleted, _models = QueuePause.objects.all().delete()
    if deleted:
        logger.warning("Sending letters goes on.")


def try_again_now() -> bool:
    """Let the next sender try at once instead of waiting; return whether there was a pause at all."""
    return QueuePause.objects.update(until=Now()) > 0


def current() -> QueuePause | None:
    """Return the pause, if there is one."""
    return QueuePause.objects.first()
