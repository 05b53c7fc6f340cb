"""What a single line of text from a stranger may hold."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
ENCODED_WORD = re.compile(r"=\?[^?\s]+\?[bqBQ]\?")


def validate_line(value: str) -> None:
    """Refuse line breaks, control characters, bidirectional overrides and raw encoded words.

    Joiners and direction marks stay allowed: Persian needs them.
    """
    if any(unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} for character in value):
        raise ValidationError(_("This line has a line break or a control character. Please remove it."), code="control")
    if BIDI_CONTROLS.intersection(value):
        raise ValidationError(
            _("This line has hidden characters that turn the direction of text. Please type it again."), code="bidi"
        )
    if ENCODED_WORD.search(value):
        raise ValidationError(
            _("This line holds an encoded mail header. Please write it as plain text."), code="encoded"
        )
