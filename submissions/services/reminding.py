"""What happens because nothing happened: an overdue proof reminds its author once and shows at the desk."""

from django.db import transaction
from django.utils import timezone

from aiss.accounts.models import User
from submissions import notifications
from submissions.models import Proof, ProofState, Submission
from submissions.services.moving import record
from submissions.workflow import Status, Who


def remind_of_proofs() -> int:
    """Remind each author whose proof is overdue, once a proof; return how many were reminded."""
    overdue = Proof.objects.filter(
        state=ProofState.SENT, due_on__lt=timezone.localdate(), submission__status=Status.PROOF_SENT
    )
    return sum(_remind(proof) for proof in overdue.select_related("submission"))


def _remind(proof: Proof) -> bool:
    with transaction.atomic():
        piece = Submission.objects.select_for_update(of=("self",)).get(pk=proof.submission_id)
        still_waiting = piece.status == Status.PROOF_SENT and piece.live_proof == proof
        if not still_waiting or piece.events.filter(action="proof_reminded", codes__proof=proof.pk).exists():
            return False
        event = record(piece, "proof_reminded", actor=User.objects.system(), who=Who.CLOCK, codes={"proof": proof.pk})
        notifications.proof_reminder(event)
        notifications.proof_overdue(event)
    return True
