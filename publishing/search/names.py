"""Names written nearly alike: by the letters they share, and for Latin ones by how they sound."""

from dataclasses import replace

from publishing.search.engines import engine
from publishing.search.queries import Query
from publishing.search.words import consonants_of, sound_of

ALIKE = 0.4
ALIKE_BUT_FOR_VOWELS = 0.3
SHORTEST = 4
MOST_ALIKE = 12  # of one word
MOST_WORDS = 4


def threes(word: str) -> set[str]:
    """Return the runs of three letters of a word, its beginning and end marked as pg_trgm does."""
    padded = f"  {word} "
    return {padded[start : start + 3] for start in range(len(padded) - 2)}


def likeness(one: str, other: str) -> float:
    """Return how much of their letters two words share: 1 for the same word, 0 for nothing."""
    left, right = threes(one), threes(other)
    return len(left & right) / len(left | right)


def are_alike(word: str, name: str) -> bool:
    share = likeness(word, name)
    shares_letters = any(three in name for three in (word[at : at + 3] for at in range(len(word) - 2)))
    has_sound = bool(sound_of(word)) and sound_of(word) == sound_of(name)
    is_near = share >= ALIKE or (share >= ALIKE_BUT_FOR_VOWELS and consonants_of(word) == consonants_of(name))
    return has_sound or (shares_letters and is_near)


def names_like(word: str) -> list[str]:
    """Return the words of authors' names that are nearly `word`, the nearest first; one query."""
    found = {name: likeness(word, name) for name in engine().names_like(word, sound_of(word)) if name != word}
    alike = [name for name in found if are_alike(word, name)]
    return sorted(alike, key=lambda name: (-found[name], name))[:MOST_ALIKE]


def with_names_alike(query: Query) -> Query:
    """Return `query` with the names that its first words may stand for; a query for each."""
    tokens = [(number, word.only_token) for number, word in enumerate(query.wanted)]
    long = [(number, token) for number, token in tokens if len(token) >= SHORTEST][:MOST_WORDS]
    found = {number: names_like(token) for number, token in long}
    return replace(query, alike={number: names for number, names in found.items() if names})
