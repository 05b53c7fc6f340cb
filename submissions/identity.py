"""The only reader of legal names and private contact; each look is on record before it is shown."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from aiss.accounts.models import User
from submissions.models import Contributor, Identity, IdentityLook, Submission
from submissions.permissions import can_see_identity


class IdentityRefused(Exception):
    def __str__(self) -> str:
        return str(_("You may not see who the author is. Ask the chief editor."))


class LookNeedsReason(Exception):
    def __str__(self) -> str:
        return str(_("Please write why you need to see the private data. The reason is kept on record."))


@dataclass(frozen=True, kw_only=True)
class PrivateData:
    """What one contributor told the desk in confidence."""

    position: int
    public_name: str
    address: str
    legal_name: str
    contact: str
    country: str
    pen_name_reason: str


def store(
    contributor: Contributor, *, legal_name: str = "", contact: str = "", country: str = "", pen_name_reason: str = ""
) -> None:
    """Keep what a contributor said of themselves, sealed and apart; nothing is kept where nothing was said."""
    values = {"legal_name": legal_name, "contact": contact, "country": country, "pen_name_reason": pen_name_reason}
    if any(values.values()):
        Identity.objects.update_or_create(contributor=contributor, defaults=values)


def look(submission: Submission, *, actor: User, reason: str) -> list[PrivateData]:
    """Return the private data of every contributor, after recording the look.

    Raises IdentityRefused, LookNeedsReason.
    """
    if not can_see_identity(actor, submission):
        raise IdentityRefused
    if not reason.strip():
        raise LookNeedsReason
    with transaction.atomic():
        IdentityLook.objects.create(submission=submission, seen_by=actor, reason=reason.strip())
    identities = {
        identity.contributor_id: identity for identity in Identity.objects.filter(contributor__submission=submission)
    }
    return [
        _private_data(person, identities.get(person.pk) or Identity(), submission)
        for person in submission.contributors.order_by("position")
    ]


def _private_data(person: Contributor, identity: Identity, submission: Submission) -> PrivateData:
    return PrivateData(
        position=person.position,
        public_name=person.public_name,
        address=submission.author.email if person.is_submitting else person.address,
        legal_name=identity.legal_name,
        contact=identity.contact,
        country=identity.country,
        pen_name_reason=identity.pen_name_reason,
    )
