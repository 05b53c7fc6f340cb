"""What author and desk have said to each other, as the author reads it."""

import datetime
from dataclasses import dataclass

from submissions.models import EventText, Submission
from submissions.services.taking_back import known_to_author
from submissions.views.timeline import BY_DESK, WHO_ACTED
from submissions.workflow import AUTHOR


@dataclass(frozen=True, kw_only=True)
class Said:
    at: datetime.datetime
    who: str
    is_own: bool
    text: str


def thread_of(piece: Submission) -> list[Said]:
    """Return every word meant for the author and all of their own, the oldest first; never an editor's name."""
    texts = EventText.objects.filter(event__in=known_to_author(piece), is_for_author=True, erased_at=None)
    return [
        Said(
            at=text.event.at,
            who=str(WHO_ACTED.get(text.event.as_who, BY_DESK)),
            is_own=text.event.as_who in AUTHOR,
            text=text.text,
        )
        for text in texts.select_related("event").order_by("event__at", "event_id", "pk")
    ]
