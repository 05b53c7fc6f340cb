"""What the index holds of one article: each of its words once, marked by where in the article it stands.

A folded word never holds a `_`, so the marks cannot be typed. With them one plain list of words answers where a word
stands without positions, weights or columns, which keeps the index small and its answers quick on either engine.
"""

import re
from collections import Counter
from collections.abc import Iterable
from html import unescape
from itertools import chain
from typing import Any

from publishing.search.words import tokens_of, words_in

LANGUAGE = "_l"  # before the language's code
FIRST = "_1"  # before a word of the title or of an author's name, in any spelling
SECOND = "_2"  # before those, and the words of standfirst and topics, and what the text says again and again
NAME = "_n"  # before a word of an author's name
ANYWHERE = ""
OFTEN = 4
MOST_WORDS = 15_000
_NOTE_NUMBERS = re.compile(r'<sup class="footnote-ref">.*?</sup>|<a href="[^"]*" class="footnote-back">[^<]*</a>')
_INLINE = re.compile(r"</?(?:a|em|strong|sub|sup)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")


def plain(body: str) -> str:
    """Return the words of canonical HTML in one line, much faster than by reading its structure."""
    return unescape(_TAG.sub(" ", _INLINE.sub("", _NOTE_NUMBERS.sub("", body)))).strip()


def tokens_in(lines: Iterable[str]) -> Counter[str]:
    """Return how often each token stands in `lines`."""
    words = chain.from_iterable(map(words_in, lines))
    return Counter(chain.from_iterable(map(tokens_of, words)))


def names_of(article: Any) -> Iterable[str]:
    """Yield the names of the authors as printed, as in any language, and in their other spellings."""
    for byline in article.bylines.all():
        yield byline.name
        if byline.author:
            yield byline.author.aliases
            yield from (text.name for text in byline.author.texts.all())


def topics_of(article: Any) -> Iterable[str]:
    """Yield the names of the article's topics in its language, or in any where they have none in it."""
    for link in article.topic_links.all():
        texts = list(link.topic.texts.all())
        yield from [text.name for text in texts if text.language == article.language] or [text.name for text in texts]


def name_tokens(article: Any) -> set[str]:
    return set(tokens_in(names_of(article)))


def words_of(article: Any) -> str:
    """Return what `SearchEntry.words` holds of `article`, which is best loaded with names and topics."""
    names = name_tokens(article)
    first = {*names, *tokens_in([article.title])}
    text = tokens_in([plain(article.body)])
    second = {*first, *tokens_in([article.standfirst, *topics_of(article)])}
    second |= {token for token, times in text.items() if times >= OFTEN}
    anywhere = {*second, *list(text)[:MOST_WORDS]}
    marked = {
        LANGUAGE + article.language,
        *(NAME + token for token in names),
        *(FIRST + token for token in first),
        *(SECOND + token for token in second),
    }
    return " ".join(sorted(anywhere | marked))


def name_tokens_in(words: str) -> set[str]:
    """Return the tokens of names that an entry holds."""
    return {word.removeprefix(NAME) for word in words.split(" ") if word.startswith(NAME)}
