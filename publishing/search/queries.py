"""What somebody typed, as the search understands it: nothing in it is an operator, and nothing in it is an error."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from publishing.search.entries import LANGUAGE, NAME
from publishing.search.expressions import Expression, Term, all_of, any_of
from publishing.search.words import spellings, words_in

LONGEST = 200  # characters
MOST_WORDS = 20
SHORTEST_OPENING = 3  # letters of a last word that may still be going on
READ_AT_MOST = 10 * LONGEST
JOINERS = frozenset("\u200c\u200d")
# Syllables that Persian writes with a space, with a ZWNJ, or joined to what follows or goes before
BEFORE = frozenset({"می", "نمی"})
AFTER = frozenset({"ها", "های", "هایی", "هایم", "هایش", "هایشان", "تر", "ترین"})


@dataclass(frozen=True)
class Wanted:
    """One word: an article has to hold every token of one of the `ways` to write it."""

    ways: tuple[tuple[str, ...], ...]

    @property
    def only_token(self) -> str:
        """Return the token of a word that is written in one way with one token, nothing for another."""
        return self.ways[0][0] if len(self.ways) == len(self.ways[0]) == 1 else ""


@dataclass(frozen=True, kw_only=True)
class Query:
    """`typed` is fit to be shown again; `is_cut`: there was more than is searched for."""

    typed: str
    is_cut: bool = False
    wanted: tuple[Wanted, ...] = ()
    alike: Mapping[int, Sequence[str]] = field(default_factory=dict)  # words of names by the number of a wanted word

    @property
    def opening(self) -> str:
        """Return the end of the last word, if it may be the beginning of a longer one, else nothing."""
        last = self.wanted[-1].ways[0][-1] if self.wanted else ""
        return last if len(last) >= SHORTEST_OPENING else ""


@lru_cache(maxsize=1_000)
def _is_shown(letter: str) -> bool:
    return letter in JOINERS or unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Co", "Cn"}


def fit_to_show(typed: str) -> str:
    """Return `typed` in one line, without invisible characters that change what stands around them."""
    return " ".join("".join(letter if _is_shown(letter) else " " for letter in typed).split())


def read_query(typed: str) -> Query:
    """Return what is searched for when somebody has typed `typed`; any text at all is fine."""
    shown = fit_to_show(typed[:READ_AT_MOST])
    kept = shown[:LONGEST].strip()
    words = [Wanted(ways) for word in words_in(kept) if (ways := spellings(word))]
    wanted = tuple(dict.fromkeys(_joined(words)))
    is_cut = len(shown) > LONGEST or len(typed) > READ_AT_MOST or len(wanted) > MOST_WORDS
    return Query(typed=kept, is_cut=is_cut, wanted=wanted[:MOST_WORDS])


def _joined(words: Sequence[Wanted]) -> Iterator[Wanted]:
    """Yield the words, and as one those of which one is a syllable of the other that may be joined to it."""
    rest = list(words)
    while rest:
        word = rest.pop(0)
        first, second = word.only_token, rest[0].only_token if rest else ""
        if first and second and (first in BEFORE or second in AFTER):
            rest.pop(0)
            yield Wanted(((first, second), (first + second,)))
        else:
            yield word


def expression_of(query: Query, language: str, mark: str, *, is_opening: bool = False) -> Expression:
    """Return what the index is asked: every word behind `mark`, in `language` or, if that is empty, in any."""
    parts: list[Expression] = [Term(LANGUAGE + language)] if language else []
    last = len(query.wanted) - 1
    for number, word in enumerate(query.wanted):
        goes_on = is_opening and number == last
        ways = [
            all_of(Term(mark + token, goes_on and place == len(way)) for place, token in enumerate(way, start=1))
            for way in word.ways
        ]
        names = [Term(NAME + name) for name in query.alike.get(number, ())]
        parts.append(any_of([*ways, *names]))
    return all_of(parts)
