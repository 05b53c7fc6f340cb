"""The text itself: pasted, or as a file."""

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from submissions.forms.base import AuthorForm
from submissions.forms.calls import CallField, choices_of
from submissions.forms.fields import LineField, MessageField, ParagraphField
from submissions.manuscripts import ManuscriptRefused
from submissions.models import Call

ACCEPTED = ".docx,.odt,.rtf,.md,.txt,.doc,.pdf"
READABLE = ".docx,.odt,.rtf,.md,.txt"
MAX_FILE_BYTES = 10 * 1024 * 1024
TITLE_LENGTH = 300
STANDFIRST_LENGTH = 1000

FILE_ERRORS = {
    "empty": _("This file is empty. Please choose the one with your text."),
    "invalid": _("The file did not arrive. Please choose it again."),
    "missing": _("The file did not arrive. Please choose it again."),
    "contradiction": _("The file did not arrive. Please choose it again."),
}


class ManuscriptField(forms.FileField):
    """One file of at most 10 MB."""

    default_error_messages = FILE_ERRORS

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if file and file.size > MAX_FILE_BYTES:
            raise ValidationError(str(ManuscriptRefused("too_large")), code="too_large")
        return file


class PastedField(forms.CharField):
    """A whole text, as it was pasted: nothing is stripped or refused here, the manuscripts' reader judges it."""

    widget = forms.Textarea(attrs={"rows": 14, "class": "text-box"})

    def __init__(self, **kwargs):
        super().__init__(strip=False, required=False, **kwargs)
        self.validators = []


class TextForm(AuthorForm):
    """First step: paste or upload. `has_text` tells that the draft holds a text already."""

    text = PastedField(
        label=_("Paste your text here"), help_text=_("Plain text. An empty line begins a new paragraph.")
    )
    file = ManuscriptField(
        label=_("Or choose a file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        help_text=_(
            "Word (.docx), LibreOffice (.odt), .rtf, .md or .txt, at most 10 MB. A .doc or a .pdf is taken too; the "
            "desk then enters its text by hand."
        ),
    )

    def __init__(self, *args, has_text: bool = False, was_pasted: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.has_text = has_text and not was_pasted
        self.helper.layout = Layout("text", "file")

    def clean(self) -> dict:
        has_new = self.cleaned_data.get("text", "").strip() or self.cleaned_data.get("file")
        if not has_new and not self.has_text and "file" not in self.errors:
            self.add_error("text", ValidationError(_("Please paste your text, or choose a file."), code="required"))
        return self.cleaned_data


class StartForm(TextForm):
    """The first step's form, with the call that the piece answers where there is one to choose."""

    call = CallField(widget=forms.RadioSelect)

    def __init__(self, *args, calls: list[Call], **kwargs):
        super().__init__(*args, **kwargs)
        if calls:
            self.fields["call"].widget.choices = choices_of(calls)
            self.helper.layout.insert(0, "call")
        else:
            del self.fields["call"]


class AnswerForm(TextForm):
    """A new version in answer to the desk's request."""

    title = LineField(label=_("Title"), max_length=TITLE_LENGTH)
    standfirst = ParagraphField(
        label=_("Standfirst"),
        required=False,
        max_length=STANDFIRST_LENGTH,
        help_text=_("One or two sentences below the title, if you like."),
    )
    reply = MessageField(
        label=_("Your reply to the editor"),
        required=False,
        max_length=10_000,
        help_text=_("What you changed, and what you would rather keep."),
    )
    take_out = forms.BooleanField(label=_("Take these lines out of the text."), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs["accept"] = READABLE
        self.fields["file"].help_text = _("Word (.docx), LibreOffice (.odt), .rtf, .md or .txt, at most 10 MB.")
        self.helper.layout = Layout("title", "standfirst", "text", "file", "reply")

    @property
    def answer(self) -> dict[str, str]:
        """Return what a valid form says beside the text."""
        return {name: self.cleaned_data[name] for name in ("title", "standfirst", "reply")}
