"""Asking for a second opinion, giving another day for it, calling it off."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from aiss.accounts.forms import AddressField
from aiss.accounts.models import User
from submissions.admin_forms.fields import DayField, EditorField, LineField, LinesField, expect
from submissions.models import Review, Submission
from submissions.services.reviewing import default_due_on

MESSAGE_LENGTH = 5000
REASON_LENGTH = 2000


class OutsiderAddressField(AddressField):
    """The address of somebody who need not work here; it may be left out for a colleague."""

    def clean(self, value: Any) -> str:
        return super().clean(value) if str(value or "").strip() else ""


def colleagues_for(piece: Submission, actor: User) -> list[int]:
    """Return the ids of staff who may be asked: neither author nor decider, and not shut out."""
    shut_out = piece.conflicts.values("user")
    deciders = {actor.pk, piece.handler_id, piece.author_id} - {None}
    staff = User.objects.active_staff().exclude(pk__in=deciders).exclude(pk__in=shut_out)
    return list(staff.values_list("pk", flat=True))


class AskForm(forms.Form):
    colleague = EditorField(label=_("A colleague"), required=False, empty_label=_("Somebody from outside, named below"))
    name = LineField(label=_("Name"), required=False, max_length=150)
    address = OutsiderAddressField(
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "dir": "ltr", "spellcheck": "false"}),
        help_text=_("They need no account: the letter holds their link."),
    )
    language = forms.ChoiceField(label=_("Language of the letters and of the form"), choices=settings.LANGUAGES)
    due_on = DayField(label=_("Review wanted by"))
    message = LinesField(
        label=_("A word of your own"),
        required=False,
        max_length=MESSAGE_LENGTH,
        help_text=_("Stands in the invitation. Take care not to name the author where the reviewer is not to know."),
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )

    def __init__(self, *args: Any, piece: Submission, actor: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = User.objects.filter(pk__in=colleagues_for(piece, actor)).order_by("display_name")
        self.fields["colleague"].queryset = found
        expect(self, "colleague", "name", "address")
        self.fields["language"].initial = piece.language
        self.fields["due_on"].initial = default_due_on(piece)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not data.get("colleague"):
            for name, sentence in (
                ("name", _("Write the reviewer's name, or choose a colleague.")),
                ("address", _("Write the reviewer's e-mail address, or choose a colleague.")),
            ):
                if name not in self.errors and not data.get(name):
                    self.add_error(name, ValidationError(sentence, code="missing"))
        return data

    def reviewer(self) -> dict[str, str]:
        """Return whom to ask, as the service takes it."""
        colleague = self.cleaned_data["colleague"]
        if colleague:
            return {"name": colleague.display_name, "address": colleague.email}
        return {"name": self.cleaned_data["name"], "address": self.cleaned_data["address"]}


class AnotherDayForm(forms.Form):
    due_on = DayField(label=_("Review wanted by"), help_text=_("The reviewer gets a letter with the new day."))

    def __init__(self, *args: Any, review: Review, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_on"].initial = review.due_on


class CallOffForm(forms.Form):
    reason = LinesField(
        label=_("Reason"),
        required=False,
        max_length=REASON_LENGTH,
        help_text=_("Kept on record, for the desk alone."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
