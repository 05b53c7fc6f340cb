"""What is said in a conversation: to the author, and among the desk."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from submissions.admin_forms.base import MoveForm, in_language
from submissions.admin_forms.fields import LinesField

MESSAGE_LENGTH = 10_000


class WriteForm(MoveForm):
    message = LinesField(label=_("Message to the author"), max_length=MESSAGE_LENGTH)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = self.piece.letter_language
        self.fields["message"].help_text = _("They read %(language)s.") % {
            "language": self.piece.get_letter_language_display()
        }
        self.fields["message"].widget.attrs |= in_language(language, rows=5)


class NoteForm(forms.Form):
    text = LinesField(
        label=_("Note for the desk"),
        max_length=MESSAGE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
