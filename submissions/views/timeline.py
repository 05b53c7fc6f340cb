"""What happened to a piece, in words that its author may read: never a reason, a name or a note of the desk's."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from aiss.mail.models import State
from submissions.models import Event, Letter, Submission
from submissions.services.taking_back import known_to_author
from submissions.workflow import Who

# An action that stands nowhere here is the desk's own business.
WHAT_HAPPENED: Mapping[str, str] = {
    "submit": _("The piece arrived."),
    "claim": _("An editor took the piece up."),
    "release": _("The piece went back to the desk's queue."),
    "hand_back": _("The piece went back to the desk's queue."),
    "handed_over": _("Another editor has the piece now."),
    "lapse": _("The piece went back to the desk's queue."),
    "write": _("The desk wrote to you."),
    "write_back": _("You wrote to the desk."),
    "move_due": _("The desk gave another due date."),
    "reschedule": _("The date of publication was moved."),
    "changes_reminded": _("We reminded you of the new version."),
    "promise_missed": _("The day we promised an answer by has passed; we are late."),
    "edit": _("Your editor saved a new version."),
    "edit_details": _("Your editor changed how names or details will be printed."),
    "request_changes": _("The desk asked for changes."),
    "accept": _("The piece was accepted."),
    "decline": _("The desk decided not to publish the piece."),
    "reopen": _("The desk took the piece up again."),
    "resubmit": _("A new version arrived."),
    "withdraw": _("The piece was withdrawn."),
    "send_proof": _("The final page was sent for approval."),
    "recall_proof": _("The desk took the final page back for more editing."),
    "approve_proof": _("The final page was approved."),
    "dispute_proof": _("A change to the final page was asked for."),
    "waive_proof": _("The chief editor cleared the final page in your place."),
    "proof_reminded": _("We reminded you of the final page."),
    "name_confirmed": _("A co-author confirmed the printed name."),
    "schedule": _("The date of publication was set."),
    "unschedule": _("The date of publication was taken back."),
    "refuse_due": _("Publication was put off for a technical reason; your editor knows."),
    "publish": _("The piece was published."),
    "correct": _("The article was corrected, with a note for readers."),
    "update": _("The article was updated."),
    "hide": _("The article was taken from the site."),
    "unhide": _("The article was shown again."),
    "ask_takedown": _("You asked to take the article down."),
    "ask_rename": _("You asked to change the printed name."),
}

LETTERS: Mapping[str, str] = {
    "receipt": _("Receipt"),
    "receipt-of-version": _("Receipt of your new version"),
    "changes-requested": _("Request for changes"),
    "message": _("Message from the desk"),
    "late-answer": _("A word about our late answer"),
    "changes-reminder": _("Reminder of the new version"),
    "due-moved": _("Another due date"),
    "acceptance": _("Acceptance"),
    "decline": _("Decision not to publish"),
    "reopened": _("Your piece is taken up again"),
    "proof": _("Final page to approve"),
    "proof-reminder": _("Reminder of the final page"),
    "proof-recalled": _("The final page is taken back"),
    "proof-waived": _("Cleared in your place"),
    "scheduled": _("The date of publication"),
    "unscheduled": _("The date no longer stands"),
    "published": _("Your piece is published"),
    "corrected": _("The article is corrected"),
    "hidden": _("The article is taken from the site"),
    "shown-again": _("The article is shown again"),
    "withdrawal": _("Receipt of the withdrawal"),
}

LETTER_STATES: Mapping[str, str] = {
    State.WAITING: _("on its way"),
    State.SENDING: _("on its way"),
    State.SENT: _("sent"),
    State.DEAD: _("could not be delivered; the desk knows"),
    State.CANCELLED: _("not sent"),
}

BY_AUTHOR = _("You")
BY_MAIL = _("You, by e-mail; entered by the desk")
BY_CLOCK = _("By itself")
BY_DESK = _("The desk")
WHO_ACTED: Mapping[str, str] = {Who.AUTHOR: BY_AUTHOR, Who.BY_MAIL: BY_MAIL, Who.CLOCK: BY_CLOCK}


@dataclass(frozen=True, kw_only=True)
class Entry:
    at: datetime.datetime
    what: str
    who: str


@dataclass(frozen=True, kw_only=True)
class LetterLine:
    at: datetime.datetime
    kind: str
    state: str
    has_failed: bool


def entries_of(piece: Submission) -> list[Entry]:
    """Return what happened, the newest first; what was said stands in the conversation."""
    events = known_to_author(piece).filter(action__in=WHAT_HAPPENED).order_by("-at", "-pk")
    return [_entry(event) for event in events]


def _entry(event: Event) -> Entry:
    # Who confirmed a name is a co-author, whatever account the event stands under.
    who = "" if event.action == "name_confirmed" else str(WHO_ACTED.get(event.as_who, BY_DESK))
    return Entry(at=event.at, what=str(WHAT_HAPPENED[event.action]), who=who)


def letters_of(piece: Submission) -> list[LetterLine]:
    """Return which letters went to the author, the newest first; what they say is in the author's own mailbox."""
    letters = (
        Letter.objects.filter(event__in=known_to_author(piece), is_to_author=True, email__kind__in=LETTERS)
        .select_related("email")
        .defer("email__recipient", "email__text", "email__html")
        .order_by("-pk")
    )
    return [_line(letter) for letter in letters]


def _line(letter: Letter) -> LetterLine:
    email = letter.email
    return LetterLine(
        at=email.sent_at or email.created_at,
        kind=str(LETTERS[email.kind]),
        state=str(LETTER_STATES[email.state]),
        has_failed=email.state == State.DEAD,
    )
