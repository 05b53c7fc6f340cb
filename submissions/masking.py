"""A text without the names in it: what a reviewer reads who is not to learn who wrote it.

Names are compared by their letters alone (`publishing.folding`): case, accents, the Arabic and the Persian ye and kaf,
joiners, spaces and points make no difference. Other clues in a text are a person's to find.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from publishing.canonical import Document, Paragraph, Run, with_paragraphs, write
from publishing.canonical_reader import read_html
from publishing.folding import fold

FEWEST_LETTERS = 2
# What stands for a reference to a note while names are looked for: it has no letters, and no name runs across it.
NOTE = "\ufffc"

Span = tuple[int, int]


@dataclass(frozen=True)
class Masked:
    """A text, and how many names (or links) were taken out of it."""

    text: str
    places: int


@lru_cache(maxsize=4096)
def _letters_of(character: str) -> str:
    return fold(character)


def letters(text: str) -> str:
    """Return what is compared: the folded letters and digits of `text`, without anything between them."""
    return "".join(map(_letters_of, text))


def mask_line(text: str, names: Iterable[str], mark: str) -> Masked:
    """Return plain `text` with `mark` in the place of each name."""
    spans = _spans(text, _needles(names))
    return Masked(_cut(text, 0, spans, mark), len(spans))


def mask_html(html: str, names: Iterable[str], mark: str, *, addresses: Iterable[str] = ()) -> Masked:
    """Return canonical HTML with `mark` in the place of each name, and without links that lead to `addresses`.

    A name is found across formatting too; the mark takes the formatting of its first letter.
    """
    document = read_html(html)
    needles = _needles(names)
    homes = tuple(filter(None, map(letters, addresses)))
    found = 0

    def masked(paragraph: Paragraph) -> Paragraph:
        nonlocal found
        runs = [replace(run, href="") if _leads_to(run, homes) else run for run in paragraph.runs]
        spans = _spans("".join(map(_text, runs)), needles)
        found += len(spans) + sum(run.href != former.href for run, former in zip(runs, paragraph.runs, strict=True))
        return replace(paragraph, runs=tuple(_without(runs, spans, mark)))

    blocks = with_paragraphs(document.blocks, masked)
    notes = {key: tuple(map(masked, note)) for key, note in document.notes.items()}
    # Read and written once more: a mark may have moved the spaces at the edges of formatting.
    return Masked(write(read_html(write(Document(blocks, notes)))), found)


def counted(texts: Sequence[str], words: Iterable[str]) -> dict[str, int]:
    """Return how often each of `words` stands in the texts as a whole word, of those alone that do."""
    found = {word: sum(len(_spans(text, [letters(word)])) for text in texts) for word in words}
    return {word: number for word, number in found.items() if number}


def _needles(names: Iterable[str]) -> list[str]:
    """The letters of each name, printed and with its last word first as in a list of sources; the longest first."""
    ways = [way for name in names for words in [name.split()] if words for way in (words, [words[-1], *words[:-1]])]
    found = {letters(" ".join(way)) for way in ways}
    return sorted((needle for needle in found if len(needle) >= FEWEST_LETTERS), key=lambda one: (-len(one), one))


def _spans(text: str, needles: Iterable[str]) -> list[Span]:
    """Where the needles stand in `text` as whole words: in order, none within another."""
    places = [place for place, character in enumerate(text) for _letter in _letters_of(character)]
    folded = letters(text)
    taken: list[Span] = []
    for needle in needles:
        start = folded.find(needle)
        while start >= 0:
            span = places[start], _end(text, places[start + len(needle) - 1])
            if _is_whole(text, span) and all(span[1] <= first or span[0] >= after for first, after in taken):
                taken.append(span)
            start = folded.find(needle, start + 1)
    return sorted(taken)


def _end(text: str, last: int) -> int:
    """The place after the letter at `last` and the marks that stand on it."""
    after = last + 1
    while after < len(text) and unicodedata.category(text[after]) == "Mn":
        after += 1
    return after


def _is_whole(text: str, span: Span) -> bool:
    first, after = span
    return not (text[:first][-1:].isalnum() or text[after : after + 1].isalnum() or NOTE in text[first:after])


def _leads_to(run: Run, homes: tuple[str, ...]) -> bool:
    return bool(run.href and homes) and letters(run.href.removeprefix("mailto:")).startswith(homes)


def _text(run: Run) -> str:
    return NOTE if run.note else run.text


def _without(runs: Iterable[Run], spans: Sequence[Span], mark: str) -> Iterator[Run]:
    start = 0
    for run in runs:
        yield run if run.note else replace(run, text=_cut(run.text, start, spans, mark))
        start += len(_text(run))


def _cut(text: str, start: int, spans: Iterable[Span], mark: str) -> str:
    """The stretch of a longer text that begins at `start`, with the mark where a span begins and no letter of any."""
    end = start + len(text)
    parts, last = [], start
    for first, after in spans:
        if first < end and after > start:
            parts += [text[last - start : max(first, start) - start], mark if first >= start else ""]
            last = min(after, end)
    return "".join([*parts, text[last - start :]])
