"""Canonical documents as pandoc's own tree (its JSON), in which notes are notes and nothing has to be guessed."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby
from typing import Any

from publishing.canonical import BREAK, Block, Cell, Document, ListBlock, Paragraph, Quote, Run, Table

API_VERSION = [1, 23, 1]
_MARKS = {"strong": "Strong", "em": "Emph", "sub": "Subscript", "sup": "Superscript"}
_ALIGNS = {"": "AlignDefault", "center": "AlignCenter", "end": "AlignRight"}
_NO_ATTRIBUTES: list[Any] = ["", [], []]


def tree(
    document: Document, *, title: str, standfirst: str, bylines: Iterable[str], language: str, direction: str
) -> dict[str, Any]:
    """Return the tree of a document with its front matter under the styles Title, Subtitle and Author."""
    meta: dict[str, Any] = {"lang": {"t": "MetaString", "c": language}, "dir": {"t": "MetaString", "c": direction}}
    if title:
        meta["title"] = _meta(title)
    if standfirst:
        meta["subtitle"] = _meta(standfirst)
    if authors := [_meta(name) for name in bylines if name]:
        meta["author"] = {"t": "MetaList", "c": authors}
    blocks = _Blocks(document).blocks(document.blocks)
    return {"pandoc-api-version": API_VERSION, "meta": meta, "blocks": blocks}


def _meta(text: str) -> dict[str, Any]:
    return {"t": "MetaInlines", "c": _words(text)}


def _words(text: str) -> list[dict[str, Any]]:
    inlines: list[dict[str, Any]] = []
    for number, line in enumerate(text.split(BREAK)):
        if number:
            inlines.append({"t": "LineBreak"})
        for position, word in enumerate(line.split(" ")):
            if position:
                inlines.append({"t": "Space"})
            if word:
                inlines.append({"t": "Str", "c": word})
    return inlines


def _joined(item: Iterable[Block]) -> list[Block]:
    """The blocks of a list item, paragraphs in a row as one with an empty line between.

    A word processor has no second paragraph in a list item, only a list of its own that looks like one.
    """
    joined: list[Block] = []
    for block in item:
        before = joined[-1] if joined else None
        if isinstance(block, Paragraph) and isinstance(before, Paragraph) and block.direction == before.direction:
            joined[-1] = replace(before, runs=(*before.runs, Run(BREAK + BREAK), *block.runs))
        else:
            joined.append(block)
    return joined


class _Blocks:
    def __init__(self, document: Document):
        self.document = document

    def blocks(self, blocks: Iterable[Block]) -> list[dict[str, Any]]:
        return [self.directed(block) for block in blocks]

    def directed(self, block: Block) -> dict[str, Any]:
        written = self.block(block)
        if not block.direction:
            return written
        return {"t": "Div", "c": [["", [], [["dir", block.direction]]], [written]]}

    def block(self, block: Block) -> dict[str, Any]:
        match block:
            case Paragraph(tag="p"):
                return {"t": "Para", "c": self.inlines(block.runs)}
            case Paragraph():
                return {"t": "Header", "c": [int(block.tag[1]), _NO_ATTRIBUTES, self.inlines(block.runs)]}
            case ListBlock():
                items = [self.blocks(_joined(item)) for item in block.items]
                if not block.ordered:
                    return {"t": "BulletList", "c": items}
                return {"t": "OrderedList", "c": [[block.start, {"t": "Decimal"}, {"t": "Period"}], items]}
            case Quote():
                return {"t": "BlockQuote", "c": self.blocks(block.blocks)}
            case Table():
                return self.table(block)

    def table(self, table: Table) -> dict[str, Any]:
        columns = len((table.head + table.body)[0])
        head = [self.row(row) for row in table.head]
        body = [self.row(row) for row in table.body]
        return {
            "t": "Table",
            "c": [
                _NO_ATTRIBUTES,
                [None, []],
                [[{"t": "AlignDefault"}, {"t": "ColWidth", "c": round(1 / columns, 4)}]] * columns,
                [_NO_ATTRIBUTES, head],
                [[_NO_ATTRIBUTES, 0, [], body]],
                [_NO_ATTRIBUTES, []],
            ],
        }

    def row(self, row: tuple[Cell, ...]) -> list[Any]:
        cells = [[_NO_ATTRIBUTES, {"t": _ALIGNS[cell.align]}, 1, 1, self.blocks(cell.blocks)] for cell in row]
        return [_NO_ATTRIBUTES, cells]

    def inlines(self, runs: Iterable[Run]) -> list[dict[str, Any]]:
        inlines: list[dict[str, Any]] = []
        for href, linked in groupby(runs, lambda run: run.href):
            inner = [inline for run in linked for inline in self.run(run)]
            inlines += [{"t": "Link", "c": [_NO_ATTRIBUTES, inner, [href, ""]]}] if href else inner
        return inlines

    def run(self, run: Run) -> list[dict[str, Any]]:
        if run.note:
            return [{"t": "Note", "c": self.blocks(self.document.notes[run.note])}]
        inlines = _words(run.text)
        for mark in sorted(run.marks, reverse=True):
            inlines = [{"t": _MARKS[mark], "c": inlines}]
        return inlines
