"""Conflicts of interest: shut an editor out of one piece, which then does not exist for them, and let them in again."""

from django.db import transaction
from django.utils.translation import gettext

from aiss.accounts.addresses import address_index
from aiss.accounts.models import User
from aiss.accounts.rights import Right
from aiss.mail import outbox
from aiss.mail.models import State
from submissions import permissions
from submissions.models import Conflict, Event, EventText, Letter, Review, ReviewState, Submission, WorkingCopy
from submissions.services import claiming
from submissions.services.moving import MoveRefused, NotAllowed, ReasonMissing, record
from submissions.workflow import HANDLED, Status, Who

# Letters that may still reach somebody
UNSETTLED = (State.WAITING, State.SENDING, State.DEAD)


class NobodyLeft(MoveRefused):
    def __str__(self) -> str:
        return gettext(
            "Nobody else at the desk could see this piece then. Invite another editor first, or lift another conflict."
        )


class SuccessorMissing(MoveRefused):
    def __str__(self) -> str:
        return gettext("This person has the piece. Choose who takes it over.")


class ShutOutAlready(MoveRefused):
    def __str__(self) -> str:
        return gettext("This editor is shut out of the piece already. Nothing was changed.")


class NotShutOut(MoveRefused):
    def __str__(self) -> str:
        return gettext("This editor is not shut out of the piece. Nothing was changed.")


def shut_out(
    submission: Submission, *, user: User, actor: User, reason: str, successor: User | None = None
) -> Submission:
    """Shut `user` out of the piece: they lose it, and what waited for them about it.

    A piece that they had goes to `successor`; one still in review goes back to the queue where there is none.
    One's own conflict needs no reason.
    Raises NotAllowed, ReasonMissing, ShutOutAlready, NobodyLeft, SuccessorMissing, CannotHandle.
    """
    with transaction.atomic():
        piece = _locked(submission)
        if not permissions.can_declare_conflict(actor, piece, of=user):
            raise NotAllowed
        if user != actor and not reason.strip():
            raise ReasonMissing
        if piece.conflicts.filter(user=user).exists():
            raise ShutOutAlready
        if not user.has_right(Right.HANDLE):
            raise claiming.CannotHandle
        if not others_who_see(piece, user):
            raise NobodyLeft
        _take_away(piece, user, actor=actor, successor=successor)
        Conflict.objects.create(submission=piece, user=user, reason=reason.strip(), made_by=actor)
        _record(piece, "shut_out", user=user, actor=actor, reason=reason)
        WorkingCopy.objects.filter(submission=piece, user=user).delete()
        _stop_reviews(piece, user, actor=actor)
        _call_letters_back(piece, user)
    submission.refresh_from_db()
    return submission


def let_in(submission: Submission, *, user: User, actor: User, reason: str) -> Submission:
    """Lift a conflict of interest; what the person lost by it they get back by nobody's doing but the desk's.

    Raises NotAllowed, ReasonMissing, NotShutOut.
    """
    with transaction.atomic():
        piece = _locked(submission)
        if not permissions.can_lift_conflict(actor, piece):
            raise NotAllowed
        if not reason.strip():
            raise ReasonMissing
        removed, _by_model = piece.conflicts.filter(user=user).delete()
        if not removed:
            raise NotShutOut
        _record(piece, "let_in", user=user, actor=actor, reason=reason)
    submission.refresh_from_db()
    return submission


def others_who_see(submission: Submission, user: User) -> list[User]:
    """Return who else could handle the piece."""
    editors = User.objects.with_right(Right.HANDLE).exclude(pk=user.pk).order_by("display_name")
    return [editor for editor in editors if permissions.can_see_at_desk(editor, submission)]


def _locked(submission: Submission) -> Submission:
    return Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)


def _record(piece: Submission, action: str, *, user: User, actor: User, reason: str) -> Event:
    who = Who.CHIEF if actor.has_right(Right.OVERRIDE) else Who.EDITOR
    event = record(piece, action, actor=actor, who=who, codes={"user": user.public_id})
    if reason.strip():
        EventText.objects.create(event=event, kind=EventText.Kind.REASON, text=reason.strip())
    return event


def _take_away(piece: Submission, user: User, *, actor: User, successor: User | None) -> None:
    """Give the piece to somebody else if `user` has it; `piece` is locked, and read again afterwards."""
    if piece.handler_id != user.pk:
        return
    if successor == user:
        raise claiming.CannotHandle
    if piece.status not in HANDLED:
        # Closed: it needs no editor, and the table knows no move for it.
        if successor is not None:
            claiming.check_can_handle(successor, piece)
        piece.handler = successor
        piece.save(update_fields=["handler"])
    elif successor is not None:
        claiming.assign(piece, actor=actor, handler=successor)
    elif piece.status == Status.IN_REVIEW:
        claiming.release(piece, actor=actor)
    else:
        raise SuccessorMissing


def _stop_reviews(piece: Submission, user: User, *, actor: User) -> None:
    """Call off what `user` was asked for as a colleague; they hear nothing more of the piece, so without a letter."""
    for review in Review.objects.filter(submission=piece, colleague=user).under_way():
        Review.objects.filter(pk=review.pk).update(state=ReviewState.STOPPED)
        record(
            piece, "review_stopped", actor=actor, who=Who.EDITOR, codes={"review": review.pk, "number": review.number}
        )


def _call_letters_back(piece: Submission, user: User) -> None:
    """Cancel the desk's letters about the piece that wait for `user`; one that failed is not tried again."""
    letters = Letter.objects.filter(
        event__submission=piece, is_to_author=False, email__state__in=UNSETTLED, email__forgotten_at=None
    )
    for letter in letters.select_related("email"):
        is_theirs = letter.email.recipient and address_index(letter.email.recipient) == user.email_index
        if is_theirs and not outbox.cancel(letter.email):
            outbox.outdate(letter.email)
