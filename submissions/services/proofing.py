"""The proof: what the author approves is exactly what is printed."""

import datetime
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from aiss import vault
from aiss.accounts.models import User
from submissions import notifications
from submissions.models import Contributor, Proof, ProofState, Submission
from submissions.printing import PrintedExtras, content_of
from submissions.services.deciding import AS_IT_STANDS, default_due_on
from submissions.services.moving import LetterChoice, Mailed, Move, MoveRefused, moving, record
from submissions.services.profiles import give as give_profiles
from submissions.workflow import CLOSED, Who


class NamesUnconfirmed(MoveRefused):
    def __str__(self) -> str:
        return gettext(
            "A co-author has not confirmed the printed name yet. Wait for it, or write why the proof goes out without."
        )


class ProofChanged(MoveRefused):
    def __str__(self) -> str:
        return gettext("This is no longer the text that waits for approval. Please read the new proof.")


class TextNotTyped(MoveRefused):
    def __str__(self) -> str:
        return gettext("The text has not been entered yet. Enter it as a new version first.")


class LinkInvalid(MoveRefused):
    def __str__(self) -> str:
        return gettext("This link is not valid any more. The desk will be glad to send a new one.")


NO_CHOICE: Mapping[int, int | None] = {}


def freeze(move: Move, *, state: ProofState, due_on: datetime.date | None) -> Proof:
    """Store everything that would be printed now as the piece's live proof."""
    version = move.submission.current_version
    if not version.body:
        raise TextNotTyped
    content = content_of(move.submission, version)
    return Proof.objects.create(
        submission=move.submission,
        version=version,
        content=content.to_json(),
        digest=content.digest(),
        state=state,
        due_on=due_on,
        answered_at=None if state == ProofState.SENT else timezone.now(),
    )


def unconfirmed(submission: Submission) -> list[Contributor]:
    """Return the co-authors whose printed name nobody has confirmed."""
    return [person for person in submission.contributors.all() if not person.is_submitting and not person.confirmed_at]


def send_proof(  # noqa: PLR0913 - what the page of the proof asks for
    submission: Submission,
    *,
    actor: User,
    due_on: datetime.date | None = None,
    unconfirmed_reason: str = "",
    profiles: Mapping[int, int | None] = NO_CHOICE,
    extras: PrintedExtras | None = None,
    letter: LetterChoice = AS_IT_STANDS,
    seen: int | None = None,
    reason: str = "",
) -> Proof:
    """Freeze the current version and ask the author to approve it by `due_on`.

    `profiles` says whose printed name leads to which public profile; see `services.profiles.give`. `extras` are the
    topics, the picture, the original and the translators from now on; without them they stay as they are.
    Raises NamesUnconfirmed unless every co-author has confirmed or `unconfirmed_reason` says why not;
    TextNotTyped, ProfileOfAnother, DoorRefused, and what `moving` raises.
    """
    with moving(submission, "send_proof", actor=actor, seen=seen, reason=reason) as move:
        if unconfirmed(move.submission) and not unconfirmed_reason.strip():
            raise NamesUnconfirmed
        give_profiles(move.submission, profiles)
        if extras is not None:
            move.submission.printed_extras = extras.to_json()
        proof = freeze(move, state=ProofState.SENT, due_on=due_on or default_due_on())
        move.submission.due_on = proof.due_on
        move.event.proof, move.event.version = proof, proof.version
        move.add_text(unconfirmed_reason, kind="reason")
        move.owe_choice(notifications.proof, letter)
    return proof


def recall_proof(
    submission: Submission,
    *,
    actor: User,
    reason: str,
    letter: LetterChoice = AS_IT_STANDS,
    seen: int | None = None,
) -> Submission:
    """Take the proof back for further editing; a date of publication falls away with it."""
    with moving(submission, "recall_proof", actor=actor, seen=seen, reason=reason) as move:
        move.event.proof = move.submission.live_proof
        move.submission.proofs.recall_live()
        move.submission.due_on = None
        move.submission.publish_at = None
        move.owe_choice(notifications.proof_recalled, letter)
    return submission


def _answer(move: Move, digest: str, state: ProofState) -> None:
    live = move.submission.live_proof
    if live is None or live.digest != digest:
        raise ProofChanged
    live.state, live.answered_at = state, timezone.now()
    live.save(update_fields=["state", "answered_at"])
    move.submission.due_on = None
    move.event.proof, move.event.version = live, live.version


def approve_proof(
    submission: Submission, *, actor: User, digest: str, mailed: Mailed | None = None, seen: int | None = None
) -> Submission:
    """Approve the proof whose digest is `digest`, and no other. Raises ProofChanged."""
    with moving(submission, "approve_proof", actor=actor, mailed=mailed, seen=seen) as move:
        _answer(move, digest, ProofState.APPROVED)
        move.owe(notifications.proof_approved)
    return submission


def dispute_proof(
    submission: Submission,
    *,
    actor: User,
    digest: str,
    message: str,
    mailed: Mailed | None = None,
    seen: int | None = None,
) -> Submission:
    """Send the proof back with what should be different. Raises ProofChanged."""
    with moving(submission, "dispute_proof", actor=actor, mailed=mailed, seen=seen) as move:
        _answer(move, digest, ProofState.DISPUTED)
        move.add_text(message, is_for_author=True)
        move.owe(lambda event: notifications.proof_disputed(event, message=message))
    return submission


def waive_proof(
    submission: Submission,
    *,
    actor: User,
    reason: str,
    letter: LetterChoice = AS_IT_STANDS,
    seen: int | None = None,
) -> Submission:
    """Approve in the author's place, with a recorded reason: the live proof, or the current version frozen now."""
    with moving(submission, "waive_proof", actor=actor, seen=seen, reason=reason) as move:
        live = move.submission.live_proof
        if live is None:
            live = freeze(move, state=ProofState.WAIVED, due_on=None)
        else:
            live.state, live.answered_at = ProofState.WAIVED, timezone.now()
            live.save(update_fields=["state", "answered_at"])
        move.submission.due_on = None
        move.event.proof, move.event.version = live, live.version
        move.owe_choice(notifications.proof_waived, letter)
    return submission


def find_name_to_confirm(token: str) -> Contributor:
    """Return the co-author that a mailed link is about. Raises LinkInvalid."""
    person = (
        Contributor.objects.select_related("submission")
        .filter(confirmation_digest=vault.token_digest(token))
        .exclude(submission__status__in=CLOSED)
        .first()
    )
    if person is None:
        raise LinkInvalid
    return person


def confirm_name(*, token: str) -> Contributor:
    """Record that a co-author agrees to the name as it will be printed; a second time changes nothing."""
    with transaction.atomic():
        person = Contributor.objects.select_for_update(of=("self",)).get(pk=find_name_to_confirm(token).pk)
        if person.confirmed_at is None:
            person.confirmed_at = timezone.now()
            person.save(update_fields=["confirmed_at"])
            record(
                person.submission,
                "name_confirmed",
                actor=User.objects.system(),
                who=Who.CLOCK,
                codes={"position": person.position},
            )
    return person


class AddressUnknown(MoveRefused):
    def __str__(self) -> str:
        return gettext("The desk has no address of this co-author. Enter it under “Edit names and details”.")


def ask_name_again(
    submission: Submission, *, actor: User, contributor: Contributor, seen: int | None = None, reason: str = ""
) -> Contributor:
    """Send a co-author a fresh link to confirm the printed name; the older link stops working.

    Raises AddressUnknown and what `moving` raises.
    """
    with moving(submission, "edit_details", actor=actor, seen=seen, reason=reason) as move:
        if not contributor.address:
            raise AddressUnknown
        token = contributor.renew_link()
        contributor.save(update_fields=["confirmation_digest"])
        move.event.codes = {"asked": contributor.position}
        move.owe(lambda event: notifications.name_to_confirm(event, person=contributor, token=token))
    return contributor
