"""How titles, bylines, standfirsts, bios and the site's own texts look, in English, Persian and Pashto."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from publishing.canonical import BREAK, Block, ListBlock, Paragraph

# The call and the disclaimer that stand under every published piece; authors copy them from there.
BOILERPLATE = (
    "Academicians and Officials interested to publish their academic pieces on this page, please approach us through: "
    "contact@aissonline.org.",
    "The article does not reflect the official opinion of the AISS.",
)

_MARKS = re.compile(r"[^\w\s]|_")
_ALIASES = str.maketrans("يىكۀةأإآ", "ییکههااا")

_BYLINE = re.compile(
    r"(?:(?:written\s+)?by\s*[:\-–—]?\s+|authors?\s*[:\-–—]\s*|"
    r"(?:نویسنده|نویسندگان|نگارنده|نگارندگان)\s*[:\-–—]\s*|(?:به\s*قلم|بقلم)\s*[:\-–—]?\s+|"
    r"(?:لیکوال|لیکواله|لیکوالان|لیکوالې|لیکونکی|لیکونکې)\s*[:\-–—]\s*)(?P<names>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_BETWEEN_NAMES = re.compile(r"\s*[,،;؛&\n]\s*|\s+(?:and|و|او)\s+")
_HONORIFIC = re.compile(
    r"(?:dr|prof|professor|mr|mrs|ms|داکتر|دکتر|دوکتور|پروفیسور|پوهاند|استاد|ډاکټر)\.?\s+", re.IGNORECASE
)
_SECTIONS = {
    "abstract", "introduction", "summary", "background", "executive summary", "keywords", "چکیده", "مقدمه", "پیشگفتار",
    "خلاصه", "لنډیز", "سریزه", "پېژندنه",
}  # fmt: skip
_BIO_HEADINGS = {
    "about the author", "about the authors", "author", "bio", "درباره نویسنده", "در باره نویسنده", "معرفی نویسنده",
    "د لیکوال په اړه", "د لیکوال پېژندنه",
}  # fmt: skip
_FULL_STOPS = (".", "۔", ":", ";", "؛", ",", "،")


def normalised(text: str) -> str:
    """Text for comparing: no case, marks, joiners or variants of letters, single spaces."""
    text = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    text = "".join(character for character in text if unicodedata.category(character) not in {"Mn", "Cf"})
    return " ".join(_MARKS.sub(" ", text.translate(_ALIASES)).split())


def text_of_block(block: Block) -> str:
    """The words of a paragraph or heading on one line, "" for any other block."""
    if not isinstance(block, Paragraph):
        return ""
    return "".join(run.text for run in block.runs).replace(BREAK, " ")


def is_title(block: Block) -> bool:
    """A heading or a short paragraph that is no sentence, no byline and no name of a section."""
    words = text_of_block(block)
    if not words or len(words) > 180 or len(words.split()) > 25 or normalised(words) in _SECTIONS:
        return False
    return not words.endswith(_FULL_STOPS) and not byline_names(words)


def byline(text: str) -> str:
    """The names of a line like "By …" as they stand there, "" for any other line."""
    found = _BYLINE.fullmatch(text.strip())
    if not found or len(found["names"].split()) > 14 or not _begins_like_name(found["names"]):
        return ""
    names = found["names"].strip()
    return names if re.search(r"\b\w\.$", names) else names.rstrip(".۔ ")


def byline_names(text: str) -> list[str]:
    """Each author that a line like "By …" names."""
    return [name for name in _BETWEEN_NAMES.split(byline(text)) if name]


def _begins_like_name(text: str) -> bool:
    return text[0].isalpha() and not text[0].islower()


def may_be_name(text: str) -> bool:
    """Two to five words without any mark but those that stand in names."""
    return 2 <= len(text.split()) <= 5 and not re.search(r"[^\w\s.'’\-\u200c]|[0-9]", text) and _begins_like_name(text)


def is_standfirst(block: Block, following: Sequence[Block], *, after_byline: bool) -> bool:
    """A short paragraph before a longer text: wholly emphasised, or after the byline and shorter than the next."""
    words = len(text_of_block(block).split())
    if not isinstance(block, Paragraph) or block.tag != "p" or not 4 <= words <= 70 or not following:
        return False
    if isinstance(following[0], ListBlock) or any(run.note for run in block.runs):
        return False
    if all(run.marks & {"em", "strong"} for run in block.runs):
        return True
    following_words = len(text_of_block(following[0]).split())
    return after_byline and len(following) >= 3 and following_words >= 1.2 * words


def begins_with_name(text: str, names: Iterable[str]) -> bool:
    """Whether a line opens with one of the names, with or without an honorific."""
    opening = normalised(_HONORIFIC.sub("", text, count=1) if _HONORIFIC.match(text) else text) + " "
    wanted = (normalised(_HONORIFIC.sub("", name)) for name in names)
    return any(name and opening.startswith(f"{name} ") for name in wanted)


def is_bio_heading(text: str) -> bool:
    return normalised(text) in {normalised(heading) for heading in _BIO_HEADINGS}


def lines_of(paragraph: Paragraph) -> list[Paragraph]:
    """The lines of a short paragraph of plain text as paragraphs, or the paragraph itself."""
    if len(text_of_block(paragraph).split()) > 80 or len(paragraph.runs) != 1:
        return [paragraph]
    run = paragraph.runs[0]
    return [replace(paragraph, runs=(replace(run, text=line),)) for line in run.text.split(BREAK)]


def without_boilerplate(blocks: tuple[Block, ...], boilerplate: Sequence[str]) -> tuple[Block, ...]:
    """The blocks without the site's own texts among the last six: word for word, nearly so, or two in one paragraph."""
    own = [normalised(text) for text in (*BOILERPLATE, *boilerplate) if text.strip()]
    own += [f"{first} {second}" for first in own for second in own if first != second]
    kept = list(blocks[:-6])
    for block in blocks[-6:]:
        lines = lines_of(block) if isinstance(block, Paragraph) else []
        foreign = [line for line in lines if not _is_one_of(text_of_block(line), own)]
        if len(foreign) < len(lines):
            kept += foreign
        elif not _is_one_of(text_of_block(block), own):
            kept.append(block)
    return tuple(kept)


def _is_one_of(text: str, own: Iterable[str]) -> bool:
    """Whether a text is one of ours with a few words missing, or in a long one two words changed (an address)."""
    words = normalised(text).split()
    for wanted in map(str.split, own):
        if not words or not 0.7 <= len(words) / len(wanted) <= 1.2:
            continue
        same = sum(match.size for match in SequenceMatcher(None, words, wanted, autojunk=False).get_matching_blocks())
        if len(words) - same <= (2 if len(wanted) >= 15 else 0) and same >= 0.7 * len(wanted):
            return True
    return False
