"""The forms that move a date. Both refuse the date that stands already."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from publishing.dates import in_words
from submissions.admin_forms.base import MoveForm
from submissions.admin_forms.fields import DayField
from submissions.admin_forms.proofing import ScheduleForm
from submissions.letters import moment_in_words


class RescheduleForm(ScheduleForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["publish_at"].label = _("New day and hour of publication")
        if self.piece.publish_at:
            now = moment_in_words(self.piece.publish_at, get_language())
            self.fields["publish_at"].help_text = _("Until now: %(now)s. The institute's clock counts.") % {"now": now}

    def clean_publish_at(self) -> datetime.datetime:
        publish_at = self.cleaned_data["publish_at"]
        if publish_at == self.piece.publish_at:
            raise ValidationError(_("This is the time that is set already. Choose another one."), code="same")
        return publish_at


class MoveDueForm(MoveForm):
    filled_in = ("due_on",)
    due_on = DayField(label=_("Answer wanted by"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.piece.due_on:
            now = in_words(self.piece.due_on, get_language())
            self.fields["due_on"].help_text = _("Until now: %(now)s.") % {"now": now}

    def clean_due_on(self) -> datetime.date:
        due_on = self.cleaned_data["due_on"]
        if due_on == self.piece.due_on:
            raise ValidationError(_("This is the day that is set already. Choose another one."), code="same")
        return due_on

    def fillings(self) -> Mapping[str, str]:
        return {"due_on": in_words(self.cleaned_data["due_on"], self.piece.letter_language)}
