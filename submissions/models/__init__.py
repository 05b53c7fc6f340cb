"""One file a concern; import the models from here."""

from submissions.models.call import Call
from submissions.models.checklist import Check, ChecklistItem, ChecklistTick
from submissions.models.conflict import Conflict
from submissions.models.contributor import Contributor, Identity, IdentityLook
from submissions.models.decision import Decision, DeclineReason, Verdict
from submissions.models.declaration import Declaration
from submissions.models.draft import Draft, DraftImage, DraftLink
from submissions.models.event import Attachment, Event, EventText, Letter
from submissions.models.kind import DECLARATIONS, Anonymity, Kind, PrintedAs, ReviewQuestion
from submissions.models.licence import LicenceText
from submissions.models.mark import MarkOf, TextMark
from submissions.models.note import InternalNote
from submissions.models.proof import CLEARED, LIVE, Proof, ProofState
from submissions.models.review import UNDER_WAY, Recommendation, Review, ReviewAnswer, ReviewState
from submissions.models.submission import ReferenceCounter, Submission
from submissions.models.version import Arrival, ExtractedImage, Original, Version
from submissions.models.working_copy import WorkingCopy

__all__ = [
    "CLEARED",
    "DECLARATIONS",
    "LIVE",
    "UNDER_WAY",
    "Anonymity",
    "Arrival",
    "Attachment",
    "Call",
    "Check",
    "ChecklistItem",
    "ChecklistTick",
    "Conflict",
    "Contributor",
    "Decision",
    "Declaration",
    "DeclineReason",
    "Draft",
    "DraftImage",
    "DraftLink",
    "Event",
    "EventText",
    "ExtractedImage",
    "Identity",
    "IdentityLook",
    "InternalNote",
    "Kind",
    "Letter",
    "LicenceText",
    "MarkOf",
    "Original",
    "PrintedAs",
    "Proof",
    "ProofState",
    "Recommendation",
    "ReferenceCounter",
    "Review",
    "ReviewAnswer",
    "ReviewQuestion",
    "ReviewState",
    "Submission",
    "TextMark",
    "Verdict",
    "Version",
    "WorkingCopy",
]
