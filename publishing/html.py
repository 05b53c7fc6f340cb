"""The one door for formatted text: what may be stored (`clean`), and the one place that calls text safe (`render`).

Every path that stores text passes `clean`; every page shows text through `render` or `render_difference`. The canonical
form that `clean` returns is described in `publishing.canonical`.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import escape
from typing import NamedTuple

import nh3
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, override

from publishing.canonical import (
    BREAK,
    Block,
    Document,
    PageWords,
    Paragraph,
    Table,
    inner_blocks,
    paragraphs_of,
    write,
)
from publishing.canonical_reader import read_html
from publishing.canonical_text import count_words_in, settle
from publishing.canonical_turns import with_turns
from publishing.directions import direction_of

# What stands on a page as it is stored: no link, note or table, which pages say more about
_PLAIN_TAGS = {"p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "strong", "em", "sub", "sup", "br"}
_PLAIN_ATTRIBUTES = {"*": {"dir"}, "ol": {"start"}}
_DIGITS = {"fa": "۰۱۲۳۴۵۶۷۸۹", "ps": "۰۱۲۳۴۵۶۷۸۹"}


def clean(html: str) -> str:
    """Return any HTML as canonical HTML: the same words, only what is allowed, one spelling for one meaning.

    Cleaning twice changes nothing more. Never raises: what cannot be understood is kept as plain words.
    """
    return write(read_html(html))


def render(html: str, *, language: str | None = None) -> SafeString:
    """Return stored text as it stands on a page: cleaned again, with roles and labels for notes and tables.

    Labels and the digits of the notes are in `language`, or in the active one.
    """
    return _rendered_once(html, language or get_language() or settings.LANGUAGE_CODE)


@lru_cache(maxsize=64)
def _rendered_once(html: str, language: str) -> SafeString:
    """Return the same for the same: reading a long text takes longer than all the rest of a page."""
    if html.startswith("<") and nh3.clean(html, tags=_PLAIN_TAGS, attributes=_PLAIN_ATTRIBUTES, link_rel=None) == html:
        return mark_safe(html)  # noqa: S308 - the sanitiser, allowed nothing but these, would change nothing
    return _rendered(read_html(html), language)


def forget_rendered() -> None:
    """Render the next text anew, even where it was rendered lately."""
    _rendered_once.cache_clear()


def render_for_paper(html: str, *, language: str) -> SafeString:
    """Return what `render` returns, every stretch that runs the other way in one piece, as the PDF needs it."""
    return _rendered(with_turns(read_html(html), direction_of(language)), language)


def render_difference(html: str, *, language: str | None = None) -> SafeString:
    """Return the comparison of two texts (canonical HTML with `<ins>` and `<del>`) as it stands on a page."""
    return _rendered(read_html(html, changes=True), language)


def plain(html: str) -> SafeString:
    """Return stored text for a page of somebody else's: cleaned again, with nothing in it that belongs to our pages."""
    return mark_safe(clean(html))  # noqa: S308 - the canonical form, every word escaped


class RenderedBlock(NamedTuple):
    text: SafeString
    is_changed: bool


def render_difference_blocks(html: str, *, language: str | None = None) -> list[RenderedBlock]:
    """Return what `render_difference` returns block by block, each with whether anything in it differs."""
    # one line for each block at the top, on a page as in the stored form
    lines = _rendered(read_html(html, changes=True), language).split("\n")
    return [
        RenderedBlock(mark_safe(line), "<ins>" in line or "<del>" in line)  # noqa: S308 - whole lines of the same
        for line in lines
        if line
    ]


def _rendered(document: Document, language: str | None) -> SafeString:
    with override(language or get_language()):
        page = PageWords(
            table=gettext("Table"),
            notes=gettext("Notes"),
            note=gettext("Note"),
            back=gettext("Back to the text"),
            digits=_DIGITS.get(get_language() or "", "0123456789"),
        )
    return mark_safe(write(document, page))  # noqa: S308 - built from the canonical tree, every word escaped


def text_of(html: str) -> str:
    """Return the words alone: an empty line between blocks, cells parted by tabs, notes at the end without numbers."""
    document = read_html(html)
    notes = [paragraph for note in document.notes.values() for paragraph in note]
    return "\n\n".join(_texts([*document.blocks, *notes]))


def _texts(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph():
                yield "".join(run.text for run in block.runs)
            case Table():
                rows = block.head + block.body
                yield BREAK.join("\t".join(" ".join(_texts(cell.blocks)) for cell in row) for row in rows)
            case _:
                for inner in inner_blocks(block):
                    yield from _texts(inner)


class Link(NamedTuple):
    words: str
    address: str


@lru_cache(maxsize=16)
def links_in(html: str) -> tuple[Link, ...]:
    """Return every link of a text with its words, its notes included, each address once, in reading order."""
    document = read_html(html)
    paragraphs = [*paragraphs_of(document.blocks), *(part for note in document.notes.values() for part in note)]
    found: dict[str, str] = {}
    for paragraph in paragraphs:
        last = ""
        for run in paragraph.runs:
            if run.href and (run.href not in found or run.href == last):
                found[run.href] = found.get(run.href, "") + run.text
                last = run.href
            else:
                last = ""
    return tuple(Link(words=words.strip(), address=address) for address, words in found.items())


def count_words(html: str) -> int:
    """Return how many words a text has, its notes included; words joined by a ZWNJ are one."""
    return count_words_in(text_of(html))


def digest(html: str) -> str:
    """Return the SHA-256 of the canonical form, in hexadecimal digits."""
    return hashlib.sha256(clean(html).encode()).hexdigest()


def from_plain_text(text: str) -> str:
    """Return plain text as canonical HTML; no letter in it means anything but itself.

    An empty line parts paragraphs, and lines within one stay lines; in text without any empty line each line is a
    paragraph.
    """
    lines = [settle(line).strip() for line in re.split(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]", text)]
    chunks: list[list[str]] = [[]]
    for line in "\n".join(lines).strip("\n").split("\n"):
        if line:
            chunks[-1].append(line)
        elif chunks[-1]:
            chunks.append([])
    if len(chunks) == 1:
        chunks = [[line] for line in chunks[0]]
    return clean("".join(f"<p>{'<br>'.join(map(escape, chunk))}</p>" for chunk in map(_unwrapped, chunks)))


def _unwrapped(lines: list[str]) -> list[str]:
    """The lines of one paragraph, joined where a program had wrapped them (all but the last nearly equally long)."""
    lengths = [len(line) for line in lines[:-1]]
    if lengths and min(lengths) >= 55 and max(map(len, lines)) <= 100:
        return [" ".join(lines)]
    return lines


_IN_A_SCRIPT = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"})


def data_block(data: object) -> SafeString:
    """Return `data` as JSON that may stand in a `<script>` element of data: no text in it can end the element."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(_IN_A_SCRIPT))  # noqa: S308 - nothing of HTML is left
