"""The names of authors as a list of references takes them: a family name first only where we know which it is."""

import unicodedata

from publishing.addresses import is_latin

HONORIFICS = frozenset(
    {
        "dr", "doctor", "prof", "professor", "mr", "mrs", "ms", "miss", "eng", "engineer", "sir", "amb", "ambassador",
        "داکتر", "دکتر", "ډاکټر", "پروفیسور", "پروفسور", "استاد", "انجنیر", "پوهاند", "سفیر", "جنرال",
    }
)  # fmt: skip
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
IN_NAMES = frozenset(" -.'’‘ʼ")
# Words that no person's name has: what has them is the name of a group, or several names
IN_NO_NAME = frozenset({"the", "and", "of", "for", "a", "an"})


def one_line(text: str) -> str:
    """Return `text` on one line: line breaks, control characters and runs of spaces become one space."""
    return " ".join("".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in text).split())


def csl_name(printed: str, *, is_whole: bool = False) -> dict[str, str]:
    """Return a printed name as CSL-JSON has names.

    A Latin name has its last word as its family name. A name of another script, of one word, or of anything but
    words stands as it is (`literal`), as does one that `is_whole`, such as a pen name: nobody inverts it.
    """
    words = without_honorifics(one_line(printed).split())
    name = " ".join(words)
    suffix = words.pop() if len(words) > 2 and _bare(words[-1]) in SUFFIXES else ""
    if suffix:
        words[-1] = words[-1].rstrip(",")
    if is_whole or len(words) < 2 or not _is_of_person(words):
        return {"literal": name}
    parts = {"family": words[-1], "given": " ".join(words[:-1])}
    return {**parts, "suffix": suffix} if suffix else parts


def without_honorifics(words: list[str]) -> list[str]:
    while len(words) > 1 and _bare(words[0]) in HONORIFICS:
        words = words[1:]
    return words


def _bare(word: str) -> str:
    return word.strip(".,").casefold()


def _is_of_person(words: list[str]) -> bool:
    letters = " ".join(words)
    is_plain = all(letter.isalpha() or letter in IN_NAMES or unicodedata.combining(letter) for letter in letters)
    is_proper = words[-1][0].isupper() and not any(_bare(word) in IN_NO_NAME for word in words)
    return is_plain and is_proper and is_latin(letters)
