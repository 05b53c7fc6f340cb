"""What each letter says before anything is filled in: a file a kind and language, and the row that stands for it.

A file `<language>/<kind>.txt` holds a line `Subject: …`, an empty line, and paragraphs with `{placeholders}`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from aiss.mail.models import LetterText

FALLBACK_LANGUAGE = "en"
SUBJECT_LENGTH = 200
PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")
# Embeddings, overrides and isolates: what could turn round the text that follows a name.
DIRECTIONAL = re.compile("[\u202a-\u202e\u2066-\u2069]")

_NAME = re.compile(r"[a-z][a-z0-9_-]*")


class UnknownLetter(LookupError):
    """There is no text for this kind of letter, not even an English one."""

    def __str__(self) -> str:
        return _("There is no text for this letter. Ask the administrator to add it.")


@dataclass(frozen=True, kw_only=True)
class Text:
    subject: str
    body: str
    language: str
    is_edited: bool = False


def candidates(kind: str, language: str) -> Iterator[Text]:
    """Yield the texts that may be sent, the best first: the row, then the file, in `language` and then in English.

    One query, whatever is taken. Raises UnknownLetter where a name is none.
    """
    _check(kind, language)
    languages = list(dict.fromkeys([language, FALLBACK_LANGUAGE]))
    rows = {row.language: row for row in LetterText.objects.filter(kind=kind, language__in=languages)}
    for candidate in languages:
        if candidate in rows:
            row = rows[candidate]
            yield Text(subject=row.subject, body=row.body, language=candidate, is_edited=True)
        path = _file(kind, candidate)
        if path is not None:
            yield _read(path, candidate)


def original(kind: str, language: str) -> Text:
    """Return what the file of this very language says. Raises UnknownLetter."""
    _check(kind, language)
    path = _file(kind, language)
    if path is None:
        raise UnknownLetter
    return _read(path, language)


def kinds() -> list[str]:
    """Return every kind of letter that has a file, in the order of the alphabet."""
    return sorted({path.stem for folder in settings.LETTER_DIRS for path in Path(folder).glob("*/*.txt")})


def languages_of(kind: str) -> list[str]:
    """Return the site's languages in which `kind` has a file."""
    _check(kind)
    return [code for code, _name in settings.LANGUAGES if _file(kind, code) is not None]


def placeholders(kind: str) -> frozenset[str]:
    """Return the names that the files of `kind` leave open, in whatever language: there is a value for each."""
    originals = (original(kind, language) for language in languages_of(kind))
    return frozenset(name for text in originals for name in names_in(f"{text.subject}\n{text.body}"))


def names_in(text: str) -> set[str]:
    """Return what `text` leaves open."""
    return set(PLACEHOLDER.findall(text))


def _check(*names: str) -> None:
    # They become part of a path.
    if not all(_NAME.fullmatch(name) for name in names):
        raise UnknownLetter


def _file(kind: str, language: str) -> Path | None:
    paths = (Path(folder) / language / f"{kind}.txt" for folder in settings.LETTER_DIRS)
    return next((path for path in paths if path.is_file()), None)


def _read(path: Path, language: str) -> Text:
    head, _separator, body = path.read_text(encoding="utf-8").partition("\n\n")
    if not head.startswith("Subject:"):
        raise UnknownLetter
    return Text(subject=head.removeprefix("Subject:").strip(), body=body.strip("\n"), language=language)
