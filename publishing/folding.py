"""Texts as search and comparison see them: what readers take for the same letters becomes the same letters.

For an index only; what is shown and stored as text keeps its own spelling.
"""

import unicodedata

# Letters of Arabic, Persian and Pashto keyboards that stand for one another; what NFKD takes apart is not named here.
_SAME_LETTER = {
    "ي": "ی",
    "ى": "ی",
    "ې": "ی",
    "ۍ": "ی",
    "ے": "ی",
    "ك": "ک",
    "ڪ": "ک",
    "ګ": "گ",
    "ة": "ه",
    "ە": "ه",
    "ہ": "ه",
    "ھ": "ه",
}
_KEPT_UP_TO = 0xFFFF
_JOINING = frozenset("'’ʼ‘ـ")  # apostrophes within a word, and the tatweel that only stretches one


class _Folded(dict[int, str]):
    """Each character's folded form; those of living scripts are worked out once."""

    def __missing__(self, code: int) -> str:
        folded = _fold_character(chr(code))
        if code <= _KEPT_UP_TO:
            self[code] = folded
        return folded


def _fold_character(character: str) -> str:
    if character in _SAME_LETTER:
        return _SAME_LETTER[character]
    category = unicodedata.category(character)
    if category in {"Mn", "Me", "Cf"} or character in _JOINING:
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(character))
    return character if character.isalnum() else " "


_FOLDED = _Folded()


def fold(text: str) -> str:
    """Return the words of `text` with one space between them: without case, accents, punctuation and invisible marks.

    A word that a ZWNJ divides becomes one word. Folding twice changes nothing more.
    """
    apart = unicodedata.normalize("NFKD", text).casefold()
    return " ".join(apart.translate(_FOLDED).split())
