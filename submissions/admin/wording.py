"""What the desk calls things: the short next step, what happened, the letters."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from submissions.workflow import TRANSITIONS, Actor, Status

NEXT_STEP: Mapping[Status, str] = {
    Status.SUBMITTED: _("Claim it"),
    Status.IN_REVIEW: _("Read and decide"),
    Status.CHANGES_REQUESTED: _("The author sends a new version"),
    Status.ACCEPTED: _("Edit and send the proof"),
    Status.PROOF_SENT: _("The author approves the proof"),
    Status.APPROVED: _("Publish or schedule"),
    Status.SCHEDULED: _("Is published by itself"),
    Status.PUBLISHED: _("Nothing to do"),
    Status.DECLINED: _("Nothing to do"),
    Status.WITHDRAWN: _("Nothing to do"),
}

# Colour says whose turn it is; the words beside it say the rest.
TONE: Mapping[Actor, str] = {Actor.DESK: "new", Actor.EDITOR: "desk", Actor.AUTHOR: "author", Actor.CLOCK: "clock"}

WHAT_HAPPENED: Mapping[str, str] = {
    "submit": _("Received"),
    "claim": _("Claimed"),
    "assign": _("Assigned"),
    "release": _("Put back into the queue"),
    "hand_back": _("Back in the queue: the editor left the desk"),
    "handed_over": _("Handed over: the editor left the desk"),
    "lapse": _("Back in the queue: nothing had happened for a long time"),
    "write": _("Message to the author"),
    "write_back": _("Message from the author"),
    "settle": _("The author's message needs no answer"),
    "noted": _("Internal note left"),
    "edit": _("New version saved"),
    "edit_details": _("Names and details edited"),
    "request_changes": _("Changes requested"),
    "accept": _("Accepted"),
    "decline": _("Declined"),
    "take_back": _("Decision taken back before its letter left"),
    "move_due": _("Another due date given"),
    "reopen": _("Reopened"),
    "resubmit": _("New version from the author"),
    "withdraw": _("Withdrawn"),
    "send_proof": _("Proof sent"),
    "recall_proof": _("Proof recalled"),
    "approve_proof": _("Proof approved"),
    "dispute_proof": _("A change to the proof asked for"),
    "waive_proof": _("Proof waived"),
    "proof_reminded": _("Author reminded of the proof"),
    "changes_reminded": _("Author reminded of the new version"),
    "promise_missed": _("The promised day passed without an answer; the author was told"),
    "review_asked": _("Review asked for"),
    "review_agreed": _("A reviewer agreed"),
    "review_refused": _("A reviewer declined"),
    "review_finished": _("A review arrived"),
    "review_stopped": _("A review was called off"),
    "review_reminded": _("Reviewer reminded"),
    "review_moved": _("Another day given to a reviewer"),
    "ticked": _("A line of the checklist ticked"),
    "unticked": _("A line of the checklist unticked"),
    "shut_out": _("An editor was shut out: conflict of interest"),
    "let_in": _("A conflict of interest was lifted"),
    "name_confirmed": _("A co-author confirmed the printed name"),
    "schedule": _("Scheduled"),
    "reschedule": _("Date moved"),
    "unschedule": _("Date taken back"),
    "refuse_due": _("Publication refused at the set time"),
    "publish": _("Published"),
    "correct": _("Article corrected"),
    "update": _("Article updated"),
    "hide": _("Article hidden"),
    "unhide": _("Article shown again"),
    "ask_takedown": _("The author asks to take the article down"),
    "ask_rename": _("The author asks to change the printed name"),
}

LETTERS: Mapping[str, str] = {
    "receipt": _("Receipt"),
    "receipt-of-version": _("Receipt of the new version"),
    "new-piece": _("A new piece has arrived"),
    "assignment": _("Assignment"),
    "author-answered": _("The author has answered"),
    "message": _("Message to the author"),
    "message-from-author": _("The author wrote"),
    "internal-note": _("A colleague left a note"),
    "claim-lapsed": _("A piece is back in the queue"),
    "late-answer": _("The promised day has passed"),
    "promise-missed": _("An author was not answered in time"),
    "changes-reminder": _("Reminder of the new version"),
    "due-moved": _("Another due date"),
    "review-invitation": _("Request for a review"),
    "review-agreed": _("Link to the review"),
    "review-reminder": _("Reminder of the review"),
    "review-thanks": _("Thanks for the review"),
    "review-stopped": _("The review is no longer needed"),
    "review-moved": _("Another day for the review"),
    "review-answered": _("A reviewer has answered"),
    "review-finished": _("A review has arrived"),
    "review-overdue": _("A review is overdue"),
    "changes-requested": _("Request for changes"),
    "acceptance": _("Acceptance"),
    "decline": _("Decision: not published"),
    "reopened": _("The piece is taken up again"),
    "proof": _("Proof to approve"),
    "proof-reminder": _("Reminder of the proof"),
    "proof-overdue": _("The proof is overdue"),
    "proof-recalled": _("The proof is taken back"),
    "proof-approved": _("The author has approved"),
    "proof-disputed": _("The author asks for a change"),
    "proof-waived": _("Cleared without the author's approval"),
    "name-to-confirm": _("Printed name to confirm"),
    "scheduled": _("The date of publication"),
    "unscheduled": _("The date no longer stands"),
    "publication-refused": _("Publication was refused"),
    "published": _("The piece is published"),
    "corrected": _("The article is corrected"),
    "hidden": _("The article is hidden"),
    "shown-again": _("The article is shown again"),
    "withdrawal": _("Receipt of the withdrawal"),
    "piece-withdrawn": _("The piece is withdrawn"),
    "takedown-asked": _("The author asks to take the article down"),
    "rename-asked": _("The author asks to change the name"),
    "draft-link": _("Link to a draft"),
    "code": _("Code"),
    "invitation": _("Invitation to the desk"),
    "password-reset": _("New password"),
    "test": _("Test letter"),
}


def what_happened(action: str) -> str:
    """Return an event's action in words; an action nobody has named here shows its code."""
    if action in WHAT_HAPPENED:
        return str(WHAT_HAPPENED[action])
    return str(TRANSITIONS[action].label) if action in TRANSITIONS else action


def tone_of(status: str, actor: Actor) -> str:
    """Return the class of a status's chip: new, desk, author, clock, done or closed."""
    if status == Status.PUBLISHED:
        return "done"
    return TONE.get(actor, "closed")
