"""The author's way out, open until publication."""

from aiss.accounts.models import User
from submissions import notifications
from submissions.models import Submission
from submissions.services import reviewing
from submissions.services.moving import Mailed, moving


def withdraw(
    submission: Submission, *, actor: User, message: str = "", mailed: Mailed | None = None, seen: int | None = None
) -> Submission:
    """Withdraw the piece; a proof, a date of publication and reviews under way fall away with it."""
    with moving(submission, "withdraw", actor=actor, mailed=mailed, seen=seen) as move:
        move.submission.due_on = None
        move.submission.publish_at = None
        move.submission.proofs.recall_live()
        reviewing.stop_all(move)
        move.add_text(message, is_for_author=True)
        move.owe(notifications.withdrawal)
        move.owe(notifications.piece_withdrawn)
    return submission
