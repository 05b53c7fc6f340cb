"""Fields that several forms of the desk share."""

import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aiss.accounts.models import User
from submissions.services.moving import Mailed
from submissions.validators import validate_line

FILE_BYTES = 10 * 1024 * 1024
TEXT_LENGTH = 400_000


class LinesField(forms.CharField):
    """Several lines of plain text; the line ends that browsers send become the one that we keep."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        return text.replace("\r\n", "\n").replace("\r", "\n")


class LineField(forms.CharField):
    """One printed line, without what could turn or break the lines around it."""

    default_validators = [validate_line]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"widget": forms.TextInput(attrs={"dir": "auto"}), **kwargs})


class ParagraphField(forms.CharField):
    """One printed paragraph: line breaks become spaces, and it holds nothing that the page would refuse to print."""

    default_validators = [validate_line]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"widget": forms.Textarea(attrs={"rows": 2, "dir": "auto"}), **kwargs})

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())


class DayField(forms.DateField):
    """A day that is not over yet."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def validate(self, value: datetime.date | None) -> None:
        super().validate(value)
        if value is not None and value < timezone.localdate():
            raise ValidationError(_("This day is in the past. Choose today or a later day."), code="past")


class InstituteMomentField(forms.SplitDateTimeField):
    """A day and an hour as the institute's clock shows them; the value is an aware instant."""

    widget = forms.SplitDateTimeWidget(
        date_attrs={"type": "date", "aria-label": _("Day")},
        time_attrs={"type": "time", "aria-label": _("Hour")},
        date_format="%Y-%m-%d",
        time_format="%H:%M",
    )

    def compress(self, data_list: list[Any]) -> datetime.datetime | None:
        if not data_list or None in data_list or "" in data_list:
            return None
        zone = ZoneInfo(settings.INSTITUTE_TIME_ZONE)
        day, hour = data_list
        first = datetime.datetime.combine(day, hour, tzinfo=zone)
        second = first.replace(fold=1)
        if first.utcoffset() == second.utcoffset():
            return first
        if first.astimezone(datetime.UTC).astimezone(zone).replace(tzinfo=None) == first.replace(tzinfo=None):
            raise ValidationError(
                _("The clocks are put back at this hour, so that it comes twice. Choose an hour before or after."),
                code="ambiguous",
            )
        raise ValidationError(
            _("The clocks are put forward, so that this hour does not exist on that day. Choose an hour later."),
            code="nonexistent",
        )


class UploadField(forms.FileField):
    """A file of at most 10 MB."""

    def clean(self, data: UploadedFile | None, initial: Any = None) -> UploadedFile | None:
        upload = super().clean(data, initial)
        if upload and upload.size > FILE_BYTES:
            raise ValidationError(
                _("This file is larger than 10 MB. Take the pictures out of it, or paste the text."), code="too_large"
            )
        return upload


class EditorField(forms.ModelChoiceField):
    """One of the editors who can handle the piece."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{"queryset": User.objects.none(), "label": _("Editor"), "empty_label": _("Choose an editor"), **kwargs}
        )

    def label_from_instance(self, user: User) -> str:
        return user.display_name


def expect(form: forms.Form, *names: str) -> None:
    """Have fields that stand in for each other not be called optional, though each may stay empty."""
    for name in names:
        form.fields[name].is_expected = True


class MailedMixin:
    """The message that came by mail: attached, pasted, or both. Add the fields with `add_message_fields`."""

    def add_message_fields(self, text_help: Any, *, expected: bool = True) -> None:
        self.fields["message_text"] = LinesField(
            label=_("What the author wrote"),
            required=False,
            max_length=20_000,
            help_text=text_help,
            widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        )
        self.fields["message_file"] = UploadField(
            label=_("The message as a file"),
            required=False,
            help_text=_("Kept sealed beside the entry, as evidence. Nobody is shown it here."),
        )
        if expected:
            expect(self, "message_text", "message_file")

    def mailed(self) -> Mailed:
        """Return the message as the services take it; for a valid form."""
        upload = self.cleaned_data["message_file"]
        text = self.cleaned_data["message_text"]
        if not upload:
            return Mailed(text=text)
        return Mailed(
            text=text, filename=upload.name, content=upload.read(), media_type=upload.content_type or Mailed.media_type
        )

    def check_message(self) -> None:
        """Add an error unless there is a message; for `clean`."""
        if not self.cleaned_data.get("message_text") and not self.cleaned_data.get("message_file"):
            self.add_error(
                "message_text",
                ValidationError(_("Please attach the message, or paste what the author wrote."), code="no_message"),
            )
