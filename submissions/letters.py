"""What the letters about a piece can say: the values for their placeholders, and the links beneath them."""

import datetime
from collections.abc import Iterable, Mapping
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from aiss.mail import letters
from aiss.mail.letters import Link
from publishing import services as publishing
from publishing.dates import in_digits_of, in_words, institute_day
from publishing.models import SiteText
from submissions.models import DeclineReason, Submission

# Letters whose body the editor sees and may change before it goes, by the transition that sends them
EDITABLE: Mapping[str, str] = {
    "request_changes": "changes-requested",
    "accept": "acceptance",
    "decline": "decline",
    "reopen": "reopened",
    "send_proof": "proof",
    "recall_proof": "proof-recalled",
    "waive_proof": "proof-waived",
    "schedule": "scheduled",
    "unschedule": "unscheduled",
    "publish": "published",
    "correct": "corrected",
    "hide": "hidden",
    "unhide": "shown-again",
}

PLACEHOLDERS: Mapping[str, str] = {
    "reference": "the reference, such as AISS-2026-0042",
    "name": "the author's name as it is printed",
    "title": "the title of the current version",
    "institute": "the institute's name",
    "promised_days": "the promised number of days",
    "due_on": "the day by which an answer is needed",
    "publish_at": "the time of publication, with the institute's time zone",
    "message": "what the sender wrote",
    "why": "why something was refused",
    "person": "the co-author's printed name and role line",
    "editor": "the handling editor's name",
    "decline_reason": "the reason for declining, in words",
}


def joined(parts: Iterable[str], language: str) -> str:
    """Return the parts that say something, with the comma of `language` between them."""
    return (", " if language == "en" else "، ").join(part for part in parts if part)


def moment_in_words(moment: datetime.datetime, language: str) -> str:
    """Return day, hour and time zone as the institute's clock shows them."""
    local = moment.astimezone(ZoneInfo(settings.INSTITUTE_TIME_ZONE))
    clock = in_digits_of(language, f"{local:%H:%M}")
    return joined((in_words(institute_day(moment), language), f"{clock} ({settings.INSTITUTE_TIME_ZONE})"), language)


def values(submission: Submission, language: str, **more: str) -> dict[str, str]:
    """Return a value in `language` for every name in PLACEHOLDERS; those in `more` take precedence."""
    with translation.override(language):
        decision = submission.decisions.first()
        found = {
            "reference": submission.reference,
            "name": submission.public_name,
            "title": submission.title,
            "institute": SiteText.objects.in_language(language).institute_name,
            "promised_days": in_digits_of(language, settings.PROMISED_DAYS),
            "due_on": in_words(submission.due_on, language) if submission.due_on else "",
            "publish_at": moment_in_words(submission.publish_at, language) if submission.publish_at else "",
            "message": "",
            "why": "",
            "person": "",
            "editor": submission.handler.display_name if submission.handler else "",
            "decline_reason": str(DeclineReason(decision.reason).label) if decision and decision.reason else "",
        }
    return found | more


def body_for(transition: str, submission: Submission, **more: str) -> str:
    """Return the body that the editor finds in the box before deciding, in the author's language."""
    language = submission.letter_language
    return letters.body_for(EDITABLE[transition], language, values(submission, language, **more))


def _link(label: str, language: str, name: str, *args: str) -> Link:
    with translation.override(language):
        return Link(str(label), settings.SITE_URL + reverse(name, args=args))


def piece_link(submission: Submission, language: str) -> Link:
    """Return the link to the author's page of the piece; it opens after signing in."""
    return _link(_("Your piece's page"), language, "submissions:piece", submission.reference)


def proof_link(submission: Submission, language: str) -> Link:
    return _link(_("Read the proof and answer"), language, "submissions:proof", submission.reference)


def desk_link(submission: Submission, language: str) -> Link:
    return _link(_("Open the piece at the desk"), language, "admin:submissions_submission_change", str(submission.pk))


def article_link(submission: Submission, language: str) -> Link:
    with translation.override(language):
        return Link(gettext("Read the article"), settings.SITE_URL + publishing.address(submission.article))


def name_link(token: str, language: str) -> Link:
    return _link(_("See and confirm your printed name"), language, "submissions:confirm-name", token)


def draft_link(token: str, language: str) -> Link:
    return _link(_("Go on with your draft"), language, "submissions:draft-link", token)


def code_link(language: str) -> Link:
    return _link(_("Enter the code here"), language, "submissions:code")
