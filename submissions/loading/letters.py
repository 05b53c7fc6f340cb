"""The letters of made-up pieces: sent, some failed, old ones already without their words; none waits to be sent."""

import datetime
import random
from secrets import token_hex

from django.conf import settings
from django.utils import timezone

from aiss.mail.models import Lane, OutgoingEmail, State
from aiss.mail.retention import KEPT
from publishing.loading.batch import Batch
from submissions.models import Event, Letter

FAILED_ONE_IN = 2_000
BODY = "This letter was made to fill a desk. It says nothing and has never been sent.\n\n" * 8


def add_letter(batch: Batch, event: Event, kind: str, number: int, *, is_to_author: bool, dice: random.Random) -> None:
    """Add letter `number` of `event`, which left a minute after it or failed."""
    is_sent = dice.randrange(FAILED_ONE_IN) > 0
    is_kept = timezone.now() - event.at < KEPT
    address = "fill-letters@example.org" if is_kept else ""
    email = batch.add(
        OutgoingEmail(
            recipient=address,
            language=event.submission.letter_language,
            kind=kind,
            subject=f"{event.submission.reference}: {kind}",
            text=BODY if is_kept else "",
            html=f"<p>{BODY}</p>" if is_kept else "",
            message_id=f"<{token_hex(16)}@{settings.MESSAGE_ID_DOMAIN}>",
            dedup_key=f"event-{event.pk}:{kind}:{number}",
            lane=Lane.DECISION,
            state=State.SENT if is_sent else State.DEAD,
            created_at=event.at,
            due_at=event.at,
            sent_at=event.at + datetime.timedelta(minutes=1) if is_sent else None,
            attempts=1,
            last_code=250 if is_sent else 550,
            last_error="" if is_sent else "SMTPRecipientsRefused",
            forgotten_at=None if is_kept else event.at + KEPT,
        )
    )
    batch.add(Letter(event=event, email=email, is_to_author=is_to_author))
