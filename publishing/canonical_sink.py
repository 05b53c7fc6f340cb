"""Where the blocks of one container gather: text becomes paragraphs, lists find their halves, misfits become words."""

from __future__ import annotations

from dataclasses import dataclass, replace

from publishing.canonical import Block, ListBlock, Paragraph, Run, paragraphs_of, with_inner
from publishing.canonical_text import settle_runs

_MAX_LISTS = 6


@dataclass(frozen=True, slots=True)
class Place:
    """Where blocks stand, and so what they may be."""

    name: str = "body"  # body, item, quote, cell or note
    lists: int = 0

    def admits(self, block: Block) -> bool:
        match block:
            case Paragraph():
                return True
            case ListBlock():
                return self.name != "note" and self.lists < _MAX_LISTS
        return self.name == "body"


class Sink:
    """Collects the blocks of one container: text gathers into a paragraph until something ends it."""

    def __init__(self, place: Place):
        self.place = place
        self.out: list[Block] = []
        self.runs: list[Run] = []
        self.tag = "p"
        self.direction = ""
        self.rejoins = False

    def add_run(self, run: Run, *, heading: str = "", direction: str = "") -> None:
        """Add to the paragraph at hand, which is a heading where one may stand."""
        self.runs.append(run)
        self.tag = heading if heading and self.place.name == "body" else "p"
        self.direction = direction

    def flush(self) -> None:
        """End the paragraph at hand, if it has any words."""
        for runs in settle_runs(self.runs):
            self.out.append(Paragraph(runs, self.tag, self.direction))
            self.rejoins = False
        self.runs = []
        self.tag, self.direction = "p", ""

    def add(self, block: Block) -> None:
        self.flush()
        self.rejoins = False
        if self.place.admits(block):
            self.out.append(_without_repeated_direction(block))
        else:
            self.out.extend(replace(paragraph, tag="p") for paragraph in paragraphs_of([block]))

    def add_list(self, block: ListBlock) -> None:
        """Add a list; an item that holds nothing but lists belongs to the item before it.

        LibreOffice writes an inner list as a list of its own between two halves of the outer one: they are one again.
        """
        self.flush()
        items: list[tuple[Block, ...]] = []
        for item in block.items:
            if isinstance(item[0], ListBlock) and items:
                items[-1] += item
            elif isinstance(item[0], ListBlock) and self.out and isinstance(before := self.out[-1], ListBlock):
                self.out[-1] = replace(before, items=(*before.items[:-1], before.items[-1] + item))
                self.rejoins = True
            elif isinstance(item[0], ListBlock):
                items.extend(item[0].items)
                if item[1:]:
                    items.append(item[1:])
            else:
                items.append(item)
        if not items:
            return
        before = self.out[-1] if self.out else None
        if self.rejoins and isinstance(before, ListBlock) and before.ordered == block.ordered and block.start == 1:
            self.out[-1] = replace(before, items=(*before.items, *items))
            self.rejoins = False
        else:
            self.add(replace(block, items=tuple(items)))

    def finish(self) -> tuple[Block, ...]:
        self.flush()
        return tuple(self.out)


def _without_repeated_direction(block: Block, inherited: str = "") -> Block:
    """The block with no `dir` that says what the block around it says already."""
    own = "" if block.direction == inherited else block.direction
    below = block.direction or inherited
    inner = with_inner(block, lambda blocks: tuple(_without_repeated_direction(each, below) for each in blocks))
    return replace(inner, direction=own)
