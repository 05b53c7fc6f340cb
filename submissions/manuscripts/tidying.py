"""From pandoc's HTML to a canonical document: spans flattened, headings levelled, direction said where it is needed."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from publishing.canonical import Block, Document, Paragraph, assemble, paragraphs_of
from publishing.canonical_reader import read_html
from submissions.manuscripts.conversion import Converted

RIGHT_TO_LEFT = {"fa", "ps"}
_SPAN = re.compile(r"</?span\b[^>]*>")
_HEADING = re.compile(r"(</?h)([1-6])\b")


@dataclass(frozen=True)
class Tidied:
    """A document whose first blocks are its front matter, and which part each of these plays."""

    document: Document
    roles: tuple[str, ...] = ()  # title, standfirst, byline or "" for the first blocks


def tidied(converted: Converted, *, language: str) -> Tidied:
    """Return what pandoc read as one document, front matter first, in the order a page shows it."""
    body = _read(_levelled(converted.body))
    front: list[Block] = []
    roles: list[str] = []
    parts = [("title", converted.title), ("standfirst", converted.subtitle)]
    parts += [("byline", author) for author in converted.authors]
    parts += [("", converted.date), ("", converted.abstract)]
    for role, html in parts:
        for paragraph in paragraphs_of(_read(html).blocks):
            front.append(replace(paragraph, tag="h2") if role == "title" else paragraph)
            roles.append(role)
    blocks = directed((*front, *body.blocks), language)
    notes = {
        key: tuple(_directed(paragraph, language) for paragraph in paragraphs) for key, paragraphs in body.notes.items()
    }
    return Tidied(assemble(blocks, notes), tuple(roles))


def _read(html: str) -> Document:
    return read_html(_SPAN.sub("", html))


def _levelled(html: str) -> str:
    """Move every heading one level down where the text has headings of the first level, which is the page's own."""
    if "<h1" not in html:
        return html
    return _HEADING.sub(lambda found: f"{found[1]}{min(6, int(found[2]) + 1)}", html)


def directed(blocks: Iterable[Block], language: str) -> tuple[Block, ...]:
    """Return the blocks with `dir` on those at the top that mostly run against the direction of the language.

    Word marks direction on each run, LibreOffice on styles, pasted text nowhere: the letters themselves are what every
    source has.
    """
    return tuple(_directed(block, language) for block in blocks)


def _directed(block: Any, language: str) -> Any:
    own = "rtl" if language in RIGHT_TO_LEFT else "ltr"
    found = direction_of("".join(run.text for paragraph in paragraphs_of([block]) for run in paragraph.runs))
    return replace(block, direction=found if found and found != own else "")


def direction_of(text: str) -> str:
    """Return rtl or ltr after most of the letters, "" for text without any."""
    right = left = 0
    for character in text:
        match unicodedata.bidirectional(character):
            case "R" | "AL":
                right += 1
            case "L":
                left += 1
    if not right and not left:
        return ""
    return "rtl" if right > left else "ltr"


def runs_against(blocks: Iterable[Block]) -> bool:
    """Return whether most paragraphs run against the language of the piece, so that it is probably not its own."""
    directions = [bool(block.direction) for block in blocks if isinstance(block, Paragraph)]
    return bool(directions) and sum(directions) * 2 > len(directions)
