"""What authors agree to: a change is a new version, numbered on by itself."""

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.db import transaction

from submissions.models import Kind, LicenceText

ENGLISH = "en"  # stands in where a language has no text


def newest(kind: Kind | None, language: str) -> LicenceText | None:
    """Return the newest text of exactly this kind (None: the one for all) in exactly this language."""
    return LicenceText.objects.filter(kind=kind, language=language).order_by("-version").first()


def add(text: LicenceText) -> LicenceText:
    """Store the next version of the text for its kind and language; it is in force at once."""
    with transaction.atomic():
        same = LicenceText.objects.select_for_update().filter(kind=text.kind, language=text.language)
        text.version = max((earlier.version for earlier in same), default=0) + 1
        text.save()
    return text


def in_force(texts: Iterable[LicenceText], kind: Kind | None) -> dict[str, LicenceText]:
    """Return which of `texts` (all there are) an author of `kind` agrees to on the pages of each language.

    It says the same as `LicenceText.objects.current`, without a query for each answer.
    """
    texts = list(texts)
    return {language: _current(texts, kind, language) for language, _name in settings.LANGUAGES}


def _current(texts: Sequence[LicenceText], kind: Kind | None, language: str) -> LicenceText:
    of_kind = [text for text in texts if text.kind_id is None or (kind is not None and text.kind_id == kind.pk)]
    in_language = [text for text in of_kind if text.language == language]
    found = in_language or [text for text in of_kind if text.language == ENGLISH]
    return max(found, key=lambda text: (text.kind_id is not None, text.version))
