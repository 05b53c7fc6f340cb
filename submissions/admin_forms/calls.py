"""Themed calls, and new versions of what authors agree to."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from submissions.admin_forms.base import in_language, rows_for
from submissions.admin_forms.kinds import in_each_language
from submissions.models import Call, Kind, LicenceText
from submissions.services import licences

LICENCE_LENGTH = 20_000
A_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class CallForm(forms.ModelForm):
    kind = forms.ModelChoiceField(
        queryset=Kind.objects.all(),
        required=False,
        label=_("Kind"),
        empty_label=_("Any kind"),
        help_text=_("Chosen for whoever answers the call; they can still choose another."),
    )

    class Meta:
        model = Call
        fields = (
            "code",
            "title_en",
            "title_fa",
            "title_ps",
            "text_en",
            "text_fa",
            "text_ps",
            "kind",
            "opens_on",
            "closes_on",
        )
        widgets = {
            "code": forms.TextInput(attrs={"dir": "ltr", "autocapitalize": "none", "spellcheck": "false"}),
            **in_each_language("title"),
            **in_each_language("text", rows=6),
            "opens_on": A_DAY,
            "closes_on": A_DAY,
        }
        help_texts = {
            "code": _(
                "Small letters a to z, digits and hyphens, such as “water-2027”. It stands in the address that "
                "you can hand on, so it can never be changed."
            ),
            "title_fa": _("Where it is empty, authors read the English one."),
            "title_ps": _("Where it is empty, authors read the English one."),
            "text_en": _("What the call wants, in plain text. An empty line begins a new paragraph."),
            "text_fa": _("Where it is empty, authors read the English one."),
            "text_ps": _("Where it is empty, authors read the English one."),
            "opens_on": _("From this day on it stands on the page “Write for us”, by the institute's clock."),
            "closes_on": _("The last day. Empty: stays open. Whoever chose it in time may still send a day later."),
        }


class LicenceTextForm(forms.ModelForm):
    """The next version of a text. `initial` may name its language and kind; it then begins with the one in force."""

    kind = forms.ModelChoiceField(
        queryset=Kind.objects.all(),
        required=False,
        label=_("Kind"),
        empty_label=_("Every kind that has no text of its own"),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    text = forms.CharField(
        label=_("Text"),
        max_length=LICENCE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 12, "dir": "auto"}),
        help_text=_(
            "Plain text. Authors agree to it when they send a piece; who agreed to an earlier version stays with that."
        ),
    )

    class Meta:
        model = LicenceText
        fields = ("kind", "language", "text")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = self.initial.get("language")
        if language:
            attributes = in_language(language, rows=max(rows_for(self.initial.get("text", "")), 8))
            self.fields["text"].widget.attrs |= attributes

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if "kind" in data and data.get("language") and data.get("text"):
            newest = licences.newest(data["kind"], data["language"])
            if newest is not None and newest.text == data["text"]:
                self.add_error(
                    "text",
                    ValidationError(_("This is the text in force already. Nothing has to be added."), code="same"),
                )
        return data
