"""Letters to the author."""

import datetime

from django.utils import timezone

from aiss.mail.letters import Link
from aiss.mail.models import Lane
from submissions import letters
from submissions.models import Event
from submissions.notifications.sending import to_author


def receipt(event: Event) -> None:
    to_author(event, "receipt")


def receipt_of_version(event: Event) -> None:
    to_author(event, "receipt-of-version")


def changes_requested(event: Event, *, message: str, body: str | None = None) -> None:
    to_author(event, "changes-requested", body=body, message=message)


def acceptance(event: Event, *, body: str | None = None) -> None:
    to_author(event, "acceptance", body=body)


def decline(event: Event, *, body: str | None = None) -> None:
    to_author(event, "decline", body=body)


def reopened(event: Event, *, body: str | None = None) -> None:
    to_author(event, "reopened", body=body)


def proof(event: Event, *, body: str | None = None) -> None:
    language = event.submission.letter_language
    to_author(event, "proof", body=body, links=[letters.proof_link(event.submission, language)])


def proof_recalled(event: Event, *, body: str | None = None) -> None:
    to_author(event, "proof-recalled", body=body)


def proof_waived(event: Event, *, body: str | None = None) -> None:
    to_author(event, "proof-waived", body=body)


def scheduled(event: Event, *, body: str | None = None) -> None:
    to_author(event, "scheduled", body=body)


def unscheduled(event: Event, *, body: str | None = None) -> None:
    to_author(event, "unscheduled", body=body)


def published(event: Event, *, body: str | None = None) -> None:
    to_author(event, "published", body=body, links=_article_and_piece(event))


def corrected(event: Event, *, note: str, body: str | None = None) -> None:
    to_author(event, "corrected", body=body, links=_article_and_piece(event), message=note)


def hidden(event: Event, *, body: str | None = None) -> None:
    to_author(event, "hidden", body=body)


def shown_again(event: Event, *, body: str | None = None) -> None:
    to_author(event, "shown-again", body=body, links=_article_and_piece(event))


def withdrawal(event: Event) -> None:
    to_author(event, "withdrawal")


def proof_reminder(event: Event) -> None:
    language = event.submission.letter_language
    links = [letters.proof_link(event.submission, language)]
    to_author(event, "proof-reminder", links=links, lane=Lane.REMINDER, expires_at=_end_of_use(event))


def message(event: Event, *, message: str) -> None:
    to_author(event, "message", message=message, editor=event.actor.display_name)


def due_moved(event: Event, *, body: str | None = None) -> None:
    to_author(event, "due-moved", body=body)


def late_answer(event: Event) -> None:
    """Say honestly that the promised day has passed without an answer."""
    to_author(event, "late-answer", lane=Lane.REMINDER)


def changes_reminder(event: Event) -> None:
    """Remind of the new version before or after its day."""
    to_author(event, "changes-reminder", lane=Lane.REMINDER, expires_at=_end_of_use(event))


def _end_of_use(event: Event) -> datetime.datetime | None:
    """Return when a reminder sent ahead of its day has lost its use: then the one after the day takes its place."""
    if event.codes.get("when") != "before":
        return None
    due_on = datetime.date.fromisoformat(event.codes["due_on"])
    return timezone.make_aware(datetime.datetime.combine(due_on + datetime.timedelta(days=1), datetime.time.min))


def _article_and_piece(event: Event) -> list[Link]:
    language = event.submission.letter_language
    return [letters.article_link(event.submission, language), letters.piece_link(event.submission, language)]
