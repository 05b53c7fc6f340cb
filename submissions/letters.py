"""What the letters about a piece can say: the values for their placeholders, and the links beneath them."""

import datetime
from collections.abc import Iterable, Mapping
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from aiss.mail import letters
from aiss.mail.letters import Link
from publishing import services as publishing
from publishing.dates import in_digits_of, in_words
from publishing.models import SiteText
from submissions import review_links
from submissions.models import DeclineReason, Review, ReviewState, Submission
from submissions.review_links import Purpose

# Letters whose body the editor sees and may change before it goes, by the transition that sends them
EDITABLE: Mapping[str, str] = {
    "request_changes": "changes-requested",
    "accept": "acceptance",
    "decline": "decline",
    "move_due": "due-moved",
    "reopen": "reopened",
    "send_proof": "proof",
    "recall_proof": "proof-recalled",
    "waive_proof": "proof-waived",
    "schedule": "scheduled",
    "reschedule": "scheduled",
    "unschedule": "unscheduled",
    "publish": "published",
    "correct": "corrected",
    "hide": "hidden",
    "unhide": "shown-again",
}

# Word joiner: invisible, and kept by a browser. After a brace it says that no placeholder begins there.
KEPT = "\u2060"

PLACEHOLDERS: Mapping[str, str] = {
    "reference": _("the reference, such as AISS-2026-0042"),
    "name": _("the author's name as it is printed"),
    "title": _("the title of the current version"),
    "institute": _("the institute's name"),
    "promised_days": _("the promised number of days"),
    "due_on": _("the day by which an answer is needed"),
    "publish_at": _("the time of publication, with the institute's time zone"),
    "message": _("what the sender wrote"),
    "why": _("why something was refused"),
    "person": _("the co-author's printed name and role line"),
    "editor": _("the handling editor's name"),
    "decline_reason": _("the reason for declining, in words"),
    "reviewer": _("the reviewer's name"),
    "answer_by": _("the day by which the reviewer is to agree or decline"),
    "questions": _("the questions that a review of this kind answers"),
    "names_rule": _("who learns whose name in the review"),
}


def joined(parts: Iterable[str], language: str) -> str:
    """Return the parts that say something, with the comma of `language` between them."""
    return (", " if language == "en" else "، ").join(part for part in parts if part)


def moment_in_words(moment: datetime.datetime, language: str) -> str:
    """Return day, hour and time zone as the institute's clock shows them."""
    return _moment_in_words(moment, language, settings.INSTITUTE_TIME_ZONE)


@lru_cache(maxsize=2048)
def _moment_in_words(moment: datetime.datetime, language: str, zone: str) -> str:
    """Return the same for the same: a long timeline says a hundred moments each time it is shown."""
    local = moment.astimezone(ZoneInfo(zone))
    clock = in_digits_of(language, f"{local:%H:%M}")
    return joined((in_words(local.date(), language), f"{clock} ({zone})"), language)


def values(submission: Submission, language: str, **more: str) -> dict[str, str]:
    """Return a value in `language` for every name in PLACEHOLDERS; those in `more` take precedence."""
    with translation.override(language):
        decision = submission.decisions.standing().first()
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
            "reviewer": "",
            "answer_by": "",
            "questions": "",
            "names_rule": "",
        }
    return found | more


def body_for(transition: str, submission: Submission, *, left_open: Iterable[str] = (), **more: str) -> str:
    """Return the body that the editor finds in the box before deciding, in the author's language.

    The names in `left_open` stand in it in braces. Where a value itself holds one so, KEPT marks it as mere words.
    """
    language = submission.letter_language
    names = {name: f"{{{name}}}" for name in left_open}
    found = values(submission, language, **more)
    for written in names.values():
        found = {name: value.replace(written, written.replace("{", "{" + KEPT)) for name, value in found.items()}
    return letters.body_for(EDITABLE[transition], language, found | names)


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


def review_path(review: Review) -> str:
    """Return the path of the page that waits for the reviewer now: to answer, or to write."""
    is_agreed = review.state == ReviewState.AGREED
    name, purpose = ("review-write", Purpose.WRITE) if is_agreed else ("review", Purpose.ANSWER)
    with translation.override(review.language):
        return reverse(f"submissions:{name}", args=[review_links.sign(review.public_id, purpose)])


def review_link(review: Review) -> Link:
    """Return the link that a letter to the reviewer holds; it opens without an account and works for one purpose."""
    is_agreed = review.state == ReviewState.AGREED
    with translation.override(review.language):
        label = gettext("Read the piece and write the review") if is_agreed else gettext("Agree or decline")
    return Link(label, settings.SITE_URL + review_path(review))
