"""The decision that can still be taken back."""

from typing import Any

from submissions.admin.sections.shown import Shown
from submissions.models import Letter


def context_for(shown: Shown) -> dict[str, Any]:
    """Return until when the last decision can be taken back and who made it; nothing once it stands."""
    piece = shown.piece
    if not piece.is_held:
        return {}
    decision = piece.held_decision
    return {
        "has_letter": Letter.objects.filter(event__decision=decision, is_to_author=True).exists(),
        "until": piece.held_until,
        "is_own": decision.made_by_id == shown.request.user.pk,
        "maker": str(decision.made_by),
    }
