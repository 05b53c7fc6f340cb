"""The whole editorial process as data: statuses, and who may move a piece from where to where.

Nothing here writes. `submissions.services.moving` carries a transition out; docs/workflow.md tells it to editors.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Status(TextChoices):
    SUBMITTED = "submitted", _("Received")
    IN_REVIEW = "in_review", _("With an editor")
    CHANGES_REQUESTED = "changes_requested", _("Changes requested")
    ACCEPTED = "accepted", _("Accepted, being edited")
    PROOF_SENT = "proof_sent", _("Author's approval is needed")
    APPROVED = "approved", _("Approved by the author")
    SCHEDULED = "scheduled", _("Scheduled")
    PUBLISHED = "published", _("Published")
    DECLINED = "declined", _("Not published")
    WITHDRAWN = "withdrawn", _("Withdrawn by the author")


class Who(StrEnum):
    """The part a person plays towards one piece; `submissions.permissions.parts` works it out."""

    AUTHOR = "author"
    BY_MAIL = "by mail"  # the handling editor enters what the author sent by mail
    EDITOR = "editor"
    HANDLER = "handling editor"  # of an unclaimed piece: any editor, who claims it by deciding
    PUBLISHER = "editor with publish right"
    CHIEF = "chief editor"
    DECIDER = "editor who decided"  # while the decision can still be taken back
    CLOCK = "clock"


@dataclass(frozen=True, kw_only=True)
class Transition:
    """One row of the table. `moves` maps each status it starts from to the status it leads to.

    None is the status in which the last decision found the piece.
    """

    name: str
    label: str
    moves: Mapping[Status, Status | None]
    who: frozenset[Who]
    needs_reason: bool = False
    letters: tuple[str, ...] = ()


S = Status
HANDLED = (S.IN_REVIEW, S.CHANGES_REQUESTED, S.ACCEPTED, S.PROOF_SENT, S.APPROVED, S.SCHEDULED)
OPEN = (S.SUBMITTED, *HANDLED)
CLOSED = (S.PUBLISHED, S.DECLINED, S.WITHDRAWN)
WAITING_FOR_AUTHOR = (S.CHANGES_REQUESTED, S.PROOF_SENT)
WAITING_FOR_DESK = (S.SUBMITTED, S.IN_REVIEW, S.ACCEPTED, S.APPROVED)
AUTHOR = frozenset({Who.AUTHOR, Who.BY_MAIL})
HANDLER = frozenset({Who.HANDLER})
PUBLISHER = frozenset({Who.PUBLISHER})


def to(target: Status, *sources: Status) -> dict[Status, Status]:
    return dict.fromkeys(sources, target)


def to_former(*sources: Status) -> dict[Status, None]:
    return dict.fromkeys(sources)


def staying(*sources: Status) -> dict[Status, Status]:
    return {source: source for source in sources}


# fmt: off
_TABLE = (
    # At the desk
    Transition(name="claim", label=_("Claim"), moves=to(S.IN_REVIEW, S.SUBMITTED), who=frozenset({Who.EDITOR})),
    Transition(name="assign", label=_("Assign"), moves=to(S.IN_REVIEW, S.SUBMITTED) | staying(*HANDLED), who=frozenset({Who.EDITOR}), letters=("assignment",)),
    Transition(name="release", label=_("Release"), moves=to(S.SUBMITTED, S.IN_REVIEW), who=HANDLER | {Who.CHIEF}),
    Transition(name="hand_back", label=_("Back to the queue: the editor left"), moves=to(S.SUBMITTED, S.IN_REVIEW), who=frozenset({Who.CLOCK})),
    Transition(name="lapse", label=_("Back to the queue: nothing happened"), moves=to(S.SUBMITTED, S.IN_REVIEW), who=frozenset({Who.CLOCK}), letters=("claim-lapsed",)),
    Transition(name="write", label=_("Write to the author"), moves=staying(*Status), who=HANDLER | {Who.CHIEF}, letters=("message",)),
    Transition(name="edit", label=_("New version"), moves=staying(S.IN_REVIEW, S.ACCEPTED), who=HANDLER | {Who.CHIEF}),
    Transition(name="edit_details", label=_("Edit names and details"), moves=staying(S.IN_REVIEW, S.CHANGES_REQUESTED, S.ACCEPTED), who=HANDLER | {Who.CHIEF}),
    # Decisions
    Transition(name="request_changes", label=_("Request changes"), moves=to(S.CHANGES_REQUESTED, S.SUBMITTED, S.IN_REVIEW, S.ACCEPTED), who=HANDLER, letters=("changes-requested",)),
    Transition(name="accept", label=_("Accept"), moves=to(S.ACCEPTED, S.SUBMITTED, S.IN_REVIEW), who=HANDLER, letters=("acceptance",)),
    Transition(name="decline", label=_("Decline"), moves=to(S.DECLINED, *OPEN), who=HANDLER, letters=("decline",)),
    Transition(name="take_back", label=_("Take the decision back"), moves=to_former(S.CHANGES_REQUESTED, S.ACCEPTED, S.DECLINED), who=frozenset({Who.DECIDER})),
    Transition(name="move_due", label=_("Give another due date"), moves=staying(S.CHANGES_REQUESTED, S.PROOF_SENT), who=HANDLER | {Who.CHIEF}, letters=("due-moved",)),
    Transition(name="reopen", label=_("Reopen"), moves=to(S.IN_REVIEW, S.DECLINED, S.WITHDRAWN), who=frozenset({Who.CHIEF}), needs_reason=True, letters=("reopened",)),
    # The author
    Transition(name="resubmit", label=_("Send a new version"), moves=to(S.IN_REVIEW, S.CHANGES_REQUESTED), who=AUTHOR, letters=("receipt-of-version", "author-answered")),
    Transition(name="write_back", label=_("Write to the desk"), moves=staying(*Status), who=AUTHOR, letters=("message-from-author",)),
    Transition(name="withdraw", label=_("Withdraw"), moves=to(S.WITHDRAWN, *OPEN), who=AUTHOR, letters=("withdrawal", "piece-withdrawn")),
    # The proof
    Transition(name="send_proof", label=_("Send the proof"), moves=to(S.PROOF_SENT, S.ACCEPTED), who=HANDLER, letters=("proof",)),
    Transition(name="recall_proof", label=_("Recall the proof"), moves=to(S.ACCEPTED, S.PROOF_SENT, S.APPROVED, S.SCHEDULED), who=HANDLER, needs_reason=True, letters=("proof-recalled",)),
    Transition(name="approve_proof", label=_("Approve"), moves=to(S.APPROVED, S.PROOF_SENT), who=AUTHOR, letters=("proof-approved",)),
    Transition(name="dispute_proof", label=_("Ask for a change"), moves=to(S.ACCEPTED, S.PROOF_SENT), who=AUTHOR, letters=("proof-disputed",)),
    Transition(name="waive_proof", label=_("Waive the proof"), moves=to(S.APPROVED, S.ACCEPTED, S.PROOF_SENT), who=frozenset({Who.CHIEF}), needs_reason=True, letters=("proof-waived",)),
    # Publication
    Transition(name="schedule", label=_("Schedule"), moves=to(S.SCHEDULED, S.APPROVED), who=PUBLISHER, letters=("scheduled",)),
    Transition(name="reschedule", label=_("Move the date"), moves=staying(S.SCHEDULED), who=PUBLISHER, letters=("scheduled",)),
    Transition(name="unschedule", label=_("Unschedule"), moves=to(S.APPROVED, S.SCHEDULED), who=PUBLISHER, letters=("unscheduled",)),
    Transition(name="refuse_due", label=_("Publication refused"), moves=to(S.APPROVED, S.SCHEDULED), who=frozenset({Who.CLOCK}), letters=("publication-refused",)),
    Transition(name="publish", label=_("Publish now"), moves=to(S.PUBLISHED, S.APPROVED, S.SCHEDULED), who=PUBLISHER | {Who.CLOCK}, letters=("published",)),
    # After publication
    Transition(name="correct", label=_("Correct"), moves=staying(S.PUBLISHED), who=PUBLISHER, needs_reason=True, letters=("corrected",)),
    Transition(name="update", label=_("Update"), moves=staying(S.PUBLISHED), who=PUBLISHER, needs_reason=True),
    Transition(name="hide", label=_("Hide now"), moves=staying(S.PUBLISHED), who=PUBLISHER, letters=("hidden",)),
    Transition(name="unhide", label=_("Show again"), moves=staying(S.PUBLISHED), who=PUBLISHER, needs_reason=True, letters=("shown-again",)),
    Transition(name="ask_takedown", label=_("Ask to take this down"), moves=staying(S.PUBLISHED), who=AUTHOR, letters=("takedown-asked",)),
    Transition(name="ask_rename", label=_("Ask to change my name"), moves=staying(S.PUBLISHED), who=AUTHOR, letters=("rename-asked",)),
)
# fmt: on

TRANSITIONS: Mapping[str, Transition] = {row.name: row for row in _TABLE}

AUTHOR_READS: Mapping[Status, str] = {
    S.SUBMITTED: _("Received"),
    S.IN_REVIEW: _("With an editor"),
    S.CHANGES_REQUESTED: _("Changes requested"),
    S.ACCEPTED: _("Accepted, being edited"),
    S.PROOF_SENT: _("Your approval is needed"),
    S.APPROVED: _("Approved"),
    S.SCHEDULED: _("Scheduled"),
    S.PUBLISHED: _("Published"),
    S.DECLINED: _("Not published"),
    S.WITHDRAWN: _("Withdrawn by you"),
}

WHAT_HAPPENS_NEXT: Mapping[Status, str] = {
    S.SUBMITTED: _("An editor will take up the piece and answer within the promised days."),
    S.IN_REVIEW: _("The handling editor reads the piece and decides."),
    S.CHANGES_REQUESTED: _("The author sends a new version."),
    S.ACCEPTED: _("The editor prepares the final text and sends it for approval."),
    S.PROOF_SENT: _("The author reads the final page and approves it or asks for a change."),
    S.APPROVED: _("The editor sets the date of publication."),
    S.SCHEDULED: _("The piece is published by itself at the set time."),
    S.PUBLISHED: _("The piece is public."),
    S.DECLINED: _("The piece will not be published here. The author is free to offer it elsewhere."),
    S.WITHDRAWN: _("The author has withdrawn the piece."),
}


class Actor(TextChoices):
    AUTHOR = "author", _("Author")
    DESK = "desk", _("The desk")
    EDITOR = "editor", _("The handling editor")
    CLOCK = "clock", _("Nobody: it happens by itself")
    NOBODY = "nobody", _("Nobody")


WHO_ACTS_NEXT: Mapping[Status, Actor] = {
    S.SUBMITTED: Actor.DESK,
    S.IN_REVIEW: Actor.EDITOR,
    S.CHANGES_REQUESTED: Actor.AUTHOR,
    S.ACCEPTED: Actor.EDITOR,
    S.PROOF_SENT: Actor.AUTHOR,
    S.APPROVED: Actor.EDITOR,
    S.SCHEDULED: Actor.CLOCK,
    S.PUBLISHED: Actor.NOBODY,
    S.DECLINED: Actor.NOBODY,
    S.WITHDRAWN: Actor.NOBODY,
}
