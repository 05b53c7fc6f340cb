"""The outbox as the rest of the desk sees it: put a letter in, take one back, ask how it goes."""

from datetime import datetime, timedelta
from secrets import token_hex

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from aiss.mail import pause
from aiss.mail.delivery import deliver_due, ending, sweep
from aiss.mail.doorbell import doorbell
from aiss.mail.letters import SUBJECT_LENGTH, Letter, one_line
from aiss.mail.models import Lane, OutgoingEmail, State
from aiss.vault import normalise_address

__all__ = [
    "NotInTransaction",
    "cancel",
    "deliver_due",
    "hasten",
    "oldest_unsent_age",
    "outdate",
    "queue",
    "resume",
    "retry",
    "sweep",
]

KEY_LENGTH = 200


class NotInTransaction(RuntimeError):
    """A letter was queued outside the transaction of the decision that owes it."""


def queue(
    *,
    to: str,
    letter: Letter,
    dedup_key: str,
    lane: Lane = Lane.DECISION,
    due_at: datetime | None = None,
    expires_at: datetime | None = None,
    secret: bool = False,
) -> OutgoingEmail:
    """Write the row of a letter in the caller's transaction and wake a sender once that is committed.

    The same `dedup_key` (event, kind and recipient by their ids, never an address) gives the row that is there
    already. After `expires_at` the letter is cancelled instead of sent. A secret letter loses its content when it
    ends. Trouble with the broker costs at most three seconds and never the letter.
    Raises NotInTransaction, and AddressRefused (a ValueError) for an address that could smuggle in a header.
    """
    if not connection.in_atomic_block:
        message = "outbox.queue() belongs inside the transaction that decides to write the letter."
        raise NotInTransaction(message)
    if len(dedup_key) > KEY_LENGTH:
        message = f"dedup_key may have {KEY_LENGTH} characters."
        raise ValueError(message)
    email, is_new = OutgoingEmail.objects.get_or_create(
        dedup_key=dedup_key,
        defaults={
            "recipient": normalise_address(to),
            "language": letter.language,
            "kind": letter.kind,
            "subject": one_line(letter.subject)[:SUBJECT_LENGTH],
            "text": letter.text,
            "html": letter.html,
            "message_id": f"<{token_hex(16)}@{settings.MESSAGE_ID_DOMAIN}>",
            "lane": lane,
            "secret": secret,
            "created_at": Now(),
            "due_at": due_at or Now(),
            "expires_at": expires_at,
        },
    )
    if is_new:
        email.refresh_from_db(fields=["created_at", "due_at"])
    _wake_after_commit()
    return email


def cancel(email: OutgoingEmail) -> bool:
    """Take back a letter that no sender has claimed; return whether it was still there to take back."""
    waiting = OutgoingEmail.objects.filter(pk=email.pk, state=State.WAITING)
    return waiting.update(**ending(State.CANCELLED, secret=email.secret)) == 1


def outdate(email: OutgoingEmail) -> bool:
    """Let no further attempt be made with a letter that is being sent or has failed; return whether it was one."""
    unsettled = OutgoingEmail.objects.filter(pk=email.pk, state__in=[State.SENDING, State.DEAD])
    return unsettled.update(expires_at=Now()) == 1


def hasten(email: OutgoingEmail) -> bool:
    """Let a letter leave now that was to leave later; return whether it was still waiting for its time."""
    waiting = OutgoingEmail.objects.filter(pk=email.pk, state=State.WAITING, due_at__gt=Now())
    changed = waiting.update(due_at=Now())
    if changed:
        _wake_after_commit()
    return changed == 1


def retry(email: OutgoingEmail) -> bool:
    """Send a failed letter afresh, or a waiting one without further waiting; return whether there was one to send.

    A letter without content, or past its use, stays as it is.
    """
    letter = OutgoingEmail.objects.filter(pk=email.pk)
    useful = letter.filter(Q(expires_at=None) | Q(expires_at__gt=Now()), forgotten_at=None)
    changed = useful.filter(state=State.DEAD).update(
        state=State.WAITING, attempts=0, due_at=Now(), retry_at=None, last_code=None, last_error=""
    ) or letter.filter(state=State.WAITING, retry_at__isnull=False).update(retry_at=None)
    if changed:
        _wake_after_commit()
    return changed == 1


def resume() -> bool:
    """Try one letter at once where the queue is paused; return whether it was."""
    if not pause.try_again_now():
        return False
    _wake_after_commit()
    return True


def oldest_unsent_age(letters: QuerySet[OutgoingEmail] | None = None) -> timedelta | None:
    """Return for how long the oldest due letter has been waiting by the database's clock, None if none waits.

    Where `letters` are given, only they count.
    """
    overdue = (OutgoingEmail.objects.all() if letters is None else letters).overdue().order_by("due_at")
    row = overdue.annotate(now=Now()).values_list("now", "due_at").first()
    return row[0] - row[1] if row else None


def _wake_after_commit() -> None:
    transaction.on_commit(doorbell.ring, robust=True)
