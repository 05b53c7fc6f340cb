"""Claim a letter, send it, write down what became of it: three steps, and no transaction spans two of them."""

import logging
import random
import time
from datetime import timedelta
from typing import Any, NamedTuple
from uuid import uuid4

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Case, F, QuerySet, When
from django.db.models.functions import Now

from aiss.mail import heartbeat, pause, transport
from aiss.mail.models import MAX_ATTEMPTS, Lane, OutgoingEmail, State
from aiss.mail.pause import Gate
from aiss.mail.transport import Outcome, Verdict
from aiss.vault import CannotUnseal

# Longer than any attempt can take, see transport.ATTEMPT_SECONDS and Celery's hard limit: no lease needs renewing.
LEASE = timedelta(seconds=180)
# With one attempt after it still within Celery's soft limit.
RUN_SECONDS = 15.0
RETRY_UNIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=4)
JITTER = 0.25
CANDIDATES = 20

logger = logging.getLogger(__name__)
_dice = random.SystemRandom()


class Claim(NamedTuple):
    pk: int
    owner: str
    attempts: int


def deliver_due(limit: int = 50, *, seconds: float = RUN_SECONDS) -> int:
    """Send letters that are due, at most `limit` and starting none after `seconds`; return how many were sent.

    Any number of processes may call this at once. A letter whose sender dies is sent again under the same Message-ID.
    """
    settle_hopeless()
    stop_at = time.monotonic() + seconds
    sent = 0
    for _turn in range(limit):
        if time.monotonic() >= stop_at:
            break
        gate = pause.gate()
        claim = claim_next() if gate is not Gate.CLOSED else None
        if claim is None:
            break
        outcome = _attempt(claim)
        record(claim, outcome)
        if outcome.verdict is Verdict.PAUSE:
            pause.take(outcome.pause, outcome.code)
            break
        if outcome.unreachable:
            # No server, no second try: the others would only burn their attempts on it.
            break
        if gate is Gate.PROBE:
            pause.lift()
        sent += outcome.verdict is Verdict.SENT
    return sent


def sweep(limit: int = 50, *, seconds: float = RUN_SECONDS) -> int:
    """Do what a clock's call is for: leave its heartbeat, then `deliver_due`."""
    heartbeat.record()
    return deliver_due(limit, seconds=seconds)


def settle_hopeless() -> None:
    """Cancel what is of no use any more, and give up what has killed its sender too often."""
    maybe = Case(When(state=State.SENDING, then=True), default=F("possibly_delivered"))
    for secret in (True, False):
        expired = OutgoingEmail.objects.expired().filter(secret=secret)
        changes = ending(State.CANCELLED, secret=secret)
        expired.update(**changes, last_error="Expired", possibly_delivered=maybe)
    killers = OutgoingEmail.objects.abandoned().filter(attempts__gte=MAX_ATTEMPTS)
    killers.update(**ending(State.DEAD), last_error="SenderDied", possibly_delivered=True)


def claim_next() -> Claim | None:
    """Take the first letter that may leave now, in one compare-and-swap UPDATE; None if there is none to be had."""
    owner = uuid4().hex
    rows = OutgoingEmail.objects.claimable().in_sending_order()
    for pk, state, attempts, lane, held_slot in rows.values_list("pk", "state", "attempts", "lane", "bulk_slot")[
        :CANDIDATES
    ]:
        slot = None
        if lane == Lane.BULK:
            slot = held_slot or _free_bulk_slot()
            if slot is None:
                continue
        changes: dict[str, Any] = {
            "state": State.SENDING,
            "attempts": F("attempts") + 1,
            "lease_owner": owner,
            "lease_until": Now() + LEASE,
            "bulk_slot": slot,
        }
        if state == State.SENDING:
            # Its last sender died, perhaps after the server had taken it.
            changes |= {"possibly_delivered": True, "last_error": "SenderDied", "last_code": None}
        ours = OutgoingEmail.objects.claimable().filter(pk=pk, state=state, attempts=attempts)
        if _is_won(ours, changes):
            return Claim(pk, owner, attempts + 1)
    return None


def record(claim: Claim, outcome: Outcome) -> bool:
    """Write the end of an attempt, unless the lease was lost meanwhile; return whether it was written."""
    held = OutgoingEmail.objects.filter(pk=claim.pk, state=State.SENDING, lease_owner=claim.owner)
    secret = held.values_list("secret", flat=True).first()
    changes: dict[str, Any] = {"last_code": outcome.code, "last_error": outcome.error}
    if outcome.possibly_delivered:
        changes["possibly_delivered"] = True
    match outcome.verdict:
        case Verdict.SENT:
            changes |= ending(State.SENT, secret=secret) | {"sent_at": Now()}
        case Verdict.DEAD:
            changes |= ending(State.DEAD)
        case Verdict.RETRY if claim.attempts >= MAX_ATTEMPTS:
            changes |= ending(State.DEAD)
        case Verdict.RETRY:
            changes |= _released() | {"retry_at": Now() + back_off(claim.attempts)}
        case Verdict.PAUSE:
            # The letter is not to blame, so the attempt does not count.
            changes |= _released() | {"attempts": F("attempts") - 1}
    written = held.update(**changes) == 1
    if not written:
        logger.warning("Letter %s was taken over by another sender.", claim.pk)
    elif outcome.verdict is not Verdict.SENT:
        logger.warning("Letter %s: %s, %s, answer %s.", claim.pk, outcome.verdict.value, outcome.error, outcome.code)
    return written


def back_off(attempts: int) -> timedelta:
    """Return how long to wait after the `attempts`-th failure: a minute, doubling up to four hours, ± 25 %."""
    wait = min(RETRY_UNIT * 2 ** min(attempts, 12), LONGEST_WAIT)
    return wait * (1 + _dice.uniform(-JITTER, JITTER))


def ending(state: State, *, secret: bool = False) -> dict[str, Any]:
    """Return the field values of a letter that ended.

    A secret one loses its content when it is sent or cancelled, except in the demo's mailbox; a failed one keeps it
    for another try, until `retention` erases it.
    """
    erased = {"text": "", "html": ""} if secret and state != State.DEAD and not settings.DEMO else {}
    return {"state": state, **_NO_LEASE, **erased}


_NO_LEASE = {"lease_owner": "", "lease_until": None, "bulk_slot": None}


def _released() -> dict[str, Any]:
    return {"state": State.WAITING, **_NO_LEASE}


def _is_won(ours: QuerySet[OutgoingEmail], changes: dict[str, Any]) -> bool:
    try:
        # Durable: the claim has to be committed before anything is sent.
        with transaction.atomic(durable=True):
            return ours.update(**changes) == 1
    except IntegrityError:
        # Another sender took the bulk slot between our look and our update.
        return False


def _attempt(claim: Claim) -> Outcome:
    try:
        email = OutgoingEmail.objects.get(pk=claim.pk)
    except CannotUnseal:
        # Perhaps this machine alone lacks a key: the letter waits for one that has it.
        return Outcome(verdict=Verdict.RETRY, error="CannotUnseal")
    return transport.send(email)


def _free_bulk_slot() -> int | None:
    """Return a slot that bulk letters may use; they never get the last of `MAIL_SLOTS`, unless there is just one."""
    taken = set(OutgoingEmail.objects.exclude(bulk_slot=None).values_list("bulk_slot", flat=True))
    return next((slot for slot in range(1, max(settings.MAIL_SLOTS, 2)) if slot not in taken), None)
