"""The proof and the date."""

import datetime
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from publishing.dates import in_words
from submissions.admin_forms.base import MoveForm
from submissions.admin_forms.checklist import ChecklistMixin
from submissions.admin_forms.extras import ExtrasMixin
from submissions.admin_forms.fields import DayField, InstituteMomentField, LinesField
from submissions.admin_forms.people import NEW_PROFILE
from submissions.letters import moment_in_words
from submissions.services import profiles
from submissions.services.deciding import default_due_on
from submissions.services.proofing import unconfirmed

USUAL_HOUR = 8
NO_PROFILE = "none"


def tomorrow_morning() -> datetime.datetime:
    """Return tomorrow at the usual hour, by the institute's clock."""
    zone = ZoneInfo(settings.INSTITUTE_TIME_ZONE)
    day = timezone.localdate(timezone=zone) + datetime.timedelta(days=1)
    return datetime.datetime.combine(day, datetime.time(USUAL_HOUR), tzinfo=zone)


class SendProofForm(ExtrasMixin, MoveForm):
    filled_in = ("due_on",)
    due_on = DayField(label=_("Answer wanted by"), initial=default_due_on)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.without_profile = [person for person in self.piece.contributors.all() if person.profile_id is None]
        for person in self.without_profile:
            used = profiles.used_under(self.piece, person.public_name)
            self.fields[f"profile_{person.pk}"] = forms.ChoiceField(
                label=format_lazy(_("Public profile of {name}"), name=person.public_name),
                choices=[
                    *((str(pk), str(author)) for pk, author in used.items()),
                    (NEW_PROFILE, _("A new profile under this name")),
                    (NO_PROFILE, _("None")),
                ],
                help_text=_(
                    "The author's page on the site. Only profiles under exactly this printed name are proposed."
                ),
            )
        if unconfirmed(self.piece):
            self.fields["unconfirmed_reason"] = LinesField(
                label=_("Why does the proof go out before every co-author has confirmed their name?"),
                required=False,
                max_length=5000,
                help_text=_("Leave it empty and wait, or write the reason. It is kept on record."),
                widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
            )
        self.add_extras_fields()

    def profiles(self) -> dict[int, int | None]:
        """Return the chosen profiles as `services.profiles.give` takes them."""
        chosen = {person.pk: self.cleaned_data[f"profile_{person.pk}"] for person in self.without_profile}
        return {pk: None if value == NEW_PROFILE else int(value) for pk, value in chosen.items() if value != NO_PROFILE}

    def fillings(self) -> Mapping[str, str]:
        return {"due_on": in_words(self.cleaned_data["due_on"], self.piece.letter_language)}


class RecallProofForm(MoveForm):
    reason_label = _("Why is the proof taken back?")


class WaiveProofForm(MoveForm):
    reason_label = _("Why is it published without the author's approval?")


class PublishForm(ChecklistMixin, MoveForm):
    pass


class ScheduleForm(ChecklistMixin, MoveForm):
    filled_in = ("publish_at",)
    publish_at = InstituteMomentField(label=_("Day and hour of publication"), initial=tomorrow_morning)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["publish_at"].help_text = _("By the institute's clock: %(zone)s.") % {
            "zone": settings.INSTITUTE_TIME_ZONE
        }

    def fillings(self) -> Mapping[str, str]:
        return {"publish_at": moment_in_words(self.cleaned_data["publish_at"], self.piece.letter_language)}
