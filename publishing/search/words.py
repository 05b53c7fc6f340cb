"""A word as the search compares it. The index and the query pass through the same function, so that they meet.

Everything that a language needs is settled here and not by the database: both engines are given plain tokens.
"""

import re
from functools import lru_cache

from publishing.folding import fold

ZWNJ = "\u200c"
LONGEST = 40  # letters of a token; what comes after is not compared
REMEMBERED = 30_000
# What stands inside a word without parting it: invisible marks, the stretching line, apostrophes
_INSIDE = "\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff'’ʼ‘"
_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
WORD = re.compile(rf"[^\W_]+(?:[{_INSIDE}{_MARKS}]+[^\W_]+)*[{_MARKS}]*")
_LATIN = re.compile("[a-z]+")
_SHORTEST_PLURAL = 4
_VOWELS = re.compile("[aeiouy]+")
_DOUBLED = re.compile(r"(.)\1+")
_SHORTEST_SOUND = 3


def stem(token: str) -> str:
    """Return an English plural as its singular, or what both become; every other token as it is."""
    if len(token) < _SHORTEST_PLURAL or not token.endswith("s") or not _LATIN.fullmatch(token):
        return token
    if token.endswith(("ss", "us", "is")):
        return token
    if token.endswith("ies"):
        return f"{token[:-3]}y" if len(token) > _SHORTEST_PLURAL else token[:-1]
    if token.endswith(("sses", "ches", "shes", "xes", "zzes")):
        return token[:-2]
    return token[:-1]


def _tokens(text: str) -> tuple[str, ...]:
    return tuple(stem(part)[:LONGEST] for part in fold(text).split())


@lru_cache(maxsize=REMEMBERED)
def spellings(word: str) -> tuple[tuple[str, ...], ...]:
    """Return the tokens of one word in each way to write it: joined, and where a ZWNJ divides it, parted as well."""
    joined = _tokens(word)
    parted = _tokens(word.replace(ZWNJ, " ")) if ZWNJ in word else joined
    return tuple(tokens for tokens in dict.fromkeys((joined, parted)) if tokens)


@lru_cache(maxsize=REMEMBERED)
def tokens_of(word: str) -> frozenset[str]:
    """Return every token by which one word is found."""
    return frozenset(token for tokens in spellings(word) for token in tokens)


def words_in(text: str) -> list[str]:
    """Return the words of a text as they are written."""
    return WORD.findall(text)


def consonants_of(name: str) -> str:
    """Return a Latin name without vowels but for the first letter, doubled consonants once; nothing of others."""
    if not _LATIN.fullmatch(name):
        return ""
    same = name.replace("ph", "f").replace("q", "k").replace("w", "v")
    return _DOUBLED.sub(r"\1", same[0] + _VOWELS.sub("", same[1:]))


def sound_of(name: str) -> str:
    """Return the consonants by which a name is found: Mohammad, Muhammad and Mohamed sound alike.

    Empty for scripts that hardly write vowels, and where too little is left to tell names apart.
    """
    sound = consonants_of(name)
    return sound if len(sound) >= _SHORTEST_SOUND else ""
