"""Who has a piece: claim, assign, release."""

from django.utils.translation import gettext

from aiss.accounts.models import User
from aiss.accounts.rights import Right
from submissions import notifications, permissions
from submissions.models import Submission
from submissions.services.moving import MoveRefused, moving


class CannotHandle(MoveRefused):
    def __str__(self) -> str:
        return gettext("This person cannot handle the piece. Choose an active editor who is not its author.")


def claim(submission: Submission, *, actor: User, seen: int | None = None, reason: str = "") -> Submission:
    """Make `actor` the handling editor of an unclaimed piece."""
    with moving(submission, "claim", actor=actor, seen=seen, reason=reason) as move:
        move.submission.handler = actor
    return submission


def check_can_handle(user: User, submission: Submission) -> None:
    """Raise CannotHandle unless `user` may be the handling editor of `submission`."""
    if not (user.is_active and user.has_right(Right.HANDLE) and permissions.can_see_at_desk(user, submission)):
        raise CannotHandle


def assign(
    submission: Submission, *, actor: User, handler: User, seen: int | None = None, reason: str = ""
) -> Submission:
    """Give the piece to `handler`, who gets a letter unless they did it themselves."""
    with moving(submission, "assign", actor=actor, seen=seen, reason=reason) as move:
        check_can_handle(handler, move.submission)
        move.submission.handler = handler
        move.event.codes = {"handler": handler.public_id}
        if handler != actor:
            move.owe(lambda event: notifications.assignment(event, handler=handler))
    return submission


def release(submission: Submission, *, actor: User, seen: int | None = None, reason: str = "") -> Submission:
    """Put a piece back into the queue of unclaimed ones."""
    with moving(submission, "release", actor=actor, seen=seen, reason=reason) as move:
        move.submission.handler = None
    return submission
