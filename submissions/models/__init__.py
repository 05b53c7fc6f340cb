"""One file a concern; import the models from here."""

from submissions.models.contributor import Contributor, Identity, IdentityLook
from submissions.models.decision import Decision, DeclineReason, Verdict
from submissions.models.declaration import Declaration
from submissions.models.draft import Draft, DraftImage, DraftLink
from submissions.models.event import Attachment, Event, EventText, Letter
from submissions.models.kind import Kind
from submissions.models.licence import LicenceText
from submissions.models.proof import CLEARED, LIVE, Proof, ProofState
from submissions.models.submission import ReferenceCounter, Submission
from submissions.models.version import Arrival, ExtractedImage, Original, Version

__all__ = [
    "CLEARED",
    "LIVE",
    "Arrival",
    "Attachment",
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
    "Kind",
    "Letter",
    "LicenceText",
    "Original",
    "Proof",
    "ProofState",
    "ReferenceCounter",
    "Submission",
    "Verdict",
    "Version",
]
