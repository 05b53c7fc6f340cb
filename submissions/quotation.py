"""Which quotation mark or apostrophe a straight one stands for."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

APOSTROPHE = "’"
OPENING = frozenset("«“„")
CLOSING = frozenset("»”")
BRACKETS = frozenset("([{")
DASHES = frozenset("-–—/…")
QUOTES = OPENING | CLOSING | {'"'}


class Marks(NamedTuple):
    """What opens and closes a quotation; for the inner kind, nothing where a straight one is no quotation mark."""

    opening: str
    closing: str
    inner_opening: str = ""


_GUILLEMETS = Marks("«", "»")
MARKS: Mapping[str, Marks] = {"en": Marks("“", "”", "‘"), "fa": _GUILLEMETS, "ps": _GUILLEMETS, "ar": _GUILLEMETS}


def straight_marks(text: str, marks: Marks) -> Iterator[tuple[int, str]]:
    """The place of each straight mark of one paragraph that means a quotation mark or an apostrophe, with that mark.

    What follows a digit where no quotation is open is an inch, a foot or a minute, and stays.
    """
    is_open = False
    last_closing = max((place for place, mark in enumerate(text) if mark in "'’" and _closes(text, place)), default=-1)
    for place, mark in enumerate(text):
        if mark in OPENING or mark in CLOSING:
            is_open = mark in OPENING
        elif mark == '"':
            before, after = _around(text, place)
            if before.isdigit() and not is_open:
                continue
            is_open = _opens(before, after, is_open=is_open)
            yield place, marks.opening if is_open else marks.closing
        elif mark == "'":
            meant = _single(text, place, marks, is_closed=place + 1 < last_closing)
            if meant:
                yield place, meant


def _around(text: str, place: int) -> tuple[str, str]:
    return text[place - 1 : place] if place else "", text[place + 1 : place + 2]


def _opens(before: str, after: str, *, is_open: bool) -> bool:
    """Tell whether a double mark between these letters opens a quotation."""
    if not before or before.isspace() or before in BRACKETS | OPENING:
        # with a space on both sides the marks take turns
        return not is_open if not after or after.isspace() else True
    if before in DASHES:
        return not is_open and bool(after) and not after.isspace()
    return False


def _single(text: str, place: int, marks: Marks, *, is_closed: bool) -> str:
    """The mark that a single straight one means, or "" where nobody can tell."""
    before, after = _around(text, place)
    if before.isalpha():
        is_latin = before.isascii() or after.isascii()
        return APOSTROPHE if marks.inner_opening or (after.isalpha() and is_latin) else ""
    if not marks.inner_opening:
        return ""
    if before.isdigit():
        return APOSTROPHE if after.isalpha() else ""
    starts = not before or before.isspace() or before in BRACKETS | DASHES | QUOTES
    if starts and after.isalpha():
        return marks.inner_opening if is_closed else APOSTROPHE
    if starts and after.isdigit():
        return APOSTROPHE
    return APOSTROPHE if before and not starts else ""


def _closes(text: str, place: int) -> bool:
    """Tell whether a single mark can end a quotation: it stands behind a word and before none."""
    before, after = _around(text, place)
    return bool(before) and not before.isspace() and not after.isalnum()
