"""The house's style: what in a text an editor may want to look at, and what can be put right by a button.

It advises and never refuses. What `check` counts under a fixable code is exactly what `fix_text` and `fix_line` change,
so that a text that was fixed has no finding of that code left.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from publishing import html
from publishing.canonical import Document, Paragraph, paragraphs_of, with_paragraphs, write
from publishing.canonical_reader import read_html
from publishing.canonical_text import count_words_in
from submissions import quotation

LONGEST_PARAGRAPH = 150  # words
LONGEST_TITLE = 90  # letters and spaces; search engines cut at about 60, our lists wrap into a third line after this
MOST_PLACES = 3
MOST_TRIED = 200
AROUND = 24  # letters shown on each side of a place
LONGEST_EXCERPT = 80

NOTE = "\ufffc"
ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"«»“”\ufffc]*[^\s<>\"«»“”\ufffc.,;:!?'’)\]}؛،؟]", re.IGNORECASE)
MAILBOX = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
SPACE = "[ \u00a0\u2000-\u200a\u202f\u205f\u3000]"
SPACES = re.compile(SPACE + "{2,}")
LETTERS: Mapping[str, Mapping[str, str]] = {"fa": {"ي": "ی", "ى": "ی", "ك": "ک"}, "ps": {"ك": "ک"}}
WORD = re.compile(r"[\w\u064b-\u065f\u0670\u200c\u200d]+")
VOWELS = re.compile("[\u064b-\u0650\u0652]")


class Edit(NamedTuple):
    """`start` and `end` of what is replaced in the text of one paragraph, and what takes its place."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What was found: where, as short excerpts, how often, and a sentence about what helps."""

    code: str
    label: Promise
    sentence: Promise
    count: int
    places: tuple[str, ...] = ()
    is_fixable: bool = False


class Rule(NamedTuple):
    label: Promise
    sentence: Promise


RULES: Mapping[str, Rule] = {
    "standfirst": Rule(
        _("No standfirst"),
        _("Lists, search results and shared links show it. One or two sentences are enough."),
    ),
    "title": Rule(
        _("Long title"),
        _("It has more than 90 letters: lists wrap it and search results cut it off. A shorter one is found and read."),
    ),
    "paragraphs": Rule(
        _("Very long paragraphs"),
        _("They have more than 150 words, which fills a telephone's screen. Part each where a new thought begins."),
    ),
    "links": Rule(
        _("Bare links"),
        _("An address in the middle of a sentence is hard to read and to hear. Link the words that say what it is."),
    ),
    "letters": Rule(
        _("Arabic letters"),
        _("They look like the letters of the language and are not: search does not find such words."),
    ),
    "spaces": Rule(_("Double spaces"), _("One space is enough, after a full stop too.")),
    "quotes": Rule(_("Straight quotation marks"), _("Printed text has the curved or angled ones of its language.")),
}


def check(*, title: str, standfirst: str, body: str, language: str) -> list[Finding]:
    """Return what there is to look at, in the order of RULES; `body` is HTML, the others are plain lines."""
    document = read_html(body)
    found = {code: list(places) for code, places in _seen(title, standfirst, document).items()}
    counts = {code: len(places) for code, places in found.items()}
    for code in FIXES:
        found[code], counts[code] = [], 0
        for text, edits in _edits_everywhere(code, (title, standfirst), document, language):
            counts[code] += len(edits)
            found[code] += _places(text, edits)
    return [
        Finding(
            code=code,
            label=rule.label,
            sentence=rule.sentence,
            count=counts[code],
            places=tuple(dict.fromkeys(filter(None, found[code])))[:MOST_PLACES],
            is_fixable=code in FIXES,
        )
        for code, rule in RULES.items()
        if counts[code]
    ]


def fix_line(text: str, codes: Collection[str], *, language: str) -> str:
    """Return a title or a standfirst with what `codes` name put right; codes that cannot be fixed change nothing."""
    for code in FIXES:
        if code in codes:
            text = "".join(_applied(text, FIXES[code](text, language)))
    return text.strip() if "spaces" in codes else text


def fix_text(body: str, codes: Collection[str], *, language: str) -> str:
    """Return a text as canonical HTML with what `codes` name put right, in its notes as well.

    Links keep their addresses, and words that are themselves an address stay as they are.
    """
    document = read_html(body)
    for code in FIXES:
        if code in codes:
            document = _with_each(document, lambda paragraph, code=code: _fixed(paragraph, code, language))
    return html.clean(write(document))


# What cannot be fixed by a button


def _seen(title: str, standfirst: str, document: Document) -> dict[str, Iterable[str]]:
    long = (paragraph for paragraph in _paragraphs(document) if _is_long(paragraph))
    return {
        "standfirst": [] if standfirst.strip() else [""],
        "title": [_start_of(title)] if len(title.strip()) > LONGEST_TITLE else [],
        "paragraphs": (_start_of(_text_of(paragraph)) for paragraph in long),
        "links": _bare_links(document),
    }


def _is_long(paragraph: Paragraph) -> bool:
    return paragraph.tag == "p" and count_words_in(_text_of(paragraph)) > LONGEST_PARAGRAPH


def _bare_links(document: Document) -> Iterator[str]:
    """The addresses that stand in the text as its words; in a note that is the custom."""
    for paragraph in paragraphs_of(document.blocks):
        for found in ADDRESS.finditer(_text_of(paragraph)):
            yield _start_of(found[0])


# What can


def _letters(text: str, language: str) -> Iterator[Edit]:
    """Arabic letters in Persian or Pashto words; words with vowel signs are quoted Arabic and stay."""
    wrong = LETTERS.get(language, {})
    if not wrong or not any(letter in text for letter in wrong):
        return
    for word in WORD.finditer(text):
        if len(VOWELS.findall(word[0])) < 2:
            for place, letter in enumerate(word[0], start=word.start()):
                if letter in wrong:
                    yield Edit(place, place + 1, wrong[letter])


def _spaces(text: str, language: str) -> Iterator[Edit]:
    return (Edit(found.start(), found.end(), " ") for found in SPACES.finditer(text))


def _quotes(text: str, language: str) -> Iterator[Edit]:
    marks = quotation.MARKS.get(language, quotation.MARKS["en"])
    return (Edit(place, place + 1, mark) for place, mark in quotation.straight_marks(text, marks))


FIXES: Mapping[str, Callable[[str, str], Iterator[Edit]]] = {
    "letters": _letters,
    "spaces": _spaces,
    "quotes": _quotes,
}


def _edits_everywhere(
    code: str, lines: Iterable[str], document: Document, language: str
) -> Iterator[tuple[str, list[Edit]]]:
    texts = [(line, language) for line in lines]
    texts += [(_text_of(paragraph), _language_of(paragraph, language)) for paragraph in _paragraphs(document, True)]
    for text, own in texts:
        yield text, _allowed(text, FIXES[code](text, own))


def _allowed(text: str, edits: Iterable[Edit]) -> list[Edit]:
    """The edits that are outside of web and e-mail addresses."""
    kept = bytearray(len(text))
    for pattern in (ADDRESS, MAILBOX):
        for found in pattern.finditer(text):
            kept[found.start() : found.end()] = b"\1" * len(found[0])
    return [edit for edit in edits if not any(kept[edit.start : edit.end])]


def _applied(text: str, edits: Iterable[Edit]) -> list[str]:
    """What stands for each letter of `text` after `edits`; what an edit brings stands where it begins."""
    letters = list(text)
    for start, end, words in _allowed(text, edits):
        letters[start:end] = [words, *([""] * (end - start - 1))]
    return letters


def _fixed(paragraph: Paragraph, code: str, language: str) -> Paragraph:
    text = _text_of(paragraph)
    letters = _applied(text, FIXES[code](text, _language_of(paragraph, language)))
    runs, start = [], 0
    for run in paragraph.runs:
        end = start + (1 if run.note else len(run.text))
        runs.append(run if run.note else replace(run, text="".join(letters[start:end])))
        start = end
    return replace(paragraph, runs=tuple(runs))


# Paragraphs and their words


def _paragraphs(document: Document, with_notes: bool = False) -> Iterator[Paragraph]:
    yield from paragraphs_of(document.blocks)
    if with_notes:
        for note in document.notes.values():
            yield from note


def _with_each(document: Document, change: Callable[[Paragraph], Paragraph]) -> Document:
    notes = {key: tuple(map(change, note)) for key, note in document.notes.items()}
    return Document(with_paragraphs(document.blocks, change), notes)


def _text_of(paragraph: Paragraph) -> str:
    return "".join(NOTE if run.note else run.text for run in paragraph.runs)


def _language_of(paragraph: Paragraph, language: str) -> str:
    """The language whose rules hold: a paragraph turned round is in another one."""
    is_rtl = language in settings.LANGUAGES_BIDI
    if not paragraph.direction or (paragraph.direction == "rtl") == is_rtl:
        return language
    return "en" if is_rtl else "ar"


def _start_of(text: str) -> str:
    text = " ".join(text.replace(NOTE, "").split())
    return text if len(text) <= LONGEST_EXCERPT else text[:LONGEST_EXCERPT].rpartition(" ")[0] + " …"


def _places(text: str, edits: Sequence[Edit]) -> list[str]:
    """The first few places, each once where one excerpt shows several."""
    places: list[str] = []
    shown = 0
    for edit in edits[:MOST_TRIED]:
        if edit.start < shown or len(places) == MOST_PLACES:
            continue
        place = _excerpt(text, edit.start, edit.end)
        places += [place] if place not in places else []
        shown = edit.end + AROUND
    return places


def _excerpt(text: str, start: int, end: int) -> str:
    """The place with whole words on each side of it."""
    first, last = max(0, start - AROUND), min(len(text), end + AROUND)
    while first > 0 and not text[first - 1].isspace() and start - first < 2 * AROUND:
        first -= 1
    while last < len(text) and not text[last].isspace() and last - end < 2 * AROUND:
        last += 1
    words = text[first:last].replace(NOTE, "").strip()
    return ("… " if first else "") + words + (" …" if last < len(text) else "")
