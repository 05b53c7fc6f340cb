"""How two texts of a piece are shown side by side in one: the same view for the desk and for the author."""

from dataclasses import dataclass
from itertools import groupby
from typing import Protocol

from django.utils.translation import get_language, ngettext

from publishing import html
from publishing.dates import in_digits_of
from publishing.html import RenderedBlock
from submissions.differences import compare, compare_text

# A stretch of at least this many blocks without a change is folded, but for one block beside each change.
LEAST_FOLDED = 3


class Words(Protocol):
    """A version, the content of a proof, or a text that is not saved yet."""

    title: str
    standfirst: str
    body: str


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """Blocks in a row; `folded` says how many they are where none of them changed and they are shown on demand."""

    blocks: tuple[str, ...]
    folded: str = ""


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """What templates/submissions/_differences.html shows; true where words differ."""

    title: str
    standfirst: str
    stretches: tuple[Stretch, ...]
    inserted: str
    deleted: str
    has_changes: bool

    def __bool__(self) -> bool:
        return self.has_changes


def words_in_words(number: int) -> str:
    """Return “1,243 words” in the page's language and digits."""
    counted = ngettext("%(number)s word", "%(number)s words", number) % {"number": f"{number:,}"}
    return in_digits_of(get_language(), counted)


def _blocks_in_words(number: int) -> str:
    counted = ngettext("%(number)s paragraph without a change", "%(number)s paragraphs without a change", number)
    return in_digits_of(get_language(), counted % {"number": f"{number:,}"})


def compare_texts(old: Words, new: Words, *, language: str) -> Comparison:
    """Compare title, standfirst and text, each word by word; `language` is the texts'."""
    title = compare_text(old.title, new.title)
    standfirst = compare_text(old.standfirst, new.standfirst)
    body = compare(old.body, new.body)
    parts = (title, standfirst, body)
    return Comparison(
        title=html.render_difference(title.html, language=language),
        standfirst=html.render_difference(standfirst.html, language=language),
        stretches=_stretches(html.render_difference_blocks(body.html, language=language)),
        inserted=words_in_words(sum(part.inserted_words for part in parts)),
        deleted=words_in_words(sum(part.deleted_words for part in parts)),
        has_changes=any(parts),
    )


def _stretches(blocks: list[RenderedBlock]) -> tuple[Stretch, ...]:
    """Part the blocks into those around the changes and those far from any; where nothing changed, all are shown."""
    changed = [number for number, block in enumerate(blocks) if block.is_changed]
    near = {number + step for number in changed for step in (-1, 0, 1)} or set(range(len(blocks)))
    found: list[Stretch] = []
    for is_near, numbered in groupby(enumerate(blocks), lambda pair: pair[0] in near):
        texts = tuple(block.text for _, block in numbered)
        if not is_near and len(texts) >= LEAST_FOLDED:
            found.append(Stretch(blocks=texts, folded=_blocks_in_words(len(texts))))
        elif found and not found[-1].folded:
            found[-1] = Stretch(blocks=found[-1].blocks + texts)
        else:
            found.append(Stretch(blocks=texts))
    return tuple(found)
