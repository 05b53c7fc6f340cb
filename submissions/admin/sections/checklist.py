"""What has to be seen to before publication, and the buttons that say that it was."""

from typing import Any

from publishing import html
from submissions import permissions
from submissions.admin.pages import piece_address
from submissions.admin.sections.shown import Shown
from submissions.models import Check, Submission
from submissions.services import checklists
from submissions.services.checklists import TICKED_BY_PEOPLE, How, Line
from submissions.workflow import CLOSED, Status

# Before that the checklist is there to be looked into, and out of the way.
FOLDED_IN = (Status.SUBMITTED, Status.IN_REVIEW, Status.CHANGES_REQUESTED)


def context_for(shown: Shown) -> dict[str, Any]:
    """Return the lines of a piece on its way; of a closed one there is nothing more to be seen to."""
    piece, version = shown.piece, shown.version
    if piece.status in CLOSED:
        return {}
    may_tick = permissions.can_tick(shown.request.user, piece)
    links = html.links_in(version.body)
    lines = checklists.state_of(piece, version)
    passed_over = checklists.overridden(piece)
    return {
        "lines": [_row(line, piece, may_tick=may_tick, links=links, passed_over=passed_over) for line in lines],
        "version": version,
        "done": sum(line.is_done for line in lines),
        "total": len(lines),
        "is_folded": piece.status in FOLDED_IN,
    }


def _row(
    line: Line, piece: Submission, *, may_tick: bool, links: tuple[html.Link, ...], passed_over: set[int]
) -> dict[str, Any]:
    is_tickable = may_tick and line.item.check_by in TICKED_BY_PEOPLE and line.how != How.BY_ITSELF
    return {
        "line": line,
        "how": line.how.value,
        "links": links if line.item.check_by == Check.LINKS else [],
        "address": piece_address(piece, "checklist", line.item.pk) if is_tickable else "",
        "is_passed_over": line.holds and line.item.pk in passed_over,
    }
