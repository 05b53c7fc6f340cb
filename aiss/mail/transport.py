"""One attempt at one letter, outside any transaction, and what its end means for the letter and for the queue."""

import hashlib
import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email import charset
from email.message import Message
from email.utils import format_datetime
from enum import Enum

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.validators import validate_email

from aiss.mail.models import OutgoingEmail, QueuePause
from aiss.mail.time_limit import time_limit

ATTEMPT_SECONDS = 40
GOODBYE_SECONDS = 5

# 530 authentication required, 534 and 535 refused, 538 encryption required: about this site, not about the letter.
CREDENTIAL_CODES = {530, 534, 535, 538}
TOO_LARGE = 552
BROKEN_LINE = (smtplib.SMTPServerDisconnected, ConnectionError, TimeoutError, ssl.SSLError)

_ENHANCED_CODE = re.compile(r"\b[245]\.\d{1,3}\.\d{1,3}\b")


class Verdict(Enum):
    SENT = "sent"
    RETRY = "retry"
    DEAD = "dead"
    PAUSE = "pause"


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """`error` names the failure without any personal data; `unreachable` means that no server was spoken to."""

    verdict: Verdict
    code: int | None = None
    error: str = ""
    pause: QueuePause.Reason | None = None
    possibly_delivered: bool = False
    unreachable: bool = False


class LetterMessage(EmailMultiAlternatives):
    """A message whose bytes depend on the row alone, so that every attempt sends the same."""

    def __init__(self, email: OutgoingEmail) -> None:
        super().__init__(
            subject=email.subject,
            body=email.text,
            from_email=settings.DEFAULT_FROM_EMAIL,
            to=[email.recipient],
            reply_to=[settings.DESK_EMAIL] if settings.DESK_EMAIL else None,
            headers={
                "Message-ID": email.message_id,
                "Date": format_datetime(email.created_at),
                "Auto-Submitted": "auto-generated",
            },
            alternatives=[(email.html, "text/html")] if email.html else None,
        )
        # Every relay passes these on unchanged; Django's own choice, 8 bit, may be rewritten on the way.
        self.encoding = charset.Charset("utf-8")
        self.encoding.body_encoding = charset.QP if email.language == "en" else charset.BASE64

    def message(self) -> Message:
        message = super().message()
        if message.is_multipart():
            message.set_boundary("letter-" + hashlib.sha256(self.extra_headers["Message-ID"].encode()).hexdigest()[:32])
        return message


def send(email: OutgoingEmail) -> Outcome:
    """Send `email` once and say how it ended; never raises for what the mail server or the letter did."""
    if not email.recipient or not email.text:
        return Outcome(verdict=Verdict.DEAD, error="Erased")
    message = LetterMessage(email)
    try:
        validate_email(email.recipient)
        message.message()
    except (ValidationError, ValueError, LookupError) as error:
        return Outcome(verdict=Verdict.DEAD, error=_name(error))
    backend = get_connection()
    is_open = False
    with _parting_from(backend):
        try:
            with time_limit(ATTEMPT_SECONDS):
                backend.open()
                is_open = True
                backend.send_messages([message])
        except Exception as error:  # whatever a backend raises, the row has to learn of it
            return _while_sending(error) if is_open else _while_connecting(error)
    return Outcome(verdict=Verdict.SENT)


@contextmanager
def _parting_from(backend: BaseEmailBackend) -> Iterator[None]:
    """Close `backend` afterwards; the server's last words change nothing any more."""
    try:
        yield
    finally:
        with suppress(Exception), time_limit(GOODBYE_SECONDS):
            backend.close()


def _while_connecting(error: Exception) -> Outcome:
    """Nothing was said about any letter yet: a refusal here meets every letter alike."""
    if not isinstance(error, smtplib.SMTPException) or isinstance(error, smtplib.SMTPServerDisconnected):
        return Outcome(verdict=Verdict.RETRY, error=_name(error), unreachable=True)
    code = getattr(error, "smtp_code", None)
    if isinstance(error, (smtplib.SMTPConnectError, smtplib.SMTPHeloError)) or (code or 500) < 500:
        reason = QueuePause.Reason.SERVER
    elif isinstance(error, smtplib.SMTPAuthenticationError) or code in CREDENTIAL_CODES:
        reason = QueuePause.Reason.CREDENTIALS
    else:
        reason = QueuePause.Reason.SETTINGS
    return Outcome(verdict=Verdict.PAUSE, code=code, error=_name(error), pause=reason)


def _while_sending(error: Exception) -> Outcome:
    name = _name(error)
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        # One letter has one recipient, so there is one answer.
        code, reply = next(iter(error.recipients.values()))
        return _answered(code, f"{name} {_enhanced(reply)}".strip())
    if isinstance(error, smtplib.SMTPSenderRefused) and error.smtp_code >= 500 and error.smtp_code != TOO_LARGE:
        sender, credentials = QueuePause.Reason.SENDER, QueuePause.Reason.CREDENTIALS
        reason = credentials if error.smtp_code in CREDENTIAL_CODES else sender
        return Outcome(verdict=Verdict.PAUSE, code=error.smtp_code, error=name, pause=reason)
    if isinstance(error, smtplib.SMTPResponseException):
        return _answered(error.smtp_code, name)
    if isinstance(error, (ValueError, smtplib.SMTPNotSupportedError)):
        # The address or a header cannot be put into SMTP at all; trying again would not help.
        return Outcome(verdict=Verdict.DEAD, error=name)
    # A line that broke between our last byte and the server's answer leaves it open whether the letter was taken.
    return Outcome(verdict=Verdict.RETRY, error=name, possibly_delivered=isinstance(error, BROKEN_LINE))


def _answered(code: int, name: str) -> Outcome:
    if code in CREDENTIAL_CODES:
        return Outcome(verdict=Verdict.PAUSE, code=code, error=name, pause=QueuePause.Reason.CREDENTIALS)
    return Outcome(verdict=Verdict.DEAD if code >= 500 else Verdict.RETRY, code=code, error=name)


def _name(error: Exception) -> str:
    """Return the error's class and enhanced status code; its text may quote the recipient."""
    return f"{type(error).__name__} {_enhanced(getattr(error, 'smtp_error', b''))}".strip()


def _enhanced(reply: bytes | str) -> str:
    text = reply.decode("ascii", "replace") if isinstance(reply, bytes) else str(reply)
    found = _ENHANCED_CODE.search(text)
    return found[0] if found else ""
