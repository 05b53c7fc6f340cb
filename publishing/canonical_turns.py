"""Stretches of a text that run against their paragraph, marked whole where its tags would cut them.

A browser orders the letters of a whole paragraph by their directions. What makes the PDFs orders each tag by itself: of
"the <em>free</em> press" inside a Persian line it would set three pieces, from right to left.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from publishing.canonical import BREAK, Block, Document, Paragraph, with_inner
from publishing.directions import directions_in

_OTHER = {"rtl": "ltr", "ltr": "rtl"}
_DIGITS = {"EN", "AN"}


def with_turns(document: Document, direction: str) -> Document:
    """Return `document`, whose own direction is `direction`, with each such stretch said on its runs."""
    notes = {key: tuple(_turned_paragraph(part, direction) for part in note) for key, note in document.notes.items()}
    return Document(tuple(_turned(block, direction) for block in document.blocks), notes)


def _turned(block: Block, around: str) -> Block:
    if isinstance(block, Paragraph):
        return _turned_paragraph(block, around)
    direction = block.direction or around
    return with_inner(block, lambda inner: tuple(_turned(each, direction) for each in inner))


def _turned_paragraph(paragraph: Paragraph, around: str) -> Paragraph:
    turn = _OTHER[paragraph.direction or around]
    text = "".join(run.text for run in paragraph.runs)
    borders = [0]
    for run in paragraph.runs:
        borders.append(borders[-1] + len(run.text))
    cut = [(start, end) for start, end in _stretches(text, turn) if any(start < border < end for border in borders)]
    if not cut:
        return paragraph
    runs = [
        replace(run, text=text[start:end], turn=turn if is_turned else "")
        for run, first, last in zip(paragraph.runs, borders, borders[1:], strict=False)
        for start, end, is_turned in _parts(first, last, cut)
    ]
    return replace(paragraph, runs=tuple(runs))


def _stretches(text: str, turn: str) -> Iterator[tuple[int, int]]:
    """Yield where each stretch of letters that run the way `turn` begins and ends, with the digits that follow them."""
    start = end = -1
    for at, letter in enumerate(text):
        direction = next(directions_in(letter), "")
        if direction == turn:
            start = at if start < 0 else start
            end = at + 1
        elif start >= 0 and unicodedata.bidirectional(letter) in _DIGITS:
            end = at + 1
        elif start >= 0 and (direction or letter == BREAK):
            yield start, end
            start = -1
    if start >= 0:
        yield start, end


def _parts(first: int, last: int, cut: list[tuple[int, int]]) -> Iterator[tuple[int, int, bool]]:
    """Yield the parts of one run, from `first` to `last`, each with whether it lies in a stretch of `cut`."""
    if first == last:  # a note's reference
        yield first, last, any(start < first < end for start, end in cut)
        return
    at = first
    for start, end in ((max(start, first), min(end, last)) for start, end in cut):
        if start < end:
            if at < start:
                yield at, start, False
            yield start, end, True
            at = end
    if at < last:
        yield at, last, False
