"""The second opinions on a piece: who was asked, how far they are, and what can be done about it."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from submissions import permissions
from submissions.admin.pages import piece_address
from submissions.admin.sections.shown import Shown
from submissions.models import UNDER_WAY, Review, ReviewState, Submission
from submissions.services import reviewing

TONE = {
    ReviewState.ASKED: "author",
    ReviewState.AGREED: "author",
    ReviewState.FINISHED: "desk",
    ReviewState.REFUSED: "closed",
    ReviewState.STOPPED: "closed",
}


@dataclass(frozen=True, kw_only=True)
class Row:
    """One reviewer as the piece's page shows them; the addresses are empty where there is nothing to change."""

    review: Review
    tone: str
    is_late: bool
    reminders: int
    move_address: str
    call_off_address: str


def context_for(shown: Shown) -> dict[str, Any]:
    """Return the reviews in two queries, however many there are; whoever wrote the piece is shown none."""
    piece, version = shown.piece, shown.version
    if not permissions.can_read_internal(shown.request.user, piece):
        return {"is_shown": False}
    can_ask = reviewing.can_ask(shown.request.user, piece)
    reviews = list(piece.reviews.select_related("version").defer("version__body", "version__standfirst"))
    reminders = _reminders(piece) if reviews else Counter()
    return {
        "is_shown": True,
        "rows": [_row(piece, review, reminders[review.pk], can_ask=can_ask) for review in reviews],
        "finished": sum(review.state == ReviewState.FINISHED for review in reviews),
        "can_ask": can_ask and bool(version.body),
        "is_owed": piece.kind.needs_review and piece.status in reviewing.OPEN_FOR_REVIEWS,
        "address": piece_address(piece, "reviews"),
        "ask_address": piece_address(piece, "ask_review"),
    }


def _reminders(piece: Submission) -> Counter[int]:
    codes = piece.events.filter(action="review_reminded").values_list("codes", flat=True)
    return Counter(code.get("review") for code in codes)


def _row(piece: Submission, review: Review, reminders: int, *, can_ask: bool) -> Row:
    can_change = can_ask and review.state in UNDER_WAY
    day = review.answer_by if review.state == ReviewState.ASKED else review.due_on
    return Row(
        review=review,
        tone=TONE[ReviewState(review.state)],
        is_late=review.state in UNDER_WAY and day < timezone.localdate(),
        reminders=reminders,
        move_address=piece_address(piece, "move_review", review.pk) if can_change else "",
        call_off_address=piece_address(piece, "call_off_review", review.pk) if can_change else "",
    )
