"""Who may do what, decided here alone: views, admin, templates and services ask these predicates."""

from django.db.models import Exists, OuterRef, Q

from aiss.accounts.models import User
from aiss.accounts.models.user import UserQuerySet
from aiss.accounts.rights import Right, holds
from submissions.models import Conflict, Submission, Version
from submissions.models.submission import SubmissionQuerySet
from submissions.workflow import AUTHOR, TRANSITIONS, Status, Transition, Who


def is_author(user: User, submission: Submission) -> bool:
    return user.is_active and user.pk == submission.author_id


def is_sole_editor(user: User) -> bool:
    """Tell whether nobody else could decide: then a reason on the record stands in for the second person."""
    return not User.objects.with_right(Right.HANDLE).exclude(pk=user.pk).exists()


def _is_shut_out(user: User, submission: Submission) -> bool:
    """Tell whether a conflict shuts the editor out, or the piece is their own and somebody else is there for it."""
    if user.pk == submission.author_id and not is_sole_editor(user):
        return True
    if "conflicts" in getattr(submission, "_prefetched_objects_cache", ()):  # a page asks many times
        return any(conflict.user_id == user.pk for conflict in submission.conflicts.all())
    return submission.conflicts.filter(user=user).exists()


def _parts_of_editor(user: User, submission: Submission) -> set[Who]:
    """Return what an editor who is not shut out is to the piece, but for having decided on it; asks for nothing."""
    found = {Who.EDITOR}
    is_unclaimed = submission.status == Status.SUBMITTED
    if is_unclaimed or submission.handler_id == user.pk:
        found.add(Who.HANDLER)
    if user.has_right(Right.PUBLISH):
        found.add(Who.PUBLISHER)
    if user.has_right(Right.OVERRIDE):
        found.add(Who.CHIEF)
    return found


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
        found |= _parts_of_editor(user, submission)
        if submission.is_held and submission.held_decision.made_by_id == user.pk:
            found.add(Who.DECIDER)
    if by_mail:
        return frozenset({Who.BY_MAIL}) if Who.HANDLER in found or Who.CHIEF in found else frozenset()
    return frozenset(found)


def may(user: User, transition: Transition, submission: Submission, *, by_mail: bool = False) -> bool:
    """Tell whether `user` plays a part that may carry out `transition`, whatever the status."""
    return bool(transition.who & parts(user, submission, by_mail=by_mail))


def is_open_at_sight(user: User, transition: Transition, submission: Submission) -> bool:
    """Tell without a query whether an editor may do this now, of a piece that came from `visible_at_desk(user)`."""
    return submission.status in transition.moves and bool(transition.who & _parts_of_editor(user, submission))


def moves_open_to(user: User, submission: Submission, *, by_mail: bool = False) -> list[Transition]:
    """Return what `user` may do with `submission` now, in the table's order.

    While a decision can be taken back, its author is offered what the status before it allows.
    """
    found = parts(user, submission, by_mail=by_mail)
    return [
        transition
        for transition in TRANSITIONS.values()
        if transition.who & found and _status_for(transition, submission) in transition.moves
    ]


def _status_for(transition: Transition, submission: Submission) -> str:
    return submission.status_shown if transition.who & AUTHOR else submission.status


def can_use_desk(user: User) -> bool:
    return holds(user, Right.HANDLE)


def can_publish_before(user: User) -> bool:
    """Tell whether `user` may print again what was public before; the desk's own command may."""
    return user.is_system or holds(user, Right.PUBLISH)


def can_see_at_desk(user: User, submission: Submission) -> bool:
    return holds(user, Right.HANDLE) and not _is_shut_out(user, submission)


def visible_at_desk(user: User) -> SubmissionQuerySet:
    """Return the pieces for which `can_see_at_desk` says yes: at the desk the others are as unknown as none at all."""
    if not holds(user, Right.HANDLE):
        return Submission.objects.none()
    if not kept_from(user).exists():  # the usual case, and it makes every query of a page simpler
        return Submission.objects.all()
    found = Submission.objects.exclude(Exists(Conflict.objects.filter(submission=OuterRef("pk"), user=user)))
    return found if is_sole_editor(user) else found.exclude(author=user)


def kept_from(user: User) -> SubmissionQuerySet:
    """Return the pieces that no list shows to `user`, whatever their rights: for a conflict, or as their own."""
    return Submission.objects.filter(Q(pk__in=Conflict.objects.filter(user=user).values("submission")) | Q(author=user))


def editors_of(submission: Submission) -> UserQuerySet:
    """Return those for whom `may(user, TRANSITIONS["edit"], submission)` says yes; no author edits beside others."""
    deciders = Q(pk=submission.handler_id) | Q(pk__in=User.objects.with_right(Right.OVERRIDE))
    if submission.status == Status.SUBMITTED:
        deciders = Q()
    found = User.objects.with_right(Right.HANDLE).filter(deciders)
    return found.exclude(pk=submission.author_id).exclude(pk__in=submission.conflicts.values("user"))


def can_read_internal(user: User, submission: Submission) -> bool:
    """Tell whether `user` may read and write the desk's own thread: never the author, not even a sole editor."""
    return can_see_at_desk(user, submission) and not is_author(user, submission)


def can_ask_for_review(user: User, submission: Submission) -> bool:
    """Tell whether `user` may ask for a second opinion: who decides on the piece, while it waits for a decision."""
    open_for_it = submission.status in {Status.SUBMITTED, Status.IN_REVIEW, Status.CHANGES_REQUESTED}
    return open_for_it and bool({Who.HANDLER, Who.CHIEF} & parts(user, submission))


def can_declare_conflict(user: User, submission: Submission, of: User) -> bool:
    """Tell whether `user` may shut `of` out of the piece: everybody themselves, the chief editor anybody."""
    return can_see_at_desk(user, submission) and (user == of or user.has_right(Right.OVERRIDE))


def can_tick(user: User, submission: Submission) -> bool:
    """Tell whether `user` may say that a line of the checklist is seen to: who has the piece, or publishes it."""
    return bool({Who.HANDLER, Who.PUBLISHER, Who.CHIEF} & parts(user, submission))


def can_lift_conflict(user: User, submission: Submission) -> bool:
    """Tell whether `user` may let somebody in again; who is shut out cannot, as for them there is no such piece."""
    return can_see_at_desk(user, submission) and user.has_right(Right.OVERRIDE)


def can_override_checklist(user: User) -> bool:
    return holds(user, Right.OVERRIDE)


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
