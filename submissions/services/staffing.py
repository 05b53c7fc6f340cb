"""Ending or changing a staff member's rights, together with the pieces they have."""

from django.db import transaction

from aiss.accounts import staff
from aiss.accounts.models import Role, User
from aiss.accounts.rights import Right
from submissions import notifications, permissions
from submissions.models import Submission
from submissions.services.claiming import check_can_handle
from submissions.services.moving import NotAllowed, moving, record
from submissions.workflow import HANDLED, Status, Who


def deactivate(user: User, *, actor: User, successor: User | None = None) -> None:
    """End a staff member's rights and sessions; what they had goes to `successor` (by default to `actor`).

    A piece still in review goes back to the queue where there is no successor.
    Raises NotAllowed, CannotHandle, staff.LastHolder.
    """
    if not permissions.can_manage_staff(actor):
        raise NotAllowed
    with transaction.atomic():
        _hand_over(user, actor=actor, successor=successor)
        staff.deactivate(by=actor, user=user)


def set_roles(user: User, *, actor: User, roles: list[Role], successor: User | None = None) -> None:
    """Give a staff member exactly `roles`; without the right to handle pieces, theirs are handed over."""
    if not permissions.can_manage_staff(actor):
        raise NotAllowed
    with transaction.atomic():
        if not any(Right.HANDLE in role.rights for role in roles):
            _hand_over(user, actor=actor, successor=successor)
        staff.set_roles(by=actor, user=user, roles=roles)


def _hand_over(user: User, *, actor: User, successor: User | None) -> None:
    pieces = Submission.objects.select_for_update(of=("self",)).filter(handler=user, status__in=HANDLED)
    for piece in pieces:
        if successor is None and piece.status == Status.IN_REVIEW:
            with moving(piece, "hand_back", actor=User.objects.system()) as move:
                move.submission.handler = None
            continue
        heir = successor or actor
        check_can_handle(heir, piece)
        piece.handler = heir
        piece.save(update_fields=["handler"])
        event = record(piece, "handed_over", actor=actor, who=Who.CHIEF, codes={"handler": heir.public_id})
        if heir != actor:
            notifications.assignment(event, handler=heir)
