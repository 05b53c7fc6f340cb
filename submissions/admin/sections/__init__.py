"""The parts of a piece's page that have a module of their own: each turns a piece into what its partial shows."""

from typing import Any

from submissions.admin.sections import checklist, conflicts, conversation, duplicates, house_style, reviews, undo
from submissions.admin.sections.shown import Shown

PARTS = {
    "undo": undo,
    "conversation": conversation,
    "reviews": reviews,
    "checklist": checklist,
    "duplicates": duplicates,
    "house_style": house_style,
    "conflicts": conflicts,
}


def context_for(shown: Shown) -> dict[str, Any]:
    """Return the context of each part under its own name."""
    return {name: part.context_for(shown) for name, part in PARTS.items()}
