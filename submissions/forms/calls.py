"""The themed call that a piece answers, where there is one to choose."""

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from publishing.dates import in_words
from submissions.models import Call


class CallField(forms.CharField):
    """The code of a call. What is no call is no fault, so that nothing that is sent along is lost for it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"label": _("Is it for one of our calls?"), "required": False, "max_length": 50, **kwargs})
        self.validators = []

    def clean(self, value: str | None) -> str:
        code = super().clean(value)
        return code if Call.objects.coded(code).exists() else ""


def choices_of(calls: list[Call]) -> list[tuple[str, str]]:
    """Return the choices of a field: none, and each call with its last day."""
    return [("", gettext("No, it is on a subject of my own.")), *((call.code, label_of(call)) for call in calls)]


def label_of(call: Call) -> str:
    """Return the call's title with the last day on which it takes pieces."""
    title = call.in_language("title", get_language())
    if not call.is_open:
        return gettext("%(call)s (closed)") % {"call": title}
    if call.closes_on is None:
        return title
    day = in_words(call.closes_on, get_language())
    return gettext("%(call)s (until %(day)s)") % {"call": title, "day": day}
