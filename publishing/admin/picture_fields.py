"""The fields for a picture: the file, what it shows, and whose it is."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from publishing import pictures
from publishing.content import PublicPicture
from publishing.models import Picture
from publishing.recording import is_one_line


def check_line(text: str) -> None:
    if not is_one_line(text):
        raise ValidationError(
            _("This line holds an invisible control character. Type it anew instead of pasting it."), code="control"
        )


class PictureFieldsMixin:
    """Fields for a `PublicPicture`; add them with `add_picture_fields`, and have the form sent with files.

    A picture is kept as soon as it is sent, under its digest, so that it need not be sent again after a mistake.
    """

    def add_picture_fields(self, picture: PublicPicture | None) -> None:
        line = {"dir": "auto", "class": "vTextField"}
        self.fields["picture_file"] = forms.FileField(
            label=_("Picture above the text"),
            required=False,
            help_text=_("JPEG, PNG or WebP. What the camera wrote into the file is taken out."),
            widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        )
        self.fields["picture_digest"] = forms.CharField(
            required=False, initial=picture.digest if picture else "", widget=forms.HiddenInput
        )
        self.fields["picture_alt"] = forms.CharField(
            label=_("What the picture shows"),
            required=False,
            max_length=300,
            initial=picture.alt if picture else "",
            validators=[check_line],
            help_text=_("In the language of the piece, for readers who cannot see it."),
            widget=forms.TextInput(attrs=line),
        )
        self.fields["picture_credit"] = forms.CharField(
            label=_("Whose picture it is"),
            required=False,
            max_length=200,
            initial=picture.credit if picture else "",
            validators=[check_line],
            help_text=_("Printed below it."),
            widget=forms.TextInput(attrs=line),
        )
        self.fields["without_picture"] = forms.BooleanField(label=_("Without a picture"), required=False)

    def clean_picture_file(self) -> Any:
        upload = self.cleaned_data["picture_file"]
        if upload:
            try:
                picture = pictures.keep_picture(upload.read(pictures.MOST_BYTES + 1))
            except pictures.PictureRefused as refusal:
                raise ValidationError(str(refusal), code=refusal.code) from refusal
            # The page that answers a mistake names the picture that is kept already
            self.data = self.data.copy()
            self.data[self.add_prefix("picture_digest")] = picture.digest
        return upload

    def clean_picture_digest(self) -> str:
        digest = self.data.get(self.add_prefix("picture_digest"), "")
        if digest and not Picture.objects.filter(digest=digest).exists():
            raise ValidationError(_("The picture does not exist any more. Choose it again."), code="unknown")
        return digest

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("picture_digest") and not data.get("without_picture"):
            for name in ("picture_alt", "picture_credit"):
                if not data.get(name, "-"):
                    self.add_error(
                        name, ValidationError(_("Say what the picture shows, and whose it is."), code="required")
                    )
        return data

    def chosen_picture(self) -> PublicPicture | None:
        """Return what was chosen; for a valid form."""
        data = self.cleaned_data
        if not data["picture_digest"] or data["without_picture"]:
            return None
        return PublicPicture(digest=data["picture_digest"], alt=data["picture_alt"], credit=data["picture_credit"])

    def kept_picture(self) -> pictures.ShownPicture | None:
        """Return the picture that the form names, for the page to show."""
        digest = self["picture_digest"].value()
        return pictures.shown(PublicPicture(digest=digest, alt="", credit=""), is_public=False) if digest else None
