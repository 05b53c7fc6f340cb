"""What an edited letter text may hold: plain words, the placeholders that it knows, and no way out of the letter."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from aiss.mail import texts

BODY_LENGTH = 10_000
# What only the letter itself tells its reader: a text that held it must go on holding it.
CARRIES = frozenset(
    {"code", "message", "why", "person", "due_on", "publish_at", "answer_by", "questions", "names_rule"}
)
# A subject is read on locked screens and in lists of mail: it names nobody and no piece by its title.
IN_A_SUBJECT = frozenset({"reference", "institute", "promised_days", "due_on", "publish_at", "days", "minutes"})

_BRACES = re.compile(r"\{+([^{}\n]*)\}+")
_HALF_OPEN = re.compile(r"\{+[ \t]*(\w+)")
_HALF_CLOSED = re.compile(r"(\w+)[ \t]*\}+")
_LINK = re.compile(r"[a-z][a-z0-9+.-]*://\S*|\bwww\.\S+", re.IGNORECASE)
_AFTER_A_LINK = ".,;:!?)]}>»”’'\"،؛؟…"
_BREAKS = {"Cc", "Cs", "Zl", "Zp"}
_VISIBLE = {"L", "N", "P", "S"}


@dataclass(frozen=True)
class Problem:
    """Why a text is refused: the field (`subject` or `body`), a code, and a sentence that says what to do."""

    field: str
    code: str
    sentence: str


def normal(text: str) -> str:
    """Return `text` with the line ends that we keep, and nothing invisible at the end of a line or of the whole."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def known_in_subject(kind: str, known: Collection[str]) -> frozenset[str]:
    """Return what the subject of `kind` may name: of what it `knows`, that which says nothing of a person or a text."""
    own = {
        name for language in texts.languages_of(kind) for name in texts.names_in(texts.original(kind, language).subject)
    }
    return IN_A_SUBJECT & frozenset(known) | own


def required(kind: str) -> frozenset[str]:
    """Return what the body of `kind` cannot do without."""
    return CARRIES & texts.placeholders(kind)


def problems(kind: str, *, subject: str, body: str, known: Collection[str]) -> list[Problem]:
    """Return everything that speaks against sending this text, both parts being `normal` already.

    `known` holds the placeholders for which such a letter has values. Braces around anything that does not look like a
    placeholder stay as they stand, as does markup: a letter is plain text, and no value is ever looked at again.
    """
    found = [
        *_of_line("subject", subject, texts.SUBJECT_LENGTH),
        *_of_placeholders("subject", subject, known_in_subject(kind, known), known),
        *_of_line("body", body.replace("\n", "").replace("\t", ""), BODY_LENGTH),
        *_of_placeholders("body", body, known, known),
        *_of_links("subject", subject),
        *_of_links("body", body),
    ]
    missing = sorted(required(kind) - texts.names_in(body))
    if missing and body:
        sentence = _("This letter must keep %(names)s: nothing else tells its reader.")
        found.append(Problem("body", "missing", sentence % {"names": listed(missing)}))
    return found


def listed(names: Collection[str]) -> str:
    """Return placeholders as they are written, each kept in order among words of the other direction."""
    return " ".join(f"\u2068{{{name}}}\u2069" for name in names)


def _of_line(field: str, text: str, length: int) -> Iterator[Problem]:
    if not any(unicodedata.category(character)[0] in _VISIBLE for character in text):
        yield Problem(field, "empty", _("This may not be empty. Write it, or go back to the original text."))
    if len(text) > length:
        sentence = _("This is too long: at most %(number)s characters fit.")
        yield Problem(field, "too_long", sentence % {"number": length})
    if any(unicodedata.category(character) in _BREAKS for character in text):
        sentence = (
            _("The subject is one line. Take out the line break or the control character.")
            if field == "subject"
            else _("The text holds a control character. Please type the place anew.")
        )
        yield Problem(field, "control", sentence)
    if texts.DIRECTIONAL.search(text):
        sentence = _("This has hidden characters that turn the direction of text. Please type it again.")
        yield Problem(field, "bidi", sentence)


def _of_placeholders(field: str, text: str, allowed: Collection[str], known: Collection[str]) -> Iterator[Problem]:
    seen: set[str] = set()
    for written, name in _names(text, known):
        if written in seen or (written == f"{{{name}}}" and name in allowed):
            continue
        seen.add(written)
        if name in known and written != f"{{{name}}}":
            sentence = _("%(written)s looks like a mistyped %(name)s. Write it exactly so, or without braces.")
            yield Problem(field, "mistyped", sentence % {"written": _isolated(written), "name": listed([name])})
        elif name in known:
            sentence = _("A subject names no person and no title: take %(name)s out.")
            yield Problem(field, "not_in_subject", sentence % {"name": listed([name])})
        else:
            sentence = _("This letter knows no %(written)s. It knows %(known)s.")
            names = {"written": _isolated(written), "known": listed(sorted(allowed)) or _("no placeholder at all")}
            yield Problem(field, "unknown", sentence % names)


def _names(text: str, known: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield what is, or was surely meant as, a placeholder: as it is written, and the name that it comes to."""
    for match in _BRACES.finditer(text):
        name = _meant(match[1])
        if texts.PLACEHOLDER.fullmatch(match[0]) or name in known:
            yield match[0], match[1] if texts.PLACEHOLDER.fullmatch(match[0]) else name
        elif texts.PLACEHOLDER.search(match[0]):
            yield match[0], match[1]
    without = _BRACES.sub(" ", text)
    for pattern in (_HALF_OPEN, _HALF_CLOSED):
        for match in pattern.finditer(without):
            if _meant(match[1]) in known:
                yield match[0].strip(), _meant(match[1])


def _meant(written: str) -> str:
    visible = "".join(c for c in written if unicodedata.category(c) != "Cf")
    return re.sub(r"[\s_-]+", "_", visible.strip().casefold()).strip("_")


def _isolated(written: str) -> str:
    return f"\u2068{texts.DIRECTIONAL.sub('', written)}\u2069"


def _of_links(field: str, text: str) -> Iterator[Problem]:
    own = urlsplit(settings.SITE_URL)
    for match in _LINK.finditer(text):
        address = match[0].rstrip(_AFTER_A_LINK)
        try:
            parts = urlsplit(address)
        except ValueError:
            parts = None
        if parts is None or (parts.scheme.lower(), parts.netloc.lower()) != (own.scheme, own.netloc.lower()):
            sentence = _(
                "Links stand below the text by themselves. Take %(address)s out: only this site's own may stay."
            )
            yield Problem(field, "link", sentence % {"address": _isolated(address)})
