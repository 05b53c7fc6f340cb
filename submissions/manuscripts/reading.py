"""From bytes or pasted text to a manuscript: guard, conversion, canonical text, proposals, pictures."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from publishing import html
from publishing.canonical import Document, write
from publishing.canonical_reader import read_html
from submissions.manuscripts import child, conversion, images, recognising, rtf, scrubbing, tidying
from submissions.manuscripts.formats import check_size, decoded, format_of
from submissions.manuscripts.images import ExtractedImage
from submissions.manuscripts.proposals import Proposals, propose, split_front
from submissions.manuscripts.refusals import ManuscriptRefused

MOST_WORDS = 60_000
MOST_LETTERS = 20 * MOST_WORDS
_TAG = re.compile("<[^>]*>")
_PARTS = [
    re.compile(rf"<{tag}\b[^>]*>(?P<inner>.*)</{tag}\s*>", re.DOTALL | re.IGNORECASE)
    for tag in ("article", "main", "body")
]


@dataclass(frozen=True)
class Manuscript:
    """A text as sent, in canonical HTML, without the site's own call and disclaimer."""

    body: str
    proposals: Proposals
    images: tuple[ExtractedImage, ...] = ()
    notes: tuple[str, ...] = ()  # sentences for the author, in the active language
    format: str = "pasted"  # docx, odt, rtf, md, txt, html or pasted


def read(
    data: bytes, *, filename: str, language: str, boilerplate: Sequence[str] = (), guess: bool = True
) -> Manuscript:
    """Read an uploaded .docx, .odt, .rtf, .md or .txt; nothing of it is written to disk.

    `language` is the piece's (`en`, `fa`, `ps`); `boilerplate` are the site's own texts, dropped beside the English
    ones. Without `guess`, as for an export of ours that comes back, fields are proposed by the document's styles alone.
    Raises ManuscriptRefused, and ConversionBusy when this machine reads as many files as it can.
    """
    kind = format_of(filename, data)
    if kind == "txt":
        return _from_lines(decoded(data), kind, language, boilerplate, guess=guess)
    scrubbed = _scrubbed(data, kind)
    with child.slot():
        converted = conversion.to_html(scrubbed.data, kind)
        taken = images.rewritten(scrubbed.pictures)
    _check_length(_TAG.sub("", converted.body))
    notes = _notes_of(scrubbed, kept=len(taken))
    if "<del>" in converted.body:
        notes.append(gettext("Struck-out words are plain words now. Please take out those you do not want."))
    if kind == "md" and "<img" in converted.body:
        notes.append(gettext("Pictures that the text only refers to were left out. Please send them to the desk."))
    tidied = tidying.tidied(converted, language=language)
    return _manuscript(
        tidied.document,
        kind,
        boilerplate,
        roles=tidied.roles,
        taken=taken,
        notes=notes,
        guess=guess and not scrubbed.is_our_export,
    )


def read_pasted(text: str, *, language: str, boilerplate: Sequence[str] = ()) -> Manuscript:
    """Read pasted text: an empty line parts paragraphs, every letter means itself. Raises ManuscriptRefused."""
    return _from_lines(text, "pasted", language, boilerplate, guess=True)


def read_page(data: bytes, *, language: str, boilerplate: Sequence[str] = ()) -> Manuscript:
    """Read a saved web page: its `article` or `main` element if it has one, else all of it, without its pictures.

    Raises ManuscriptRefused.
    """
    check_size(data)
    if data.startswith(b"PK\x03\x04"):
        raise ManuscriptRefused("mismatch")
    text = decoded(data)
    _check_length(_TAG.sub("", text))
    page = next((found["inner"] for part in _PARTS if (found := part.search(text))), text)
    document = split_front(read_html(page))
    document = Document(tidying.directed(document.blocks, language), document.notes)
    notes = [gettext("Pictures of the page were left out.")] if "<img" in page.lower() else []
    return _manuscript(document, "html", boilerplate, notes=notes)


def _from_lines(text: str, kind: str, language: str, boilerplate: Sequence[str], *, guess: bool) -> Manuscript:
    _check_length(text)
    document = split_front(read_html(html.from_plain_text(text)))
    document = Document(tidying.directed(document.blocks, language), document.notes)
    return _manuscript(document, kind, boilerplate, guess=guess)


def _check_length(text: str) -> None:
    """Refuse what is far too long before any work is put into it."""
    if len(text) > MOST_LETTERS or len(text.split()) > MOST_WORDS:
        raise ManuscriptRefused("too_long")


def _scrubbed(data: bytes, kind: str) -> scrubbing.Scrubbed:
    match kind:
        case "docx":
            return scrubbing.scrub_docx(data)
        case "odt":
            return scrubbing.scrub_odt(data)
        case "rtf":
            plain, pictures = rtf.without_data(data)
            return scrubbing.Scrubbed(rtf.in_utf_8(plain), pictures)
    return scrubbing.Scrubbed(decoded(data).encode())


def _manuscript(
    document: Document,
    kind: str,
    boilerplate: Sequence[str],
    *,
    roles: Sequence[str] = (),
    taken: tuple[ExtractedImage, ...] = (),
    notes: Sequence[str] = (),
    guess: bool = True,
) -> Manuscript:
    blocks = recognising.without_boilerplate(document.blocks, boilerplate)
    document = Document(blocks, document.notes)
    body = write(document)
    if not html.count_words(body):
        raise ManuscriptRefused("no_text")
    notes = list(notes)
    if tidying.runs_against(blocks):
        notes.append(gettext("Most of this text does not run in the direction of the language you chose. Is it right?"))
    return Manuscript(body, propose(document, roles=roles, guess=guess), taken, tuple(notes), kind)


def _notes_of(scrubbed: scrubbing.Scrubbed, *, kept: int) -> list[str]:
    notes = []
    if kept:
        notes.append(
            ngettext(
                "%d image was taken out of the text and kept for the editors.",
                "%d images were taken out of the text and kept for the editors.",
                kept,
            )
            % kept
        )
    if lost := len(scrubbed.pictures) - kept:
        notes.append(
            ngettext(
                "%d image could not be read. Please send it to the desk as PNG or JPEG.",
                "%d images could not be read. Please send them to the desk as PNG or JPEG.",
                lost,
            )
            % lost
        )
    if scrubbed.has_changes:
        notes.append(gettext("Tracked changes were accepted: inserted words stay, deleted words are gone."))
    if scrubbed.has_comments:
        notes.append(gettext("Comments were left out."))
    if scrubbed.has_hidden_text:
        notes.append(gettext("Hidden text was left out."))
    return notes
