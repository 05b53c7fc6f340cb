"""Who has a piece, and what the desk decides on it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from aiss.accounts.models import User
from aiss.accounts.rights import Right
from publishing.dates import in_words
from submissions import permissions
from submissions.admin_forms.base import MoveForm, in_language
from submissions.admin_forms.comments import CommentsMixin
from submissions.admin_forms.fields import DayField, EditorField, LinesField
from submissions.models import DeclineReason, Submission
from submissions.services.deciding import default_due_on


def editors_for(piece: Submission) -> list[User]:
    """Return who can handle `piece`."""
    return [
        user
        for user in User.objects.with_right(Right.HANDLE).order_by("display_name")
        if permissions.can_see_at_desk(user, piece)
    ]


class AssignForm(MoveForm):
    handler = EditorField(help_text=_("They get a letter that says so."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ids = [user.pk for user in editors_for(self.piece) if user.pk != self.piece.handler_id]
        self.fields["handler"].queryset = User.objects.filter(pk__in=ids).order_by("display_name")


class RequestChangesForm(CommentsMixin, MoveForm):
    filled_in = ("message", "due_on")
    message = LinesField(
        label=_("What should be changed?"),
        max_length=10_000,
        help_text=_("Stands in the letter and on the author's page, in the author's language."),
    )
    due_on = DayField(label=_("New version wanted by"), initial=default_due_on)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["message"].widget.attrs |= in_language(self.piece.letter_language, rows=8)

    def fillings(self) -> Mapping[str, str]:
        return {
            "message": self.cleaned_data["message"],
            "due_on": in_words(self.cleaned_data["due_on"], self.piece.letter_language),
        }


class AcceptForm(CommentsMixin, MoveForm):
    reason_label = _("Why is it accepted without a review?")

    @property
    def owes_reason(self) -> bool:
        """Tell whether pieces of this kind need a review, and this one has none."""
        return self.piece.kind.needs_review and not self.piece.reviews.finished().exists()


class DeclineForm(CommentsMixin, MoveForm):
    filled_in = ("decline_reason",)
    decline_reason = forms.ChoiceField(
        label=_("Reason"),
        choices=[("", _("Choose a reason")), *DeclineReason.choices],
        help_text=_("Stands in the letter."),
    )
    note = LinesField(
        label=_("Note for the desk"),
        required=False,
        max_length=5000,
        help_text=_("The author does not see it."),
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )

    def reason(self) -> str:
        return "\n\n".join(text for text in (super().reason(), self.cleaned_data["note"]) if text)

    def fillings(self) -> Mapping[str, str]:
        with translation.override(self.piece.letter_language):
            return {"decline_reason": str(DeclineReason(self.cleaned_data["decline_reason"]).label)}


class ReopenForm(MoveForm):
    reason_label = _("Why is the piece taken up again?")
    handler = EditorField(label=_("Handling editor"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ids = [user.pk for user in editors_for(self.piece)]
        self.fields["handler"].queryset = User.objects.filter(pk__in=ids).order_by("display_name")
        if self.actor.pk in ids:
            self.fields["handler"].initial = self.actor.pk
