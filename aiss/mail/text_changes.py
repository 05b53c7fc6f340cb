"""Changing what a letter says, and going back to what its file says; every change is kept."""

from collections.abc import Collection

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from aiss.mail import text_rules, texts
from aiss.mail.models import LetterText, LetterTextChange
from aiss.mail.text_rules import Problem


class TextRefused(ValueError):
    """The text holds what a letter may not hold; `problems` says what, each with a sentence."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__()
        self.problems = problems

    def __str__(self) -> str:
        return " ".join(problem.sentence for problem in self.problems)


class TextChanged(Exception):
    """Somebody else changed the text after the page was opened."""

    def __str__(self) -> str:
        return _("Somebody else has changed this text meanwhile. Compare both, then save again what is to stand.")


def newest_change(kind: str, language: str) -> int:
    """Return the number of the last change, 0 for a text that nobody has changed: what a page has to bring back."""
    newest = LetterTextChange.objects.filter(kind=kind, language=language).first()
    return newest.number if newest else 0


def save(kind: str, language: str, *, subject: str, body: str, known: Collection[str], seen: int, by: str) -> bool:
    """Have a letter say this from now on and return whether that is anything new.

    A text that is the file's own leaves no row. `known` holds the placeholders for which the letter has values, `seen`
    is the last change that the writer saw, `by` the public id of a member of staff. Raises UnknownLetter, TextRefused
    and TextChanged.
    """
    subject, body = text_rules.normal(subject), text_rules.normal(body)
    original = texts.original(kind, language)
    if (subject, body) == (original.subject, original.body):
        return restore(kind, language, seen=seen, by=by)
    problems = text_rules.problems(kind, subject=subject, body=body, known=known)
    if problems:
        raise TextRefused(problems)
    with transaction.atomic():
        if LetterText.objects.filter(kind=kind, language=language, subject=subject, body=body).exists():
            return False
        change = _record(kind, language, seen=seen, by=by, subject=subject, body=body)
        LetterText.objects.update_or_create(
            kind=kind,
            language=language,
            defaults={"subject": subject, "body": body, "changed_at": change.changed_at, "changed_by": by},
        )
    return True


def restore(kind: str, language: str, *, seen: int, by: str) -> bool:
    """Have a letter say again what its file says and return whether it said anything else. Raises TextChanged."""
    with transaction.atomic():
        edited = LetterText.objects.filter(kind=kind, language=language)
        if not edited.exists():
            return False
        _record(kind, language, seen=seen, by=by)
        edited.delete()
    return True


def _record(kind: str, language: str, *, seen: int, by: str, **text: str) -> LetterTextChange:
    if newest_change(kind, language) != seen:
        raise TextChanged
    try:
        with transaction.atomic():
            return LetterTextChange.objects.create(
                kind=kind, language=language, number=seen + 1, changed_at=timezone.now(), changed_by=by, **text
            )
    except IntegrityError as error:
        # Two at once read the same number, and the other one was first.
        raise TextChanged from error
