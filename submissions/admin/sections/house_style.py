"""What the house's style finds in the current text, and who is editing it."""

from functools import lru_cache
from typing import Any

from submissions.admin.presence import told
from submissions.admin.sections.shown import Shown
from submissions.house_style import check
from submissions.services import working_copies
from submissions.workflow import CLOSED

# The same text is looked at again and again before it changes.
checked = lru_cache(maxsize=64)(check)


def context_for(shown: Shown) -> dict[str, Any]:
    piece, version = shown.piece, shown.version
    is_shown = piece.status not in CLOSED and bool(version.body)
    typed = {"title": version.title, "standfirst": version.standfirst, "body": version.body}
    return {
        "is_shown": is_shown,
        "findings": checked(**typed, language=piece.language) if is_shown else [],
        "others": told(working_copies.others(piece, shown.request.user)),
    }
