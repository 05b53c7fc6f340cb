"""Who is shut out of a piece."""

from typing import Any

from submissions import permissions
from submissions.admin.sections.shown import Shown


def context_for(shown: Shown) -> dict[str, Any]:
    piece = shown.piece
    rows = piece.conflicts.select_related("user", "made_by")
    return {
        "rows": rows.order_by("made_at", "pk") if piece.conflicts.all() else [],
        "can_lift": permissions.can_lift_conflict(shown.request.user, piece),
    }
