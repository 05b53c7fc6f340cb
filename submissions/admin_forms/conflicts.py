"""Who is shut out of a piece, why, and who takes it over."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from aiss.accounts.models import User
from submissions import permissions
from submissions.admin_forms.deciding import editors_for
from submissions.admin_forms.fields import EditorField, LinesField
from submissions.models import Submission

REASON_LENGTH = 5000


def _only(people: list[User]) -> Any:
    return User.objects.filter(pk__in=[user.pk for user in people]).order_by("display_name")


class ConflictForm(forms.Form):
    user = EditorField(label=_("Who has a conflict of interest?"))
    reason = LinesField(
        label=_("Reason"),
        required=False,
        max_length=REASON_LENGTH,
        help_text=_("Kept on record, for the desk alone. For your own conflict you may leave it out."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    successor = EditorField(
        label=_("Who takes the piece over?"),
        required=False,
        empty_label=_("Nobody: back to the queue"),
        help_text=_("Counts where they have the piece now. From review it may go back to the queue."),
    )

    def __init__(self, *args: Any, piece: Submission, actor: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.piece = piece
        editors = editors_for(piece)
        choices = [user for user in editors if permissions.can_declare_conflict(actor, piece, of=user)]
        self.fields["user"].queryset = _only(choices)
        # Who may name several people is not to shut themselves out by leaving the field alone.
        self.fields["user"].initial = actor.pk if choices == [actor] else None
        self.fields["successor"].queryset = _only(editors)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("successor") is not None and data["successor"] == data.get("user"):
            self.add_error(
                "successor", ValidationError(_("This is the person to be shut out. Choose another one."), code="same")
            )
        return data


class LetInForm(forms.Form):
    reason = LinesField(
        label=_("Reason"),
        max_length=REASON_LENGTH,
        help_text=_("Kept on record, for the desk alone."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
