"""Tables for a spreadsheet, in which no cell is ever taken for a formula."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence

# What Excel, LibreOffice and Google Sheets begin a formula with, after the letters that only look different are folded
FORMULA_SIGNS = frozenset("=+-@\N{MINUS SIGN}")
CONTROLS = frozenset("\t\r\n")
NEUTRAL = "'"
BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


def _is_invisible(letter: str) -> bool:
    """Tell whether a spreadsheet may skip `letter` on its way to the first one that counts."""
    return letter.isspace() or unicodedata.category(letter) in {"Cc", "Cf", "Zs", "Zl", "Zp"}


def safe_cell(value: object) -> str:
    """Return `value` as text; what a spreadsheet could take for a formula is preceded by an apostrophe."""
    text = "" if value is None else str(value)
    if text[:1] in CONTROLS:
        return NEUTRAL + text
    first = next((letter for letter in text if not _is_invisible(letter)), "")
    is_formula = unicodedata.normalize("NFKC", first)[:1] in FORMULA_SIGNS
    return NEUTRAL + text if first and is_formula else text


def as_csv(rows: Iterable[Sequence[object]]) -> bytes:
    """Return `rows` as UTF-8 that Excel recognises, each cell quoted and none of them a formula."""
    target = io.StringIO()
    writer = csv.writer(target, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return (BYTE_ORDER_MARK + target.getvalue()).encode()
