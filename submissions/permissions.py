"""Who may do what, decided here alone: views, admin, templates and services ask these predicates."""

from aiss.accounts.models import User
from aiss.accounts.rights import Right, holds
from submissions.models import Submission, Version
from submissions.models.submission import SubmissionQuerySet
from submissions.workflow import TRANSITIONS, Status, Transition, Who


def is_author(user: User, submission: Submission) -> bool:
    return user.is_active and user.pk == submission.author_id


def is_sole_editor(user: User) -> bool:
    """Tell whether nobody else could decide: then a reason on the record stands in for the second person."""
    return not User.objects.with_right(Right.HANDLE).exclude(pk=user.pk).exists()


def _is_shut_out(user: User, submission: Submission) -> bool:
    """Tell whether the piece is the editor's own, and somebody else is there to handle it."""
    return user.pk == submission.author_id and not is_sole_editor(user)


def parts(user: User, submission: Submission, *, by_mail: bool = False) -> frozenset[Who]:
    """Return the parts that `user` plays towards `submission`; `by_mail` only what is entered for the author."""
    if user.is_system:
        return frozenset({Who.CLOCK})
    if not user.is_active:
        return frozenset()
    found: set[Who] = set()
    if is_author(user, submission):
        found.add(Who.AUTHOR)
    if user.has_right(Right.HANDLE) and not _is_shut_out(user, submission):
        found.add(Who.EDITOR)
        is_unclaimed = submission.status == Status.SUBMITTED
        if is_unclaimed or submission.handler_id == user.pk:
            found.add(Who.HANDLER)
        if user.has_right(Right.PUBLISH):
            found.add(Who.PUBLISHER)
        if user.has_right(Right.OVERRIDE):
            found.add(Who.CHIEF)
    if by_mail:
        return frozenset({Who.BY_MAIL}) if Who.HANDLER in found or Who.CHIEF in found else frozenset()
    return frozenset(found)


def may(user: User, transition: Transition, submission: Submission, *, by_mail: bool = False) -> bool:
    """Tell whether `user` plays a part that may carry out `transition`, whatever the status."""
    return bool(transition.who & parts(user, submission, by_mail=by_mail))


def moves_open_to(user: User, submission: Submission, *, by_mail: bool = False) -> list[Transition]:
    """Return what `user` may do with `submission` now, in the table's order."""
    return [
        transition
        for transition in TRANSITIONS.values()
        if submission.status in transition.moves and may(user, transition, submission, by_mail=by_mail)
    ]


def can_use_desk(user: User) -> bool:
    return holds(user, Right.HANDLE)


def can_see_at_desk(user: User, submission: Submission) -> bool:
    return holds(user, Right.HANDLE) and not _is_shut_out(user, submission)


def visible_at_desk(user: User) -> SubmissionQuerySet:
    """Return the pieces for which `can_see_at_desk` says yes: at the desk the others are as unknown as none at all."""
    if not holds(user, Right.HANDLE):
        return Submission.objects.none()
    return Submission.objects.all() if is_sole_editor(user) else Submission.objects.exclude(author=user)


def can_see_as_author(user: User, submission: Submission) -> bool:
    return is_author(user, submission)


def can_download_version(user: User, version: Version) -> bool:
    submission = version.submission
    return is_author(user, submission) or can_see_at_desk(user, submission)


def can_see_identity(user: User, submission: Submission) -> bool:
    """Being superuser or editor gives no right to identities: only the right itself, and never to one's own piece."""
    return holds(user, Right.IDENTITY) and can_see_at_desk(user, submission)


def can_manage_staff(user: User) -> bool:
    return holds(user, Right.STAFF)


def can_edit_site(user: User) -> bool:
    return holds(user, Right.SITE)
