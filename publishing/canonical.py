"""Canonical HTML as a small tree, and the one writer that turns it into text.

The stored form has one spelling for one meaning, so that a digest means the same words and the same structure.

- One line for each block at the top: `p, h2, h3, h4, ul, ol[start], blockquote, table`, then
  `<section class="footnotes">`. No other white space between tags.
- `li`, `blockquote`, `th` and `td` hold `<p>` blocks, never bare text, and may hold lists; quotations and tables stand
  at the top only.
- `dir` stands on `p, h2, h3, h4, ul, ol, blockquote, table` only, and only where it differs from what surrounds it.
- Tables are rectangular, without spans; `data-align` is `center` or `end` (the start of the line is the rule).
- Inline: `a[href], strong, em, sub, sup, br`, nested in this order. A space carries a mark only where both its
  neighbours do.
- A note reference carries no marks. Notes hold `<p>` only, stand in the order of their first reference and are numbered
  from 1; ids and back-links are always written anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from html import escape
from typing import TypeAlias

BREAK = "\n"
MARK_ORDER = ("strong", "em", "sub", "sup")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text under the same marks, or (with `note`) one note reference; a `\\n` is a line break."""

    text: str
    marks: frozenset[str] = frozenset()
    href: str = ""
    note: str = ""
    change: str = ""  # "ins" or "del", in the comparison of two versions only
    turn: str = ""  # "ltr" or "rtl", for paper only: part of a stretch that runs against its paragraph


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: tuple[Run, ...]
    tag: str = "p"
    direction: str = ""


@dataclass(frozen=True, slots=True)
class ListBlock:
    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False
    start: int = 1
    direction: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    blocks: tuple[Block, ...]
    direction: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    blocks: tuple[Block, ...] = ()
    heading: bool = False
    align: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    head: tuple[tuple[Cell, ...], ...]
    body: tuple[tuple[Cell, ...], ...]
    direction: str = ""


Block: TypeAlias = Paragraph | ListBlock | Quote | Table


@dataclass(frozen=True, slots=True)
class Document:
    """Blocks in reading order, and the notes by their key in the order of their first reference."""

    blocks: tuple[Block, ...]
    notes: dict[str, tuple[Paragraph, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PageWords:
    """What a page says around the text to those who cannot see it, and the digits it counts its notes with."""

    table: str
    notes: str
    note: str
    back: str
    digits: str = "0123456789"


def inner_blocks(block: Block) -> Iterator[tuple[Block, ...]]:
    """Each tuple of blocks directly inside a block."""
    match block:
        case ListBlock():
            yield from block.items
        case Quote():
            yield block.blocks
        case Table():
            for row in block.head + block.body:
                for cell in row:
                    yield cell.blocks


def with_inner(block: Block, change: Callable[[tuple[Block, ...]], tuple[Block, ...]]) -> Block:
    """The block with each tuple of blocks directly inside it changed; a paragraph stays as it is."""

    def rows(rows: tuple[tuple[Cell, ...], ...]) -> tuple[tuple[Cell, ...], ...]:
        return tuple(tuple(replace(cell, blocks=change(cell.blocks)) for cell in row) for row in rows)

    match block:
        case ListBlock():
            return replace(block, items=tuple(map(change, block.items)))
        case Quote():
            return replace(block, blocks=change(block.blocks))
        case Table():
            return replace(block, head=rows(block.head), body=rows(block.body))
    return block


def with_paragraphs(blocks: Iterable[Block], change: Callable[[Paragraph], Paragraph]) -> tuple[Block, ...]:
    """The blocks with every paragraph and heading in them changed."""
    return tuple(
        change(block)
        if isinstance(block, Paragraph)
        else with_inner(block, lambda inner: with_paragraphs(inner, change))
        for block in blocks
    )


def paragraphs_of(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """Every paragraph and heading, in reading order, however deep it lies."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for inner in inner_blocks(block):
                yield from paragraphs_of(inner)


def note_keys(blocks: Iterable[Block]) -> list[str]:
    """The keys of the notes that the blocks refer to, in the order of their first reference."""
    return list(dict.fromkeys(run.note for paragraph in paragraphs_of(blocks) for run in paragraph.runs if run.note))


def assemble(blocks: tuple[Block, ...], notes: dict[str, tuple[Paragraph, ...]]) -> Document:
    """A document whose notes stand in the order of their first reference; those without one become paragraphs."""
    order = [key for key in note_keys(blocks) if key in notes]
    orphans = [paragraph for key, note in notes.items() if key not in order for paragraph in note]
    return Document((*blocks, *orphans), {key: notes[key] for key in order})


def write(document: Document, page: PageWords | None = None) -> str:
    """The document as canonical HTML; with `page`, as it stands on a page, with labels, roles and table frames."""
    return _Writer(document, page).write()


class _Writer:
    def __init__(self, document: Document, page: PageWords | None):
        self.document = document
        self.page = page
        self.numbers = {key: number for number, key in enumerate(document.notes, start=1)}
        self.referred: set[str] = set()

    def write(self) -> str:
        lines = [self.block(block) for block in self.document.blocks]
        if self.document.notes:
            lines.append(self.notes())
        return "\n".join(lines)

    def block(self, block: Block) -> str:
        match block:
            case Paragraph():
                return f"<{block.tag}{_dir(block)}>{self.inline(block.runs)}</{block.tag}>"
            case ListBlock():
                tag = "ol" if block.ordered else "ul"
                start = f' start="{block.start}"' if block.ordered and block.start != 1 else ""
                items = "".join(f"<li>{self.blocks(item)}</li>" for item in block.items)
                return f"<{tag}{start}{_dir(block)}>{items}</{tag}>"
            case Quote():
                return f"<blockquote{_dir(block)}>{self.blocks(block.blocks)}</blockquote>"
            case Table():
                return self.table(block)

    def blocks(self, blocks: Iterable[Block]) -> str:
        return "".join(map(self.block, blocks))

    def table(self, table: Table) -> str:
        head = "".join(self.row(row, scope=' scope="col"') for row in table.head)
        body = "".join(self.row(row, scope=' scope="row"') for row in table.body)
        parts = (f"<thead>{head}</thead>" if head else "") + (f"<tbody>{body}</tbody>" if body else "")
        html = f"<table{_dir(table)}>{parts}</table>"
        if self.page is None:
            return html
        label = escape(self.page.table)
        return f'<div class="table-scroll" tabindex="0" role="group" aria-label="{label}">{html}</div>'

    def row(self, row: tuple[Cell, ...], *, scope: str) -> str:
        cells = []
        for cell in row:
            tag = "th" if cell.heading else "td"
            attributes = f' data-align="{cell.align}"' if cell.align else ""
            attributes += scope if self.page and cell.heading else ""
            cells.append(f"<{tag}{attributes}>{self.blocks(cell.blocks) or '<p></p>'}</{tag}>")
        return f"<tr>{''.join(cells)}</tr>"

    def inline(self, runs: Iterable[Run]) -> str:
        """Runs as nested tags: what two neighbours share stays open between them."""
        parts: list[str] = []
        opened: list[str] = []
        for run in runs:
            wanted = self.tags(run)
            shared = 0
            while shared < min(len(opened), len(wanted)) and opened[shared] == wanted[shared]:
                shared += 1
            parts.extend(f"</{tag.split(' ', 1)[0]}>" for tag in reversed(opened[shared:]))
            parts.extend(f"<{tag}>" for tag in wanted[shared:])
            opened = wanted
            parts.append(self.reference(run.note) if run.note else escape(run.text, quote=False).replace(BREAK, "<br>"))
        parts.extend(f"</{tag.split(' ', 1)[0]}>" for tag in reversed(opened))
        return "".join(parts)

    def tags(self, run: Run) -> list[str]:
        tags = [run.change] if run.change else []
        if run.turn:
            tags.append(f'span dir="{run.turn}"')
        if run.href:
            away = self.page and not run.href.startswith("mailto:")
            tags.append(f'a href="{escape(run.href)}"' + (' rel="noopener noreferrer"' if away else ""))
        return tags + [mark for mark in MARK_ORDER if mark in run.marks]

    def reference(self, key: str) -> str:
        number = self.numbers[key]
        # an id may stand once: a second reference to the same note goes without
        anchor = "" if key in self.referred else f' id="fnref{number}"'
        self.referred.add(key)
        label = ""
        if self.page:
            label = f' role="doc-noteref" aria-label="{escape(self.page.note)} {self.shown(number)}"'
        return f'<sup class="footnote-ref"><a href="#fn{number}"{anchor}{label}>{self.shown(number)}</a></sup>'

    def notes(self) -> str:
        items = []
        for key, paragraphs in self.document.notes.items():
            number = self.numbers[key]
            label, arrow = "", "↩"
            if self.page:
                label = f' role="doc-backlink" aria-label="{escape(self.page.back)}"'
                arrow += "\ufe0e"  # as a letter, not as a coloured picture
            back = f'<a href="#fnref{number}" class="footnote-back"{label}>{arrow}</a>'
            lines = [f"<p{_dir(paragraph)}>{self.inline(paragraph.runs)}" for paragraph in paragraphs]
            items.append(f'<li id="fn{number}">{"</p>".join(lines)} {back}</p></li>')
        label = f' role="doc-endnotes" aria-label="{escape(self.page.notes)}"' if self.page else ""
        return f'<section class="footnotes"{label}><ol>{"".join(items)}</ol></section>'

    def shown(self, number: int) -> str:
        return "".join(self.page.digits[int(digit)] for digit in str(number)) if self.page else str(number)


def _dir(block: Block) -> str:
    return f' dir="{block.direction}"' if block.direction else ""
