"""The letters of canonical text: which are kept, how white space and marks settle, what a word is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from urllib.parse import urlsplit

from publishing.canonical import BREAK, Run

# Out: control characters, bidi embeddings, overrides and isolates (they can reorder the words after them), soft
# hyphens, byte order marks, interlinear marks, surrogates, non-characters. Kept: ZWNJ, ZWJ, LRM, RLM, no-break space.
_DROPPED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
_SPACES = re.compile("[ \t\n\x0b\x0c\r\x85\u2028\u2029]+")
_GAP = re.compile("[ \n]+")
_WEB = re.compile(r"https?://[^\s/?#\\@]+(?:[/?#]|$)", re.IGNORECASE)
_MAIL = re.compile(r"mailto:[^\s@<>]+@[^\s@<>]+$", re.IGNORECASE)
_UNSAFE_IN_ADDRESS = re.compile(r"[\s\"<>\\^`{|}]")


def settle(text: str) -> str:
    """Text without dangerous or invisible control characters, every stretch of white space one space."""
    return _SPACES.sub(" ", _DROPPED.sub("", text))


def settle_line(text: str) -> str:
    """One line for a field (title, name): settled, trimmed, Unicode NFC."""
    return unicodedata.normalize("NFC", settle(text)).strip(" ")


def safe_address(href: str) -> str:
    """The address as it may be linked to, or "" unless it is http, https or mailto with a host or a mailbox."""
    href = unicodedata.normalize("NFC", _DROPPED.sub("", href)).strip()
    if _WEB.match(href):
        try:
            urlsplit(href)
        except ValueError:
            return ""
    elif not _MAIL.match(href):
        return ""
    scheme, rest = href.split(":", 1)
    return scheme.lower() + ":" + _UNSAFE_IN_ADDRESS.sub(lambda found: _percent(found[0]), rest)


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode())


def settle_runs(runs: Iterable[Run]) -> list[tuple[Run, ...]]:
    """The runs of one block in canonical form; more than one tuple where two line breaks in a row part paragraphs.

    A gap (a space or a line break) is one character and carries a mark only where both its neighbours do; there is none
    at either end.
    """
    tokens: list[Run] = []
    parts = [tokens]
    gap = ""
    for run in _merged(runs):
        words = run.text.strip(" \n")
        if not words and not run.note:
            gap += run.text
            continue
        start = run.text.find(words)
        gap += run.text[:start]
        for line in _GAP.sub(_one_gap, words).split(BREAK + BREAK):
            if tokens and gap.count(BREAK) > 1:
                tokens = []
                parts.append(tokens)
            elif tokens and gap:
                tokens.append(_between(tokens[-1], run, BREAK if BREAK in gap else " "))
            tokens.append(replace(run, text=line))
            gap = BREAK + BREAK
        gap = run.text[start + len(words) :]
    return [tuple(_composed(_merged(part))) for part in parts if part]


def _one_gap(found: re.Match[str]) -> str:
    return (BREAK * min(2, found[0].count(BREAK))) or " "


def _between(left: Run, right: Run, gap: str) -> Run:
    if left.change != right.change:
        return Run(gap)
    href = left.href if left.href == right.href else ""
    return Run(gap, left.marks & right.marks, href, change=left.change)


def _merged(runs: Iterable[Run]) -> Iterator[Run]:
    """Runs in a row under the same marks as one; each note reference stays its own."""
    for (marks, href, note, change), same in groupby(runs, lambda run: (run.marks, run.href, run.note, run.change)):
        if note:
            yield from same
        else:
            yield Run("".join(run.text for run in same), marks, href, change=change)


def _composed(runs: Iterable[Run]) -> Iterator[Run]:
    return (replace(run, text=unicodedata.normalize("NFC", run.text)) for run in runs)


def count_words_in(text: str) -> int:
    """How many pieces between white space hold a letter or a digit (so a ZWNJ joins, and a lone dash is no word)."""
    return sum(any(map(str.isalnum, word)) for word in text.split())
