"""What differs between two versions of a text, word by word, inside its formatting.

Blocks are paired first, then the words inside each pair are compared; `<ins>` and `<del>` stand inside blocks, never
around them, and never inside a word.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import partial
from itertools import zip_longest
from typing import TypeAlias, TypeVar

from publishing.canonical import (
    Block,
    Cell,
    Document,
    ListBlock,
    Paragraph,
    Quote,
    Run,
    Table,
    assemble,
    paragraphs_of,
    with_paragraphs,
    write,
)
from publishing.canonical_reader import read_html
from publishing.canonical_text import count_words_in, settle_line
from submissions.word_differences import compare_runs, marked

_ALIKE = 0.4  # the share of words two blocks have in common when one is the other one changed
_MOST_PAIRS = 10_000

Item = TypeVar("Item", bound=Hashable)
Items: TypeAlias = tuple[Block, ...]
Pair: TypeAlias = tuple[Item | None, Item | None]


@dataclass(frozen=True)
class Difference:
    """The new text with `<ins>` and `<del>`, for `publishing.html.render_difference`; true where words differ."""

    html: str
    inserted_words: int
    deleted_words: int

    def __bool__(self) -> bool:
        return "<ins>" in self.html or "<del>" in self.html


def compare(old_html: str, new_html: str) -> Difference:
    """Compare two texts. Formatting is that of the new one; what was deleted keeps its own."""
    old = _with_note_keys(read_html(old_html), "old")
    new = _with_note_keys(read_html(new_html), "new")
    both = old.notes | new.notes
    paired = _paired([*old.notes], [*new.notes], lambda key: _words_of(both[key]))
    old = _renamed(old, {before: after for before, after in paired if before and after})
    notes = {
        key: tuple(paragraphs_of(_blocks(old.notes.get(key, ()), new.notes.get(key, ()))))
        for key in (*new.notes, *old.notes)
    }
    return _difference(assemble(_blocks(old.blocks, new.blocks), notes))


def compare_text(old: str, new: str) -> Difference:
    """Compare two single lines, such as titles; the result is one paragraph."""
    runs = compare_runs((Run(settle_line(old)),), (Run(settle_line(new)),))
    return _difference(Document((Paragraph(runs),)))


def _difference(document: Document) -> Difference:
    paragraphs = [*paragraphs_of(document.blocks), *(each for note in document.notes.values() for each in note)]
    inserted, deleted = (
        sum(
            count_words_in("".join(run.text if run.change == change else " " for run in paragraph.runs))
            for paragraph in paragraphs
        )
        for change in ("ins", "del")
    )
    return Difference(write(document), inserted, deleted)


def _with_note_keys(document: Document, prefix: str) -> Document:
    return _renamed(document, {key: f"{prefix} {key}" for key in document.notes})


def _renamed(document: Document, keys: dict[str, str]) -> Document:
    def rename(paragraph: Paragraph) -> Paragraph:
        runs = (replace(run, note=keys.get(run.note, run.note)) if run.note else run for run in paragraph.runs)
        return replace(paragraph, runs=tuple(runs))

    notes = {keys.get(key, key): note for key, note in document.notes.items()}
    return Document(with_paragraphs(document.blocks, rename), notes)


def _words_of(blocks: Iterable[Block]) -> Counter[str]:
    return Counter(
        word for paragraph in paragraphs_of(blocks) for run in paragraph.runs for word in run.text.casefold().split()
    )


def _blocks(old: Items, new: Items) -> Items:
    """The blocks of both texts in reading order, those that changed merged into one."""
    merged: list[Block] = []
    for before, after in _paired(old, new, lambda block: _words_of([block]), type):
        if before is None or after is None:
            merged += _inserted([after]) if after else _deleted([before])
        else:
            merged.append(after if before == after else _merged(before, after))
    return tuple(merged)


def _inserted(blocks: Iterable[Block | None]) -> Items:
    return with_paragraphs(filter(None, blocks), partial(marked, change="ins"))


def _deleted(blocks: Iterable[Block | None]) -> Items:
    return with_paragraphs(filter(None, blocks), partial(marked, change="del"))


def _merged(old: Block, new: Block) -> Block:
    match old, new:
        case Paragraph(), Paragraph():
            return replace(new, runs=compare_runs(old.runs, new.runs))
        case ListBlock(), ListBlock():
            paired = _paired(old.items, new.items, _words_of)
            return replace(new, items=tuple(_parts(before, after) for before, after in paired))
        case Quote(), Quote():
            return replace(new, blocks=_blocks(old.blocks, new.blocks))
        case Table(), Table():
            return replace(new, head=_rows(old.head, new.head), body=_rows(old.body, new.body))
    raise TypeError(new)  # only blocks of one kind are paired


def _parts(old: Items | None, new: Items | None) -> Items:
    if old is None or new is None:
        return _inserted(new) if new else _deleted(old or ())
    return _blocks(old, new)


def _rows(old: tuple[tuple[Cell, ...], ...], new: tuple[tuple[Cell, ...], ...]) -> tuple[tuple[Cell, ...], ...]:
    paired = _paired(old, new, lambda row: _words_of(block for cell in row for block in cell.blocks))
    return tuple(
        tuple(_cell(before, after) for before, after in zip_longest(old_row or (), new_row or ()))
        for old_row, new_row in paired
    )


def _cell(old: Cell | None, new: Cell | None) -> Cell:
    match (old.blocks if old else None), (new.blocks if new else None):
        case (Paragraph() as before,), (Paragraph() as after,):
            blocks: Items = (_merged(before, after),)  # a cell stays that cell, however little is left of its words
        case before, after:
            blocks = _parts(before, after)
    return replace(new or old or Cell(), blocks=blocks)


def _paired(
    old: Sequence[Item],
    new: Sequence[Item],
    words_of: Callable[[Item], Counter[str]],
    kind_of: Callable[[Item], object] = lambda item: None,
) -> list[Pair[Item]]:
    """Pair what is equal, then what is alike and of one kind; the rest stands alone, the old before the new.

    Both sequences keep their order.
    """
    pairs: list[Pair[Item]] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pairs += zip(old[i1:i2], new[j1:j2], strict=True)
            continue
        likeness = _likeness(old[i1:i2], new[j1:j2], words_of, kind_of)
        pairs += _best_pairs(old[i1:i2], new[j1:j2], likeness)
    return pairs


def _likeness(
    old: Sequence[Item],
    new: Sequence[Item],
    words_of: Callable[[Item], Counter[str]],
    kind_of: Callable[[Item], object],
) -> dict[tuple[int, int], float]:
    """How alike the items are that may be one item changed; where there are too many, only near ones are asked."""
    reach = _MOST_PAIRS // max(len(old), len(new), 1) // 2 if len(old) * len(new) > _MOST_PAIRS else len(old) + len(new)
    old_words, new_words = [words_of(item) for item in old], [words_of(item) for item in new]
    likeness = {}
    for i, before in enumerate(old_words):
        for j, after in enumerate(new_words):
            if abs(i - j) > max(reach, 2) or kind_of(old[i]) != kind_of(new[j]):
                continue
            most = min(before.total(), after.total()) * 2
            total = before.total() + after.total()
            if most >= _ALIKE * total > 0:
                alike = 2 * (before & after).total() / total
                if alike >= _ALIKE:
                    likeness[i, j] = alike
    return likeness


def _best_pairs(
    old: Sequence[Item], new: Sequence[Item], likeness: dict[tuple[int, int], float]
) -> Iterator[Pair[Item]]:
    """The pairs that are alike in all the most without crossing each other, everything else alone."""
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            together = likeness[i, j] + best[i + 1][j + 1] if (i, j) in likeness else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], together)
    i = j = 0
    while i < len(old) or j < len(new):
        if (i, j) in likeness and best[i][j] == likeness[i, j] + best[i + 1][j + 1]:
            yield old[i], new[j]
            i, j = i + 1, j + 1
        elif i < len(old) and (j == len(new) or best[i][j] == best[i + 1][j]):
            yield old[i], None
            i += 1
        else:
            yield None, new[j]
            j += 1
