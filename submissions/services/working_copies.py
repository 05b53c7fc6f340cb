"""Edits that are not finished: kept while somebody types, offered when they come back, gone once they are saved.

The same rows tell who else is editing a text, and since when. They are no part of the record: no event tells of them.
"""

import datetime
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext

from aiss.accounts.models import User
from publishing import html
from submissions import permissions
from submissions.models import Submission, WorkingCopy
from submissions.services import versions
from submissions.services.moving import MoveRefused, NotAllowed, WrongState
from submissions.services.versions import Text
from submissions.workflow import TRANSITIONS

# Somebody who gave a sign of life within this time has the text open; the page gives one every half minute.
HERE = datetime.timedelta(minutes=10)
# So long others are told of an unfinished edit.
TOLD = datetime.timedelta(days=7)
# So long one is kept for whoever made it.
KEPT = datetime.timedelta(days=30)
EDIT = TRANSITIONS["edit"]
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
MICROSECOND = datetime.timedelta(microseconds=1)


class OtherCopy(MoveRefused):
    """Another page of the same person has kept a text, which this one would overwrite; `copy` is that one."""

    def __init__(self, copy: WorkingCopy) -> None:
        super().__init__(copy.pk)
        self.copy = copy

    def __str__(self) -> str:
        return gettext(
            "You have another unfinished edit of this text. Go on with it or throw it away first; until then this "
            "one is not kept."
        )


class SavedElsewhere(MoveRefused):
    """The same person has saved a version after this page was opened, from this page or another."""

    def __str__(self) -> str:
        return gettext("You have saved a newer version meanwhile. Save this text too, to see both.")


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """A page on which somebody edits: when it was opened, from which version, and which kept text it went on with."""

    opened_at: datetime.datetime = field(default_factory=timezone.now)
    based_on: int
    resumed: str = ""

    def has(self, copy: WorkingCopy) -> bool:
        """Tell whether `copy` is this page's to overwrite."""
        return not copy.has_text or copy.started_at == self.opened_at or token_of(copy) == self.resumed


@dataclass(frozen=True, kw_only=True)
class OtherEditor:
    """Somebody else at the same text: there now, or with a text kept at `kept_at` and not saved."""

    name: str
    since: datetime.datetime
    is_here: bool
    kept_at: datetime.datetime | None
    based_on: int


def moment_token(moment: datetime.datetime) -> str:
    """Return `moment` to the microsecond as digits, for a form to carry."""
    return str((moment - EPOCH) // MICROSECOND)


def moment_of(token: str) -> datetime.datetime | None:
    """Return the moment that `moment_token` wrote down, None for anything else and for the future."""
    if not (token.isascii() and token.isdigit() and len(token) <= 17):
        return None
    moment = EPOCH + int(token) * MICROSECOND
    return moment if moment <= timezone.now() else None


def token_of(copy: WorkingCopy) -> str:
    """Return what names the kept text of `copy` as it is now; "" where there is none."""
    return moment_token(copy.saved_at) if copy.has_text and copy.saved_at else ""


def own(submission: Submission, user: User) -> WorkingCopy | None:
    """Return the text that `user` has typed and not saved, if they may still edit the piece."""
    copy = WorkingCopy.objects.filter(submission=submission, user=user, has_text=True).first()
    return copy if copy and permissions.may(user, EDIT, submission) else None


def beat(submission: Submission, *, user: User, sitting: Sitting) -> None:
    """Record that `user` has the text open. Raises NotAllowed, WrongState."""
    _check(submission, user)
    with transaction.atomic():
        copy = _copy_for(submission, user, sitting)
        if sitting.has(copy):
            copy.started_at = sitting.opened_at
        if not copy.has_text:
            copy.based_on = sitting.based_on
        copy.seen_at = timezone.now()
        copy.save()


def keep(submission: Submission, text: Text, *, user: User, sitting: Sitting) -> WorkingCopy:
    """Keep what `user` has typed, cleaned; a text that is the version's own word for word needs no keeping.

    Raises NotAllowed, WrongState, OtherCopy, SavedElsewhere.
    """
    _check(submission, user)
    body = html.clean(text.body)
    current = submission.current_version
    if (
        current.number > sitting.based_on
        and current.created_by_id == user.pk
        and current.created_at >= sitting.opened_at
    ):
        raise SavedElsewhere
    with transaction.atomic():
        copy = _copy_for(submission, user, sitting)
        if not sitting.has(copy):
            raise OtherCopy(copy)
        now = timezone.now()
        copy.based_on = sitting.based_on
        copy.has_text = not versions.same_text(current, text)
        copy.title, copy.standfirst, copy.body = (text.title, text.standfirst, body) if copy.has_text else ("", "", "")
        copy.started_at, copy.seen_at, copy.saved_at = sitting.opened_at, now, now
        copy.save()
    return copy


def leave(submission: Submission, *, user: User, sitting: Sitting) -> None:
    """Forget that `user` had the text open, where nothing was typed."""
    WorkingCopy.objects.filter(submission=submission, user=user, has_text=False, started_at=sitting.opened_at).delete()


def drop(submission: Submission, *, user: User, sitting: Sitting) -> None:
    """Forget what was kept from this page: it is saved now. A text of another page that is still open stays."""
    copy = WorkingCopy.objects.filter(submission=submission, user=user).first()
    if copy and sitting.has(copy):
        copy.delete()


def throw_away(submission: Submission, *, user: User, token: str) -> bool:
    """Delete the kept text that `token` names; tell whether there was one."""
    copy = WorkingCopy.objects.filter(submission=submission, user=user, has_text=True).first()
    if copy is None or token_of(copy) != token:
        return False
    copy.delete()
    return True


def others(submission: Submission, user: User) -> list[OtherEditor]:
    """Return who else edits the text now or has an unfinished edit of it, those who are there first.

    Only people who may edit it are told of. Where there is nobody it takes one query, and none where the text cannot
    be edited.
    """
    if submission.status not in EDIT.moves:
        return []
    now = timezone.now()
    here, kept = Q(seen_at__gt=now - HERE), Q(has_text=True, saved_at__gt=now - TOLD)
    copies = list(
        submission.working_copies.filter(here | kept)
        .exclude(user=user)
        .select_related("user")
        .defer("title", "standfirst", "body")
    )
    if not copies:
        return []
    editors = set(permissions.editors_of(submission).values_list("pk", flat=True))
    found = [
        OtherEditor(
            name=copy.user.display_name,
            since=copy.started_at,
            is_here=copy.seen_at > now - HERE,
            kept_at=copy.saved_at if copy.has_text else None,
            based_on=copy.based_on,
        )
        for copy in copies
        if copy.user_id in editors
    ]
    return sorted(found, key=lambda other: (not other.is_here, other.since))


def forget_old() -> int:
    """Delete unfinished edits that nobody has looked at for a month; return how many."""
    found = WorkingCopy.objects.filter(seen_at__lt=timezone.now() - KEPT)
    return found.delete()[1].get("submissions.WorkingCopy", 0)


def _check(submission: Submission, user: User) -> None:
    if not permissions.may(user, EDIT, submission):
        raise NotAllowed
    if submission.status not in EDIT.moves:
        raise WrongState(submission, EDIT)


def _copy_for(submission: Submission, user: User, sitting: Sitting) -> WorkingCopy:
    """The person's row for this piece, locked, made where there is none."""
    new = {"based_on": sitting.based_on, "started_at": sitting.opened_at}
    return WorkingCopy.objects.select_for_update().get_or_create(submission=submission, user=user, defaults=new)[0]
