"""From a letter's kind and its values to finished subject and bodies; `aiss.mail.texts` finds what the letter says."""

import logging
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from aiss.mail import texts
from aiss.mail.texts import SUBJECT_LENGTH, Text, UnknownLetter

ISOLATE, END_ISOLATE = "\u2068", "\u2069"

logger = logging.getLogger(__name__)

_ISOLATED = re.compile(f"{ISOLATE}([^{ISOLATE}{END_ISOLATE}\n]*){END_ISOLATE}")


class ValueMissing(LookupError):
    """A letter's text names a placeholder for which no value was given."""

    def __str__(self) -> str:
        return _("This letter could not be filled in. Ask the administrator to compare its text with the placeholders.")


@dataclass(frozen=True)
class Letter:
    kind: str
    language: str
    subject: str
    text: str
    html: str


@dataclass(frozen=True)
class Link:
    """A line of its own below the body; the address is the system's, never an editor's."""

    label: str
    url: str


@dataclass(frozen=True)
class Run:
    """A stretch of a paragraph; an isolated one keeps its direction to itself."""

    text: str
    isolated: bool


def render(
    kind: str,
    language: str,
    values: Mapping[str, str],
    *,
    links: Sequence[Link] = (),
    body: str | None = None,
    text: Text | None = None,
) -> Letter:
    """Return the finished letter; a `body` that an editor has seen is taken as it stands, nothing in it is replaced.

    `values["institute"]` and `values["desk"]`, if given, sign the letter. Language falls back to English where a kind
    has no text in it. An unsaved `text` is tried out in place of what the desk has. Raises UnknownLetter and
    ValueMissing.
    """
    subject, found, found_language = _filled_in(kind, language, values, text, body)
    if body is None:
        language, body = found_language, found
    body = _cleaned(body)
    subject = one_line(subject)[:SUBJECT_LENGTH]
    with translation.override(language):
        signature = _signature(values)
        html = render_to_string(
            "emails/base.html",
            {
                "subject": subject,
                "language": language,
                "direction": "rtl" if language in settings.LANGUAGES_BIDI else "ltr",
                "paragraphs": [_runs(paragraph) for paragraph in _paragraphs(body)],
                "links": links,
                "signature": [_runs(line) for line in signature],
            },
        )
    below = [f"{link.label}\n{link.url}" for link in links]
    plain = "\n\n".join([body, *below, "-- \n" + "\n".join(signature)]) + "\n"
    return Letter(kind, language, subject, plain, html)


def body_for(kind: str, language: str, values: Mapping[str, str]) -> str:
    """Return the body as an editor may change it before `render` gets it back: plain, filled in, without links."""
    _subject, body, _language = _filled_in(kind, language, values)
    return _cleaned(body)


def one_line(text: str) -> str:
    """Return `text` fit for a header: one line, nothing invisible, nothing that a mail program would decode."""
    spaced = "".join(" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in text)
    # An encoded word in a header is decoded by whoever shows it, line breaks inside it included.
    return " ".join(texts.DIRECTIONAL.sub("", spaced).replace("=?", "= ?").split())


def _filled_in(
    kind: str, language: str, values: Mapping[str, str], given: Text | None = None, body: str | None = None
) -> tuple[str, str, str]:
    """Return subject, body and language of the first text that can be filled in; a `body` that stands is not."""
    for text in [given] if given else texts.candidates(kind, language):
        try:
            subject = _replaced(text.subject, values)
            return subject, _filled(text.body, values, text.language) if body is None else body, text.language
        except ValueMissing:
            # An upgrade took away what the edited text names. That must hold up no decision.
            if given or not text.is_edited:
                raise
            logger.warning("The edited text of %s in %s cannot be filled in; the original goes.", kind, text.language)
    raise UnknownLetter


def _filled(template: str, values: Mapping[str, str], language: str) -> str:
    return _replaced(template, {name: _isolated(value, language) for name, value in values.items()})


def _replaced(template: str, values: Mapping[str, str]) -> str:
    # One pass: what a value brings along, braces and backslashes included, is never looked at again.
    try:
        return texts.PLACEHOLDER.sub(lambda match: str(values[match[1]]), template)
    except KeyError as error:
        raise ValueMissing from error


def _isolated(value: str, language: str) -> str:
    """Return a one-line value wrapped so that its direction does not disturb the sentence around it."""
    value = texts.DIRECTIONAL.sub("", str(value))
    if not value or "\n" in value:
        return value
    mixed = language in settings.LANGUAGES_BIDI or any(unicodedata.bidirectional(c) in {"R", "AL"} for c in value)
    return f"{ISOLATE}{value}{END_ISOLATE}" if mixed else value


def _cleaned(body: str) -> str:
    lines = body.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept = (
        "".join(c for c in line if c == "\t" or unicodedata.category(c) not in {"Cc", "Zl", "Zp"}) for line in lines
    )
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in kept)).strip("\n")


def _paragraphs(body: str) -> list[str]:
    return [paragraph for paragraph in body.split("\n\n") if paragraph.strip()]


def _runs(text: str) -> list[Run]:
    """Return `text` cut at its isolates, which HTML expresses as elements, so that nothing invisible is copied."""
    pieces = _ISOLATED.split(text)
    runs = (Run(texts.DIRECTIONAL.sub("", piece), isolated=place % 2 == 1) for place, piece in enumerate(pieces))
    return [run for run in runs if run.text]


def _signature(values: Mapping[str, str]) -> list[str]:
    lines = [
        one_line(values.get("desk") or _("The editorial desk")),
        one_line(values.get("institute") or _("Afghan Institute for Strategic Studies")),
    ]
    if settings.DESK_EMAIL:
        address = (
            f"{ISOLATE}{settings.DESK_EMAIL}{END_ISOLATE}" if translation.get_language_bidi() else settings.DESK_EMAIL
        )
        lines.append(
            _("You can simply reply to this letter: replies reach the desk at %(address)s.") % {"address": address}
        )
    return lines
