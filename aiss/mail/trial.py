"""A letter that an administrator sends to see whether letters arrive."""

from uuid import uuid4

from django.conf import settings
from django.db import transaction

from aiss.mail import letters, outbox
from aiss.mail.models import Lane, OutgoingEmail


def send_test_letter(address: str, *, language: str | None = None) -> OutgoingEmail:
    """Queue a letter to `address`, send what is due, and return the row as it then stands.

    Raises AddressRefused.
    """
    letter = letters.render("test", language or settings.LANGUAGE_CODE, {"site": settings.SITE_URL})
    with transaction.atomic():
        email = outbox.queue(to=address, letter=letter, dedup_key=f"test:{uuid4().hex}", lane=Lane.CODE)
    outbox.deliver_due()
    email.refresh_from_db()
    return email
