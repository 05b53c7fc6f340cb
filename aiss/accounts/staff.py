"""Who works at the desk: invited by letter, given roles, deactivated."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext

from aiss.accounts import passwords
from aiss.accounts.models import Invitation, PasswordReset, Role, User
from aiss.accounts.numbers import written
from aiss.accounts.rights import Right
from aiss.mail import letters, outbox
from aiss.mail.models import Lane
from aiss.vault import new_token, token_digest

INVITATION_DAYS = 7

# Without a holder of these nobody could give them to anybody again.
ESSENTIAL = (Right.STAFF, Right.IDENTITY)


class NotPermitted(Exception):
    code = "not_permitted"

    def __str__(self) -> str:
        return gettext("You may not change the staff list. Please ask somebody who looks after it.")


class IdentityNotYours(NotPermitted):
    """Who looks after the staff list does not thereby reach legal names, neither alone nor by a second account."""

    code = "identity_not_yours"

    def __str__(self) -> str:
        return gettext(
            "This role shows legal names, and only somebody who has it may give it. Please ask a chief editor."
        )


class AlreadyStaff(Exception):
    code = "already_staff"

    def __str__(self) -> str:
        return gettext("Somebody with this address works at the desk already. Change their roles instead.")


class AddressTaken(Exception):
    code = "address_taken"

    def __str__(self) -> str:
        return gettext("An author signs in with this address, and authors are never staff. Please use another address.")


class NotStaff(Exception):
    code = "not_staff"

    def __str__(self) -> str:
        return gettext("This account is not one of the staff. Choose somebody from the staff list.")


class LastHolder(Exception):
    """The change would leave nobody with a right that only a holder can give."""

    code = "last_holder"

    def __init__(self, right: Right) -> None:
        super().__init__(right)
        self.right = right

    def __str__(self) -> str:
        return gettext("Nobody else has the right “%(right)s”. Please give it to somebody else first.") % {
            "right": self.right.label
        }


def invite(*, by: User, address: str, display_name: str, roles: Iterable[Role], language: str) -> User:
    """Add somebody to the staff, or call back who was deactivated; active once they accept the letter's link.

    A second invitation replaces the first. Raises NotPermitted, IdentityNotYours, AlreadyStaff, AddressTaken, and
    ValueError for what cannot be an address.
    """
    roles = list(roles)
    with transaction.atomic():
        _lock_staff_list(by)
        _check_may_change(by)
        user = User.objects.by_email(address)
        _check_may_give(by, roles, had=[])
        if user is None:
            user = User.objects.create_staff(
                email=address, display_name=display_name, roles=roles, language=language, is_active=False
            )
        elif not user.is_staff:
            raise AddressTaken
        elif user.is_active:
            raise AlreadyStaff
        else:
            user.display_name, user.language = display_name, language
            user.save(update_fields=["display_name", "language"])
            user.roles.set(roles)
            Invitation.objects.filter(user=user).delete()
        _send_invitation(user, by)
    return user


def accept_invitation(*, token: str, password: str) -> User:
    """Make the invited person active with their own password.

    Raises LinkRefused, and ValidationError for a password that is too weak, which leaves the link usable.
    """
    with transaction.atomic():
        user = passwords.person_invited(token)
        if user is None:
            raise passwords.LinkRefused
        passwords.set_by_link(Invitation, token, user, password)
        user.is_active = True
        user.save(update_fields=["password", "session_salt", "is_active"])
    return user


def set_roles(*, by: User, user: User, roles: Iterable[Role]) -> User:
    """Give `user` exactly these roles, from their next click on; whoever loses a right is signed out everywhere.

    Raises NotPermitted, IdentityNotYours, NotStaff, LastHolder.
    """
    roles = list(roles)
    with transaction.atomic():
        _lock_staff_list(by, user)
        _check_may_change(by)
        _check_is_staff(user)
        had = list(user.roles.all())
        _check_may_give(by, roles, had=had)
        if user.is_active:
            _check_somebody_keeps(user, kept=_rights_of(roles))
        user.roles.set(roles)
        if _rights_of(had) - _rights_of(roles):
            user.end_sessions()
            user.save(update_fields=["session_salt"])
    return user


def deactivate(*, by: User, user: User) -> User:
    """Shut `user` out at once: no session, invitation or password letter of theirs works any more.

    The row and the roles stay. Raises NotPermitted, NotStaff, LastHolder.
    """
    with transaction.atomic():
        _lock_staff_list(by, user)
        _check_may_change(by)
        _check_is_staff(user)
        _check_somebody_keeps(user, kept=frozenset())
        # Links go first: whoever is using one at this moment either finishes before the row is shut, or finds it gone.
        Invitation.objects.filter(user=user).delete()
        PasswordReset.objects.filter(user=user).delete()
        user.is_active = False
        user.end_sessions()
        user.save(update_fields=["is_active", "session_salt"])
    return user


def _lock_staff_list(*people: User) -> None:
    """Let one change of the staff list happen at a time, so that two people cannot remove each other as the last.

    `people` are read again: one of them may have been shut out while this one waited.
    """
    list(Role.objects.select_for_update().order_by("pk"))
    for person in people:
        person.refresh_from_db()


def _check_may_change(by: User) -> None:
    if not by.has_right(Right.STAFF):
        raise NotPermitted


def _check_is_staff(user: User) -> None:
    if not user.is_staff:
        raise NotStaff


def _check_may_give(by: User, roles: list[Role], had: list[Role]) -> None:
    new = _rights_of(roles) - _rights_of(had)
    if Right.IDENTITY in new and not by.has_right(Right.IDENTITY):
        raise IdentityNotYours


def _check_somebody_keeps(user: User, kept: frozenset[str]) -> None:
    for right in ESSENTIAL:
        loses = user.has_right(right) and right not in kept
        if loses and not User.objects.with_right(right).exclude(pk=user.pk).exists():
            raise LastHolder(right)


def _rights_of(roles: list[Role]) -> frozenset[str]:
    return frozenset(right for role in roles for right in role.rights)


def _send_invitation(user: User, by: User) -> None:
    token = new_token()
    now = timezone.now()
    invitation = Invitation.objects.create(
        user=user,
        invited_by=by,
        token_digest=token_digest(token),
        created_at=now,
        expires_at=now + timedelta(days=INVITATION_DAYS),
    )
    with translation.override(user.language):
        link = letters.Link(
            label=gettext("Accept the invitation"), url=passwords.absolute_address("accounts:invitation", token)
        )
    values = {
        "name": user.display_name,
        "inviter": by.display_name,
        "days": written(INVITATION_DAYS, user.language),
    }
    outbox.queue(
        to=user.email,
        letter=letters.render("invitation", user.language, values, links=[link]),
        dedup_key=f"invitation:{invitation.pk}",
        lane=Lane.CODE,
        expires_at=invitation.expires_at,
        secret=True,
    )
