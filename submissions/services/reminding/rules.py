"""How every rule of the clock runs: one row after another, each in its own transaction, with its piece locked."""

import datetime
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from celery.exceptions import SoftTimeLimitExceeded
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils import timezone

from aiss.accounts.models import User
from submissions.models import Event, Review, Submission
from submissions.services.moving import record
from submissions.workflow import Who

# Nobody is reminded on the heels of the letter that asked.
AFTER_ASKING = datetime.timedelta(days=1)

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Rule:
    """`due(today)` are the rows that somebody has to be told about and nobody was; `tell` writes event and letters.

    `tell` is given the locked piece, the row, and today; it returns whether there was anything to tell.
    """

    name: str
    due: Callable[[datetime.date], QuerySet]
    tell: Callable[[Submission, Submission | Review, datetime.date], bool]
    path_to_piece: str = "pk"


def carry_out(rule: Rule) -> int:
    """Tell of everything that is due by the institute's calendar; return of how many rows.

    A failure on one is logged without a word of it, and the others go on; that one is tried again by the next run.
    """
    today = timezone.localdate()
    rows = list(rule.due(today).order_by("pk").values_list("pk", rule.path_to_piece))
    return sum(_told(rule, today, row, piece) for row, piece in rows)


def _told(rule: Rule, today: datetime.date, row_id: int, piece_id: int) -> bool:
    try:
        with transaction.atomic():
            piece = Submission.objects.select_for_update(of=("self",)).get(pk=piece_id)
            # Asked once more behind the lock: somebody may have acted, or another process reminded, meanwhile.
            row = rule.due(today).filter(pk=row_id).first()
            return row is not None and rule.tell(piece, row, today)
    except SoftTimeLimitExceeded:
        raise
    except Exception as error:
        # The exception's own words could hold an address, so that only its kind is written down.
        logger.error("%s failed for piece %s: %s", rule.name, piece_id, type(error).__name__)
        return False


def latest(actions: Iterable[str], field: str = "pk") -> Subquery:
    """Return, for a query of pieces, `field` of the last event with one of `actions`."""
    return Subquery(_events(actions).order_by("-pk").values(field)[:1])


def happened_since(moment: str, actions: Iterable[str], **which: object) -> Exists:
    """Tell, for a query of pieces, whether one of `actions` came after the event whose id is annotated as `moment`."""
    return Exists(_events(actions).filter(pk__gt=OuterRef(moment), **which))


def _events(actions: Iterable[str]) -> QuerySet[Event]:
    return Event.objects.filter(submission=OuterRef("pk"), action__in=list(actions))


def by_the_clock(piece: Submission, action: str, **codes: object) -> Event:
    """Append the event of a reminder; `codes` are ids, dates and codes."""
    return record(piece, action, actor=User.objects.system(), who=Who.CLOCK, codes=codes)
