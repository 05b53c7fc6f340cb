"""How much two texts have in common: marks by which they find each other, and the comparison of two of them.

Words are folded first (`publishing.folding`), so that spelling and punctuation hide nothing. A text is then its runs of
five words. The hashes of a sixteenth of them are its marks: which ones depends on the words alone, so two texts that
share a passage share the marks of that passage, whichever of the two is longer.
"""

import hashlib
import re
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from zlib import crc32

from publishing.folding import fold

RUN = 5  # words; shorter runs are idioms, longer ones miss a sentence in which every sixth word was changed
ONE_MARK_IN = 16  # 800 words have about 50 marks; a paragraph of a hundred words that was taken over shares about 6
FEWEST_MARKS = 8  # of short texts the smallest hashes are marks as well
MOST_MARKS = 1_000  # 16,000 words, twice the longest kind; of a longer text the smallest hashes
SHOWN_WORDS = 60  # of one common passage
LEAST_PASSAGE = 8  # words; below that two texts meet by chance
MOST_PLACES = 4  # a run that stands more often in one text is followed from its first places only

_WORD = re.compile(r"\S+")


@dataclass(frozen=True, kw_only=True)
class Traces:
    """The marks of a title and of a text, 63 bits each."""

    title: frozenset[int]
    text: frozenset[int]

    def __bool__(self) -> bool:
        return bool(self.title or self.text)


@dataclass(frozen=True, kw_only=True)
class Passage:
    """The same words in two texts, each as it spells them; `words` counts the whole passage, also what is cut off."""

    words: int
    here: str
    there: str


@dataclass(frozen=True, kw_only=True)
class Overlap:
    """What two texts share, as shares from 0 to 1 of the shorter one."""

    title: float
    text: float
    passages: tuple[Passage, ...] = ()


class Words:
    """A text as its folded words, each with the place that it has in the original."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.folded: list[str] = []
        self._places: list[tuple[int, int]] = []
        for found in _WORD.finditer(text):
            for word in fold(found[0]).split():
                self.folded.append(word)
                self._places.append(found.span())

    def excerpt(self, start: int, length: int) -> str:
        """Return `length` words from `start` on as the original has them; an ellipsis stands for what was cut off."""
        shown = min(length, SHOWN_WORDS)
        first, last = self._places[start], self._places[start + shown - 1]
        words = " ".join(self._text[first[0] : last[1]].split())
        return f"{words} …" if shown < length else words


def _hash(words: str) -> int:
    """Return 63 bits that are the same in every process, unlike Python's own hash."""
    return int.from_bytes(hashlib.blake2b(words.encode(), digest_size=8).digest(), "big") >> 1


def _runs(words: Sequence[str]) -> list[str]:
    """Return every run of five words; a shorter text is one run."""
    if not words:
        return []
    return [" ".join(words[start : start + RUN]) for start in range(max(1, len(words) - RUN + 1))]


def traces_of(title: str, text: str) -> Traces:
    """Return the marks of a piece; `text` is plain, as `publishing.html.text_of` returns it."""
    return Traces(title=frozenset(_title_marks(title)), text=frozenset(_text_marks(text)))


def _text_marks(text: str) -> Iterable[int]:
    runs = set(_runs(fold(text).split()))
    chosen = {_hash(run) for run in runs if crc32(run.encode()) % ONE_MARK_IN == 0}
    if len(chosen) < FEWEST_MARKS:
        return chosen.union(sorted(map(_hash, runs))[:FEWEST_MARKS])
    return sorted(chosen)[:MOST_MARKS]


def _title_marks(title: str) -> Iterable[int]:
    """Yield a mark for each two neighbouring words, in their alphabet's order; for the word of a title of one word."""
    words = fold(title).split()
    pairs = [" ".join(sorted(pair)) for pair in pairwise(words)]
    return map(_hash, pairs or words)


def share(ours: Iterable[Hashable], theirs: Iterable[Hashable]) -> float:
    """Return which part of the smaller set the two have in common."""
    ours, theirs = set(ours), set(theirs)
    smaller = min(len(ours), len(theirs))
    return len(ours & theirs) / smaller if smaller else 0.0


def title_share(title: str, other: str) -> float:
    """Return which part of the words of both titles stands in both."""
    ours, theirs = set(fold(title).split()), set(fold(other).split())
    return len(ours & theirs) / len(ours | theirs) if ours and theirs else 0.0


def compare(title: str, text: str, other_title: str, other_text: str, *, passages: int = 2) -> Overlap:
    """Return exactly how much of the shorter text the longer one holds, with the longest passages they share."""
    here, there = Words(text), Words(other_text)
    runs, other_runs = _runs(here.folded), _runs(there.folded)
    return Overlap(
        title=title_share(title, other_title),
        text=share(runs, other_runs),
        passages=tuple(_passages(here, there, runs, other_runs))[:passages],
    )


def _passages(here: Words, there: Words, runs: Sequence[str], other_runs: Sequence[str]) -> list[Passage]:
    """Return the passages that both texts hold, the longest first, none inside another."""
    places: dict[str, list[int]] = {}
    for place, run in enumerate(other_runs):
        known = places.setdefault(run, [])
        if len(known) < MOST_PLACES:
            known.append(place)
    found: list[tuple[int, int, int]] = []
    start = 0
    while start < len(runs):
        length, other = max(
            ((_common(here.folded, there.folded, start, place), place) for place in places.get(runs[start], ())),
            default=(0, 0),
        )
        if length >= LEAST_PASSAGE:
            found.append((length, start, other))
        start += max(1, length)
    found.sort(key=lambda passage: (-passage[0], passage[1]))
    return [
        Passage(words=length, here=here.excerpt(start, length), there=there.excerpt(other, length))
        for length, start, other in found
    ]


def _common(ours: Sequence[str], theirs: Sequence[str], start: int, other: int) -> int:
    """Return how many words the two have in common from these places on."""
    length = 0
    for word, counterpart in zip(
        (ours[place] for place in range(start, len(ours))),
        (theirs[place] for place in range(other, len(theirs))),
        strict=False,
    ):
        if word != counterpart:
            break
        length += 1
    return length
