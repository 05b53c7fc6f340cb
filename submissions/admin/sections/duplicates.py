"""What is much the same as a piece, as far as its marks tell; the page of similar texts compares word by word."""

from typing import Any

from submissions.admin.sections.shown import Shown
from submissions.admin.similar import as_row
from submissions.services import duplicates


def context_for(shown: Shown) -> dict[str, Any]:
    piece = shown.piece
    return {"rows": [as_row(similar) for similar in duplicates.glance(piece, viewer=shown.request.user)]}
