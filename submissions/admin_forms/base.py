"""What every move asks for: its letter, where it sends one, and a reason, where one is owed."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from aiss.accounts.models import User
from submissions import letters
from submissions.admin_forms.fields import LinesField, expect
from submissions.models import Submission
from submissions.services.moving import LetterChoice
from submissions.workflow import Transition

# A name in braces, with the invisible marks around it that keep a right-to-left sentence in order
PLACE = re.compile(rf"(\u2068?)\{{({letters.KEPT}?)([a-z_]+)\}}(\u2069?)")
REASON_LENGTH = 5000
LETTER_LENGTH = 60_000
LETTERS_A_LINE = 75


def direction(language: str) -> str:
    return "rtl" if language in settings.LANGUAGES_BIDI else "ltr"


def in_language(language: str, **attributes: Any) -> dict[str, Any]:
    """Return the attributes of a field whose text is in `language`, whatever the page's is."""
    return {"lang": language, "dir": direction(language), **attributes}


def rows_for(text: str) -> int:
    """Return how high a box has to be for `text` and a little more."""
    return min(20, 3 + sum(1 + len(line) // LETTERS_A_LINE for line in text.split("\n")))


class MoveForm(forms.Form):
    """The form of one move on one piece.

    A letter is offered as it will be sent. Where fields of this very form fill something in (a date, a message), the
    letter holds its name in braces until then; `filled_in` says what stands for each.
    """

    reason_label: Any = _("Reason")
    reason_help: Any = _("Kept on record, for the desk alone.")
    filled_in: tuple[str, ...] = ()

    def __init__(self, *args: Any, piece: Submission, actor: User, transition: Transition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.piece = piece
        self.actor = actor
        self.transition = transition
        self.is_own = piece.author_id == actor.pk
        self._offer_letter()
        self._ask_reason()

    # The letter

    @property
    def has_letter(self) -> bool:
        return self.transition.name in letters.EDITABLE

    @property
    def offered_body(self) -> str:
        """The letter as it stands before anybody edits it, with the names of what this form fills in."""
        editor = self.piece.handler or self.actor
        return letters.body_for(self.transition.name, self.piece, left_open=self.filled_in, editor=editor.display_name)

    def _offer_letter(self) -> None:
        if not self.has_letter:
            return
        self.fields["letter"] = LinesField(
            label=_("Letter to the author"),
            required=False,
            max_length=LETTER_LENGTH,
            initial=self.offered_body,
            help_text=self._letter_help(),
            widget=forms.Textarea(attrs=in_language(self.piece.letter_language, rows=rows_for(self.offered_body))),
        )
        expect(self, "letter")
        self.fields["is_without_letter"] = forms.BooleanField(
            label=_("Without a letter"),
            required=False,
            help_text=_("The author is told nothing. The timeline says so."),
        )

    def _letter_help(self) -> str:
        below = str(_("The links that belong to it, the institute's name and the desk's address follow by themselves."))
        if not self.filled_in:
            return below
        names = ", ".join(f"{{{name}}}" for name in self.filled_in)
        return str(_("What you fill in above takes the place of %(names)s.") % {"names": names}) + " " + below

    def fillings(self) -> Mapping[str, str]:
        """Return, in the author's language, what stands for each name of `filled_in`; for a valid form."""
        return {}

    def letter_body(self) -> str:
        """Return the body as it will be sent."""
        fillings = self.fillings()

        def fill(match: re.Match[str]) -> str:
            before, kept, name, after = match.groups()
            if kept:
                return f"{before}{{{name}}}{after}"
            text = fillings.get(name)
            if text is None:
                return match.group()
            return text if "\n" in text else f"{before}{text}{after}"

        return PLACE.sub(fill, self.cleaned_data["letter"])

    def letter_choice(self) -> LetterChoice:
        """Return what the editor decided about the letter: as it stands, as edited, or none."""
        if not self.has_letter:
            return LetterChoice()
        if self.cleaned_data["is_without_letter"]:
            return LetterChoice(is_sent=False)
        if self.cleaned_data["letter"] == self.offered_body:
            return LetterChoice()
        return LetterChoice(body=self.letter_body())

    # The reason

    def _ask_reason(self) -> None:
        if self.is_own:
            self.fields["reason"] = self._reason_field(
                _("Why do you decide on your own piece?"),
                _("You are the only editor, so nobody else can. The timeline shows the reason to the desk."),
            )
        elif self.owes_reason:
            self.fields["reason"] = self._reason_field(self.reason_label, self.reason_help)
        if "reason" in self.fields and self.has_letter:
            self.order_fields([*(name for name in self.fields if name not in LETTER_FIELDS), *LETTER_FIELDS])

    @property
    def owes_reason(self) -> bool:
        return self.transition.needs_reason

    def _reason_field(self, label: Any, help_text: Any) -> LinesField:
        return LinesField(
            label=label,
            help_text=help_text,
            max_length=REASON_LENGTH,
            widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        )

    def reason(self) -> str:
        return self.cleaned_data.get("reason", "")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.has_letter and not data.get("is_without_letter") and not data.get("letter"):
            self.add_error(
                "letter",
                forms.ValidationError(
                    _("The letter is empty. Write it, or decide without a letter."), code="letter_empty"
                ),
            )
        return data

    @property
    def own_fields(self) -> list[forms.BoundField]:
        """The visible fields apart from the letter's, which stand in a part of their own."""
        return [field for field in self.visible_fields() if field.name not in LETTER_FIELDS]


LETTER_FIELDS = ("letter", "is_without_letter")
