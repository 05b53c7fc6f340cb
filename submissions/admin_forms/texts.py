"""The words of a piece: typed, pasted, or put back as a file."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from publishing import html
from publishing.widgets import RichTextWidget
from submissions import manuscripts
from submissions.admin_forms.base import MoveForm, in_language
from submissions.admin_forms.fields import (
    TEXT_LENGTH,
    LineField,
    LinesField,
    MailedMixin,
    ParagraphField,
    UploadField,
    expect,
)
from submissions.services.reading import boilerplate
from submissions.services.versions import SentFile, Text

TITLE_LENGTH = 300
STANDFIRST_LENGTH = 2000


class FileMixin:
    """A manuscript as a file; `manuscript` is what was read from it, None without one."""

    manuscript = None

    def clean_file(self):
        upload = self.cleaned_data["file"]
        if not upload:
            return None
        data = upload.read()
        if manuscripts.is_kept_as_sent(upload.name, data):
            raise ValidationError(
                _("The text of a .doc or .pdf cannot be read. Save it as .docx, or paste the text."), code="not_read"
            )
        try:
            self.manuscript = manuscripts.read(
                data, filename=upload.name, language=self.piece.language, boilerplate=boilerplate()
            )
        except (manuscripts.ManuscriptRefused, manuscripts.ConversionBusy) as refusal:
            raise ValidationError(str(refusal), code="refused") from refusal
        # What stands in the file's head is printed as if it had been typed.
        title_field(required=False).clean(self.manuscript.proposals.title)
        standfirst_field().clean(self.manuscript.proposals.standfirst)
        self.sent_file = SentFile(
            filename=upload.name,
            content=data,
            media_type=upload.content_type or "application/octet-stream",
            images=tuple(self.manuscript.images),
        )
        return upload

    sent_file = None

    def text_of_file(self, title: str, standfirst: str) -> Text:
        """Return the file's text; a title and standfirst found at its head take the place of those given."""
        found = self.manuscript.proposals
        has_head = found.title or found.standfirst
        return Text(
            title=found.title or title,
            standfirst=found.standfirst or standfirst,
            body=found.body_without if has_head else self.manuscript.body,
        )


def title_field(**kwargs: Any) -> LineField:
    return LineField(label=_("Title"), max_length=TITLE_LENGTH, **kwargs)


def standfirst_field() -> ParagraphField:
    return ParagraphField(label=_("Standfirst"), required=False, max_length=STANDFIRST_LENGTH)


class TypedForm(forms.Form):
    """The words of the edit page while somebody types; no rule of printing is asked of them yet."""

    title = forms.CharField(required=False, strip=False, max_length=TITLE_LENGTH)
    standfirst = forms.CharField(required=False, strip=False, max_length=STANDFIRST_LENGTH)
    body = forms.CharField(required=False, strip=False, max_length=TEXT_LENGTH)

    def text(self) -> Text:
        """Return the words; for a valid form."""
        return Text(**{name: self.cleaned_data[name] for name in ("title", "standfirst", "body")})

    def in_one_sentence(self) -> str:
        """Say what is wrong; for a form that is not valid."""
        return gettext("This is more than can be kept: a title has 300 letters, a text about 60,000 words.")


class EditForm(FileMixin, MailedMixin, MoveForm):
    """The current text, to be edited in place or replaced by a file."""

    title = title_field()
    standfirst = standfirst_field()
    body = forms.CharField(label=_("Text"), required=False, max_length=TEXT_LENGTH, widget=RichTextWidget)
    file = UploadField(
        label=_("Or put back an edited file"),
        required=False,
        help_text=_(
            "A .docx, .odt, .rtf, .md or .txt. It takes the place of the text above; changes are shown afterwards."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.odt,.rtf,.md,.txt"}),
    )

    class Media:
        # named behind the editor, which has to be there first
        scripts = ("publishing/editor/editor.js", "submissions/editor/autosave.js")
        js = [forms.Script(path, defer=True) for path in scripts]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("title", "standfirst"):
            self.fields[name].widget.attrs |= in_language(self.piece.language)
        self.fields["body"].widget.language = self.piece.language
        expect(self, "body", "file")
        self.add_message_fields(_("Only where this text came from the author by e-mail."), expected=False)

    @property
    def is_mailed(self) -> bool:
        return bool(self.cleaned_data["message_text"] or self.cleaned_data["message_file"])

    @property
    def message_fields(self) -> list[forms.BoundField]:
        return [self["message_text"], self["message_file"]]

    @property
    def own_fields(self) -> list[forms.BoundField]:
        return [field for field in super().own_fields if not field.name.startswith("message_")]

    def text(self) -> Text:
        """Return the words to be saved; for a valid form."""
        title, standfirst = self.cleaned_data["title"], self.cleaned_data["standfirst"]
        if self.manuscript is not None:
            return self.text_of_file(title, standfirst)
        return Text(title=title, standfirst=standfirst, body=html.clean(self.cleaned_data["body"]))


class ResubmitForm(FileMixin, MailedMixin, MoveForm):
    """A new version that the author sent by mail, with the message it came in."""

    title = title_field()
    standfirst = standfirst_field()
    file = UploadField(
        label=_("The new version as a file"),
        required=False,
        help_text=_("A .docx, .odt, .rtf, .md or .txt."),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.odt,.rtf,.md,.txt"}),
    )
    pasted = LinesField(
        label=_("Or the text, pasted"),
        required=False,
        max_length=TEXT_LENGTH,
        help_text=_("An empty line parts paragraphs."),
        widget=forms.Textarea(attrs={"rows": 12}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("title", "standfirst", "pasted"):
            self.fields[name].widget.attrs |= in_language(self.piece.language)
        expect(self, "file", "pasted")
        self.add_message_fields(_("Becomes the author's reply; they see it on their page."))

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self.check_message()
        if not data.get("pasted") and not data.get("file") and "file" not in self.errors:
            self.add_error("file", ValidationError(_("Attach the new version, or paste its text."), code="no_text"))
        return data

    def text(self) -> Text:
        """Return the words to be saved; for a valid form."""
        title, standfirst = self.cleaned_data["title"], self.cleaned_data["standfirst"]
        if self.manuscript is not None:
            return self.text_of_file(title, standfirst)
        return Text(title=title, standfirst=standfirst, body=html.from_plain_text(self.cleaned_data["pasted"]))
