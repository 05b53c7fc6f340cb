"""Who is editing a text and from which page, others in words, and hours by the institute's clock."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from publishing.dates import in_digits_of, institute_day
from submissions.admin.pages import whole_number
from submissions.letters import moment_in_words
from submissions.services.working_copies import OtherEditor, Sitting, moment_of

# What the script of the edit page says; {when} and {why} are filled in by it.
KEEPING: Mapping[str, Any] = {
    "kept": _("Kept at {when}. Not saved as a version yet."),
    "lost": _("Not kept: the connection is lost. Your text is still on this page."),
    "lostSince": _("Not kept since {when}: the connection is lost. Your text is still on this page."),
    "failed": _("Not kept: the desk does not take it at the moment. Your text is still on this page."),
    "refused": _("Not kept. {why}"),
    "signedOut": _("Not kept: you were signed out meanwhile. Your text is still on this page."),
    "signIn": _("Sign in in a new tab, then come back here."),
}


def sitting_of(sent: Mapping[str, str]) -> Sitting:
    """Return the edit page that a form was sent from; one that does not say when it was opened was opened now."""
    return Sitting(
        opened_at=moment_of(sent.get("opened", "")) or timezone.now(),
        based_on=whole_number(sent.get("based_on", "")),
        resumed=sent.get("resumed", ""),
    )


def hour_or_day(moment: datetime.datetime) -> str:
    """Return "13:40" where that was today, and otherwise the day as well, in the viewer's language."""
    language = get_language()
    if institute_day(moment) == institute_day(timezone.now()):
        local = moment.astimezone(ZoneInfo(settings.INSTITUTE_TIME_ZONE))
        return in_digits_of(language, f"{local:%H:%M}")
    return moment_in_words(moment, language).rpartition(" (")[0]


def told(others: Iterable[OtherEditor]) -> list[str]:
    """Return a sentence about each of them: who is there now and since when, and who left an unfinished edit."""
    return [_about(other) for other in others]


def _about(other: OtherEditor) -> str:
    if other.is_here:
        return gettext("%(name)s is editing this text since %(when)s.") % {
            "name": other.name,
            "when": hour_or_day(other.since),
        }
    return gettext("%(name)s has an unfinished edit of version %(number)s, kept at %(when)s and not saved.") % {
        "name": other.name,
        "number": in_digits_of(get_language(), other.based_on),
        "when": hour_or_day(other.kept_at),
    }
