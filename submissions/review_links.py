"""The addresses that reviewers are mailed: a review's random id, signed for one purpose."""

from enum import StrEnum

from django.core.signing import BadSignature, Signer


class Purpose(StrEnum):
    """What a link is good for, and for nothing else."""

    ANSWER = "answer"  # agree or decline; the invitation holds it
    WRITE = "write"  # write the review; mailed to the address that was asked, once its owner has agreed


def _signer(purpose: Purpose) -> Signer:
    return Signer(sep=".", salt=f"submissions.review_links.{purpose}")


def sign(public_id: str, purpose: Purpose) -> str:
    """Return what stands in the address: the id of a review, signed with the secret key."""
    return _signer(purpose).sign(public_id)


def read(signed: str, purpose: Purpose) -> str:
    """Return the id that was signed for `purpose`, nothing where the signature does not fit."""
    try:
        return _signer(purpose).unsign(signed)
    except BadSignature:
        return ""
