"""A piece that came by mail: first its text, then what stands around it."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from aiss.vault import normalise_address
from submissions.admin_forms.fields import (
    TEXT_LENGTH,
    LineField,
    LinesField,
    MailedMixin,
    ParagraphField,
    UploadField,
    expect,
)
from submissions.admin_forms.texts import standfirst_field, title_field
from submissions.models import Call, Kind
from submissions.validators import validate_line

NAME_LENGTH = 150


class ReadForm(forms.Form):
    """The text, as a file or pasted, and its language."""

    language = forms.ChoiceField(label=_("Language of the piece"), choices=settings.LANGUAGES)
    file = UploadField(
        label=_("File"),
        required=False,
        help_text=_("A .docx, .odt, .rtf, .md or .txt is read; a .doc or .pdf is kept as it is. At most 10 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.odt,.rtf,.md,.txt,.doc,.pdf"}),
    )
    pasted = LinesField(
        label=_("Or the text, pasted"),
        required=False,
        max_length=TEXT_LENGTH,
        help_text=_("An empty line parts paragraphs."),
        widget=forms.Textarea(attrs={"rows": 14, "dir": "auto"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        expect(self, "file", "pasted")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not data.get("pasted") and not data.get("file") and "file" not in self.errors:
            self.add_error("file", ValidationError(_("Choose a file, or paste the text."), code="no_text"))
        return data


class EnterForm(MailedMixin, forms.Form):
    """Everything else that is needed to make a piece of it."""

    title = title_field()
    standfirst = standfirst_field()
    public_name = LineField(label=_("Name to be printed"), max_length=NAME_LENGTH)
    is_pen_name = forms.BooleanField(label=_("This is a pen name"), required=False)
    bio = ParagraphField(label=_("Bio"), required=False, max_length=600)
    coauthors = LinesField(
        label=_("Co-authors"),
        required=False,
        max_length=2000,
        help_text=_("Their printed names, one a line. Bios and addresses can follow on the piece's page."),
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    email = forms.EmailField(
        label=_("The author's e-mail address"),
        help_text=_("The receipt and all letters go there. It is kept sealed and not shown at the desk."),
        widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    kind = forms.ModelChoiceField(queryset=Kind.objects.offered(), label=_("Kind"), empty_label=None)
    call = forms.ModelChoiceField(
        queryset=Call.objects.all(),
        label=_("Call"),
        required=False,
        empty_label=_("None"),
        help_text=_("A closed one too, where the letter came in time."),
    )
    letter_language = forms.ChoiceField(label=_("Language of the letters"), choices=settings.LANGUAGES)
    takes_out = forms.BooleanField(
        label=_("Take these lines out of the text"),
        required=False,
        help_text=_(
            "The title, name, standfirst or bio found at its beginning and end, so that nothing is printed twice."
        ),
    )

    def __init__(self, *args: Any, has_proposals: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_proposals:
            del self.fields["takes_out"]
        if not self.fields["call"].queryset.exists():
            del self.fields["call"]
        self.add_message_fields(_("Paste the message, attach it, or both. The author can read it in the timeline."))

    def clean_email(self) -> str:
        try:
            return normalise_address(self.cleaned_data["email"])
        except ValueError as error:
            raise ValidationError(_("Write an e-mail address, such as name@example.org."), code="invalid") from error

    def clean_coauthors(self) -> list[str]:
        names = [line.strip() for line in self.cleaned_data["coauthors"].splitlines() if line.strip()]
        for name in names:
            validate_line(name)
            if len(name) > NAME_LENGTH:
                raise ValidationError(_("A printed name has at most 150 letters."), code="too_long")
        return names

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self.check_message()
        return data

    def fields_of_piece(self) -> dict[str, Any]:
        """Return the values for names of drafting.BLANK; for a valid form."""
        names = ("title", "standfirst", "public_name", "is_pen_name", "bio", "letter_language")
        data = self.cleaned_data
        coauthors = [{"public_name": name} for name in data["coauthors"]]
        call = data.get("call")
        return {name: data[name] for name in names} | {
            "kind": data["kind"].code,
            "call": call.code if call else "",
            "coauthors": coauthors,
        }
