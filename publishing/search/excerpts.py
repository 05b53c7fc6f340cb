"""Where the words stand: an article's own text, as it is spelled there, in pieces that match and pieces that do not.

Texts are compared word by word, so that what matched is marked as the author wrote it. Nothing here is HTML.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from publishing.models import Article
from publishing.search.entries import plain
from publishing.search.queries import Query
from publishing.search.words import WORD, tokens_of

WORDS_SHOWN = 34
WORDS_BEFORE = 6
WORDS_READ = 6_000
PLACES_WEIGHED = 200
GAP = "…"
SHORTEST_PART = 3  # letters of one token of several that is marked by itself


class Segment(NamedTuple):
    text: str
    is_match: bool


class Place(NamedTuple):
    """Where a word stands, and the number of the wanted word that it is, -1 for none."""

    start: int
    end: int
    wanted: int


class Matcher:
    """Tells which word of a query a written word is."""

    def __init__(self, query: Query) -> None:
        self._numbers: dict[str, int] = {}
        for number, wanted in enumerate(query.wanted):
            for way in wanted.ways:
                for token in way:
                    if len(way) == 1 or len(token) >= SHORTEST_PART:
                        self._numbers.setdefault(token, number)
            for name in query.alike.get(number, ()):
                self._numbers.setdefault(name, number)
        self._opening, self._last = query.opening, len(query.wanted) - 1

    def number_of(self, word: str) -> int:
        for token in tokens_of(word):
            if token in self._numbers:
                return self._numbers[token]
            if self._opening and token.startswith(self._opening):
                return self._last
        return -1

    def places_in(self, text: str) -> Iterator[Place]:
        for match in WORD.finditer(text):
            yield Place(match.start(), match.end(), self.number_of(match.group()))


@dataclass(frozen=True, kw_only=True)
class Hit:
    """What the page of answers prints of one article."""

    article: Article
    title: list[Segment]
    excerpt: list[Segment]


def segments(text: str, places: list[Place]) -> list[Segment]:
    """Return the whole of `text` in pieces."""
    found, at = [], 0
    for start, end, wanted in places:
        if wanted < 0:
            continue
        if found and found[-1].is_match and text[at:start].isspace():
            found[-1] = Segment(found[-1].text + text[at:end], True)
        else:
            found += [Segment(text[at:start], False)] if start > at else []
            found.append(Segment(text[start:end], True))
        at = end
    return [*found, Segment(text[at:], False)] if at < len(text) else found


def marked(text: str, matcher: Matcher) -> list[Segment]:
    return segments(text, list(matcher.places_in(text)))


def excerpt(text: str, matcher: Matcher) -> list[Segment]:
    """Return the part of a text with the most of the words; nothing where none of them stands in it."""
    places = list(islice(matcher.places_in(text), WORDS_READ))
    matches = [index for index, place in enumerate(places) if place.wanted >= 0][:PLACES_WEIGHED]
    if not matches:
        return []
    best = max(matches, key=lambda index: (_worth(places[index : index + WORDS_SHOWN - WORDS_BEFORE]), -index))
    return part(text, places, max(0, best - WORDS_BEFORE))


def _worth(places: list[Place]) -> int:
    return len({place.wanted for place in places if place.wanted >= 0})


def part(text: str, places: list[Place], first: int) -> list[Segment]:
    """Return the words from number `first` on, with signs of omission where there is more."""
    shown = places[first : first + WORDS_SHOWN]
    start = shown[0].start if first else 0
    has_more = first + len(shown) < len(places)
    end = shown[-1].end if has_more else len(text)
    moved = [Place(place.start - start, place.end - start, place.wanted) for place in shown]
    found = segments(text[start:end], moved)
    return [*_gap(bool(first), f"{GAP} "), *found, *_gap(has_more, f" {GAP}")]


def _gap(is_there: bool, sign: str) -> list[Segment]:
    return [Segment(sign, False)] if is_there else []


def hit_of(article: Article, matcher: Matcher) -> Hit:
    """Return what is shown of an answer: where its text has the words, else its standfirst, else how it begins."""
    text = plain(article.body)
    shown = excerpt(text, matcher) or marked(article.standfirst, matcher)
    if not shown:
        places = list(islice(matcher.places_in(text), WORDS_SHOWN + 1))
        shown = part(text, places, 0) if places else []
    return Hit(article=article, title=marked(article.title, matcher), excerpt=shown)
