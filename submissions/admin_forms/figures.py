"""Which period the figures are of."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from publishing.calendar import EARLIEST, Month, usual_calendar

MOST_YEARS = 10
DAYS_A_YEAR = 366


class Period(TextChoices):
    MONTH = "30", _("the last 30 days")
    QUARTER = "90", _("the last 90 days")
    TWELVE_MONTHS = "365", _("the last 365 days")
    YEAR = "year", _("this year")
    DAYS = "days", _("from one day to another")


USUAL = Period.QUARTER


def last_days(number: int) -> tuple[datetime.date, datetime.date]:
    """Return the first and the last of so many days that end today."""
    today = timezone.localdate()
    return today - datetime.timedelta(days=number - 1), today


def this_year(language: str) -> tuple[datetime.date, datetime.date]:
    """Return the first day of the year that readers of `language` live in, and today."""
    today = timezone.localdate()
    month = Month.of(today, usual_calendar(language))
    return Month(month.calendar, month.year, 1).first, today


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("There is no such day. Write it as 2026-11-30.")},
    )


class PeriodForm(forms.Form):
    """A period, by GET; nothing chosen means the usual one."""

    period = forms.ChoiceField(label=_("Period"), choices=Period.choices, required=False, initial=USUAL)
    first = _day(_("From"))
    last = _day(_("To"))

    def clean_period(self) -> str:
        return self.cleaned_data["period"] or USUAL

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("period") != Period.DAYS or "first" in self.errors or "last" in self.errors:
            return data
        first, last = data["first"], data["last"]
        if first is None or last is None:
            self.add_error(
                "first" if first is None else "last",
                ValidationError(_("Choose the first and the last day of the period."), code="required"),
            )
        elif last < first:
            self.add_error("last", ValidationError(_("The last day lies before the first one."), code="order"))
        elif last > timezone.localdate():
            self.add_error(
                "last", ValidationError(_("This day is yet to come. Choose today or earlier."), code="future")
            )
        elif first < EARLIEST or (last - first).days > MOST_YEARS * DAYS_A_YEAR:
            self.add_error("first", ValidationError(_("A period has ten years at most."), code="too_long"))
        return data

    def days(self) -> tuple[datetime.date, datetime.date]:
        """Return the first and the last day; of the usual period where the form was filled in wrongly."""
        if not self.is_valid():
            return last_days(int(USUAL))
        period = self.cleaned_data["period"]
        if period == Period.DAYS:
            return self.cleaned_data["first"], self.cleaned_data["last"]
        return this_year(get_language()) if period == Period.YEAR else last_days(int(period))
