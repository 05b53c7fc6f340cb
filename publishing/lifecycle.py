"""What becomes of an article after publication: its states, the moves between them, and what each state shows.

Pure data. Every query for "what may be seen now" is derived from `SHOWN`; nothing else decides it.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    PUBLIC = "public", _("public")
    DELISTED = "delisted", _("not listed")
    RETRACTED = "retracted", _("retracted")
    HIDDEN = "hidden", _("hidden")
    REMOVED = "removed", _("removed")


class Page(StrEnum):
    """What the article's own address answers."""

    WHOLE = "whole"  # 200, the article
    UNLISTED = "unlisted"  # 200, the article, and machines are asked not to index it
    NOTICE = "notice"  # 200, the title and why it was retracted, nothing of the text
    GONE = "gone"  # 410, the same words for every article


class Output(StrEnum):
    LIST = "list"
    FEED = "feed"
    SITEMAP = "sitemap"
    SEARCH = "search"
    FILE = "file"


@dataclass(frozen=True, kw_only=True)
class Shown:
    page: Page
    outputs: frozenset[Output] = frozenset()


SHOWN: dict[State, Shown] = {
    State.PUBLIC: Shown(page=Page.WHOLE, outputs=frozenset(Output)),
    State.DELISTED: Shown(page=Page.UNLISTED, outputs=frozenset({Output.FILE})),
    State.RETRACTED: Shown(page=Page.NOTICE),
    State.HIDDEN: Shown(page=Page.GONE),
    State.REMOVED: Shown(page=Page.GONE),
}


@dataclass(frozen=True, kw_only=True)
class Move:
    """`target` None: the state stays and the content changes, or, with `goes_back`, the state before hiding returns."""

    sources: tuple[State, ...]
    target: State | None = None
    goes_back: bool = False


HIDEABLE = (State.PUBLIC, State.DELISTED, State.RETRACTED)
MOVES: dict[str, Move] = {
    "update": Move(sources=(State.PUBLIC, State.DELISTED, State.HIDDEN)),
    "correct": Move(sources=(State.PUBLIC, State.DELISTED, State.HIDDEN)),
    "delist": Move(sources=(State.PUBLIC,), target=State.DELISTED),
    "relist": Move(sources=(State.DELISTED,), target=State.PUBLIC),
    "hide": Move(sources=HIDEABLE, target=State.HIDDEN),
    "unhide": Move(sources=(State.HIDDEN,), goes_back=True),
    "retract": Move(sources=(State.PUBLIC, State.DELISTED, State.HIDDEN), target=State.RETRACTED),
    "remove": Move(sources=(*HIDEABLE, State.HIDDEN), target=State.REMOVED),
}


def states_shown_in(output: Output) -> list[State]:
    """Return the states whose articles appear in `output`."""
    return [state for state, shown in SHOWN.items() if output in shown.outputs]


def states_with_page(*pages: Page) -> list[State]:
    """Return the states whose own address answers with one of `pages`."""
    return [state for state, shown in SHOWN.items() if shown.page in pages]


def moves_from(state: str) -> list[str]:
    """Return the names of the moves that an article in `state` allows, in the table's order."""
    return [name for name, move in MOVES.items() if state in move.sources]
