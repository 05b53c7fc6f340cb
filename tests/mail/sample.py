"""Letters and rows that the tests of the outbox start from."""

import itertools
from pathlib import Path

from django.db import transaction

from aiss.mail import letters, outbox
from aiss.mail.models import Lane, OutgoingEmail

TEXTS = Path(__file__).with_name("texts")
VALUES = {
    "reference": "AISS-2026-0042",
    "name": "Wren",
    "title": "Moscow's Gamble",
    "message": "Well done.",
    "days": "5",
}

_numbers = itertools.count(1)


def make_letter(kind: str = "receipt", language: str = "en", **values: str) -> letters.Letter:
    return letters.render(kind, language, VALUES | values)


def put(**fields) -> OutgoingEmail:
    """Queue a letter as a service would; `fields` after that are set in the row."""
    arguments = {"to": "author@example.org", "letter": make_letter(), "dedup_key": f"event:{next(_numbers)}"}
    queue = {
        key: fields.pop(key) for key in list(fields) if key in {*arguments, "lane", "due_at", "expires_at", "secret"}
    }
    with transaction.atomic():
        email = outbox.queue(**(arguments | {"lane": Lane.DECISION} | queue))
        if fields:
            OutgoingEmail.objects.filter(pk=email.pk).update(**fields)
            email.refresh_from_db()
    return email
