"""The words of two paragraphs compared, marks and links and notes in their places."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from publishing.canonical import Paragraph, Run
from publishing.canonical_text import settle_runs

# Letters, digits and what marks or joins them, apostrophes between letters; any other mark is a word of its own.
_LETTER = r"[\w\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u08d3-\u08ff\u200c\u200d]"
_TOKEN = re.compile(rf"([ \n]*)({_LETTER}+(?:['’]{_LETTER}+)*|[^ \n])")
_NOTE = "\ufffc"
_ISLAND = 2  # words that stayed between two longer changes, and only make them harder to read
_LONG_CHANGE = 3


@dataclass(frozen=True)
class Word:
    """A word, mark or note reference, with the gap before it; `key` is what is compared."""

    key: str
    gap: tuple[Run, ...]
    runs: tuple[Run, ...]


def compare_runs(old: Sequence[Run], new: Sequence[Run]) -> tuple[Run, ...]:
    """The runs of the new paragraph with those words of the old one that it lost, each marked as what it is."""
    old_words, new_words = list(_words(old)), list(_words(new))
    merged: list[Run] = []
    for tag, i1, i2, j1, j2 in _steps(old_words, new_words):
        if tag == "equal":
            for before, after in zip(old_words[i1:i2], new_words[j1:j2], strict=True):
                # at the start of the new text there is no gap; there is one after words that are gone
                merged += (after.gap or (before.gap if after is new_words[0] else ())) if merged else ()
                merged += after.runs
            continue
        merged += _changed(old_words[i1:i2], "del")
        if i1 == j1 == 0 and i2 and j2:
            merged.append(Run(" "))
        merged += _changed(new_words[j1:j2], "ins")
    return tuple(run for part in settle_runs(merged) for run in part)


def marked(paragraph: Paragraph, *, change: str) -> Paragraph:
    """The paragraph with all that is in it inserted or deleted."""
    return replace(paragraph, runs=tuple(replace(run, change=change) for run in paragraph.runs))


def _changed(words: Iterable[Word], change: str) -> Iterator[Run]:
    for word in words:
        for run in word.gap + word.runs:
            yield replace(run, change=change)


def _words(runs: Sequence[Run]) -> Iterator[Word]:
    text = "".join(run.text or _NOTE for run in runs)
    rest = list(reversed(runs))
    for token in _TOKEN.finditer(text):
        gap = tuple(_taken(rest, len(token[1])))
        inside = tuple(_taken(rest, len(token[2])))
        yield Word(inside[0].note or token[2], gap, inside)


def _taken(rest: list[Run], length: int) -> Iterator[Run]:
    """Take runs of this length in all off the end of the reversed `rest`, parting the last where needed."""
    while length:
        run = rest.pop()
        size = len(run.text) or 1
        if size > length:
            rest.append(replace(run, text=run.text[length:]))
            run = replace(run, text=run.text[:length])
        length -= min(size, length)
        yield run


def _steps(old: Sequence[Word], new: Sequence[Word]) -> list[tuple[str, int, int, int, int]]:
    """What SequenceMatcher calls opcodes, without islands of one or two equal words between long changes."""
    matcher = SequenceMatcher(None, [word.key for word in old], [word.key for word in new], autojunk=len(new) > 1000)
    steps: list[tuple[str, int, int, int, int]] = []
    opcodes = matcher.get_opcodes()
    for number, (tag, i1, i2, j1, j2) in enumerate(opcodes):
        around = (opcodes[number - 1], opcodes[number + 1]) if 0 < number < len(opcodes) - 1 else ()
        stays = tag == "equal" and not (i2 - i1 <= _ISLAND and around and all(map(_is_long, around)))
        if not stays and steps and steps[-1][0] != "equal":
            _, first_i, _, first_j, _ = steps.pop()
            steps.append(("replace", first_i, i2, first_j, j2))
        else:
            steps.append(("equal" if stays else "replace", i1, i2, j1, j2))
    return steps


def _is_long(opcode: tuple[str, int, int, int, int]) -> bool:
    tag, i1, i2, j1, j2 = opcode
    return tag == "replace" and min(i2 - i1, j2 - j1) >= _LONG_CHANGE
