"""What a letter says, for one kind and one language."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from aiss.mail import text_rules
from aiss.mail.text_rules import BODY_LENGTH, Problem
from aiss.mail.texts import SUBJECT_LENGTH, Text
from submissions import letter_texts
from submissions.admin_forms.base import in_language, rows_for
from submissions.admin_forms.fields import LinesField, expect
from submissions.models import Submission


class LetterTextForm(forms.Form):
    """Subject and body, and the piece to try them out on where there is one."""

    def __init__(
        self, *args: Any, kind: str, language: str, current: Text, pieces: Sequence[Submission] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **{"initial": {"subject": current.subject, "body": current.body}, **kwargs})
        self.kind = kind
        self.language = language
        self.pieces = {piece.reference: piece for piece in pieces}
        self.fields["subject"] = forms.CharField(
            label=_("Subject"),
            max_length=SUBJECT_LENGTH,
            help_text=_("One line that names no person and no title: it shows on locked screens."),
            widget=forms.TextInput(attrs=in_language(language)),
        )
        self.fields["body"] = LinesField(
            label=_("Text"),
            max_length=BODY_LENGTH,
            help_text=_(
                "Plain text; an empty line begins a paragraph. Links, the institute's name and the desk's address"
                " follow by themselves."
            ),
            widget=forms.Textarea(attrs=in_language(language, rows=rows_for(current.body) + 4)),
        )
        if self.pieces:
            titles = [(reference, f"{reference} · {piece.title}") for reference, piece in self.pieces.items()]
            self.fields["piece"] = forms.ChoiceField(
                label=_("Piece for the preview"), choices=[*titles, ("", _("None: made-up names"))], required=False
            )
            self.fields["piece"].initial = titles[0][0]
            expect(self, "piece")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for name in ("subject", "body"):
            data[name] = text_rules.normal(data.get(name, ""))
        known = letter_texts.known(self.kind)
        found = text_rules.problems(self.kind, subject=data["subject"], body=data["body"], known=known)
        self.add_problems(problem for problem in found if problem.field not in self.errors)
        return data

    def add_problems(self, problems: Iterable[Problem]) -> None:
        """Show each problem at its field."""
        for problem in list(problems):
            self.add_error(problem.field, ValidationError(problem.sentence, code=problem.code))

    def text(self) -> Text:
        """Return what was written; for a valid form."""
        return Text(subject=self.cleaned_data["subject"], body=self.cleaned_data["body"], language=self.language)

    def piece(self) -> Submission | None:
        """Return the piece to try the text out on; for a valid form."""
        return self.pieces.get(self.cleaned_data.get("piece", ""))
