"""The rows of the queue, said in words once a page: a template that asks fifty pieces for everything takes its time."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import Prefetch
from django.utils.translation import get_language, gettext

from publishing.dates import in_digits_of
from submissions.admin import wording
from submissions.admin.pages import piece_address
from submissions.models import Contributor, Submission
from submissions.models.submission import SubmissionQuerySet
from submissions.workflow import WHO_ACTS_NEXT, Status

FIELDS = ("reference", "title", "language", "status", "status_since", "due_on", "urgent_since", "author_wrote_at")


def for_rows(pieces: SubmissionQuerySet) -> SubmissionQuerySet:
    """Load what a row shows and nothing that is sealed or long, in two queries."""
    names = Contributor.objects.only("submission_id", "position", "public_name", "is_submitting")
    return (
        pieces.select_related("handler")
        .only(*FIELDS, "handler__display_name")
        .prefetch_related(Prefetch("contributors", queryset=names))
    )


def waited(days: int) -> str:
    """Return "today", "1 day", "5 days"."""
    if days < 1:
        return gettext("today")
    if days == 1:
        return gettext("1 day")
    return gettext("%(days)s days") % {"days": in_digits_of(get_language(), days)}


def rows_of(pieces: Iterable[Submission]) -> list[dict[str, Any]]:
    """Return for each of `pieces`, which `for_rows` loaded, what its row says."""
    labels = {status: str(status.label) for status in Status}
    steps = {status: str(wording.NEXT_STEP[status]) for status in Status}
    tones = {status: wording.tone_of(status, WHO_ACTS_NEXT[status]) for status in Status}
    return [
        {
            "address": piece_address(piece),
            "reference": piece.reference,
            "title": piece.title,
            "language": piece.language,
            "direction": "rtl" if piece.language in settings.LANGUAGES_BIDI else "ltr",
            "by": piece.public_name,
            "status": labels[piece.status],
            "tone": tones[piece.status],
            "look": "is-urgent" if piece.urgent_since else "is-overdue" if piece.is_overdue else "",
            "is_urgent": piece.urgent_since is not None,
            "has_written": piece.author_wrote_at is not None,
            "handler": piece.handler.display_name if piece.handler else "",
            "waiting": waited(piece.days_waiting),
            "is_overdue": piece.is_overdue,
            "next": steps[piece.status],
        }
        for piece in pieces
    ]
