"""Which way a text runs, and how it is kept from turning around what stands beside it."""

import unicodedata
from collections.abc import Iterator

from django.conf import settings

FIRST_STRONG, RIGHT, LEFT, END = "\u2068", "\u2067", "\u2066", "\u2069"


def direction_of(language: str) -> str:
    """Return "rtl" or "ltr"."""
    return "rtl" if language in settings.LANGUAGES_BIDI else "ltr"


def directions_in(text: str) -> Iterator[str]:
    """Yield the direction of each letter of `text`; digits and signs have none."""
    for letter in text:
        match unicodedata.bidirectional(letter):
            case "L":
                yield "ltr"
            case "R" | "AL":
                yield "rtl"


def is_foreign(text: str, language: str) -> bool:
    """Return whether no letter of `text` runs the way of `language`, though some run the other way."""
    directions = set(directions_in(text))
    return bool(directions) and direction_of(language) not in directions


def isolated_where_mixed(text: str, language: str, *, around: str) -> str:
    """Return `text`, which is in `language`, for a line in the language `around` that no markup can hold.

    Where anything in it runs the other way, Unicode's isolating signs are put around it.
    """
    if set(directions_in(text)) <= {direction_of(around)}:
        return text
    sign = FIRST_STRONG if is_foreign(text, language) else RIGHT if direction_of(language) == "rtl" else LEFT
    return f"{sign}{text}{END}"
