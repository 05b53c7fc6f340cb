"""The first person at a new desk, whom nobody can invite yet."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from aiss.accounts import passwords
from aiss.accounts.models import Invitation, Role, User
from aiss.accounts.staff import INVITATION_DAYS, AddressTaken
from aiss.vault import new_token, token_digest

FOUNDING_ROLES = ["administrator", "chief_editor", "editor"]


class DeskIsFounded(Exception):
    code = "desk_is_founded"

    def __str__(self) -> str:
        return gettext("Somebody works at this desk already. Ask them to invite further people in the admin.")


def is_founded() -> bool:
    """Return whether somebody can sign in to the desk already."""
    return User.objects.active_staff().exists()


def found(*, address: str, display_name: str, language: str) -> str:
    """Make the first chief editor, with every role, and return the link by which they set their password.

    Called again before the link was used, it replaces the link. Raises DeskIsFounded, AddressTaken, and ValueError for
    what cannot be an address.
    """
    with transaction.atomic():
        roles = list(Role.objects.select_for_update().filter(code__in=FOUNDING_ROLES))
        if is_founded():
            raise DeskIsFounded
        user = User.objects.by_email(address)
        if user is None:
            user = User.objects.create_staff(
                email=address, display_name=display_name, roles=roles, language=language, is_active=False
            )
        elif not user.is_staff:
            raise AddressTaken
        else:
            user.display_name, user.language = display_name, language
            user.save(update_fields=["display_name", "language"])
            user.roles.set(roles)
            Invitation.objects.filter(user=user).delete()
        token, now = new_token(), timezone.now()
        Invitation.objects.create(
            user=user,
            invited_by=User.objects.system(),
            token_digest=token_digest(token),
            created_at=now,
            expires_at=now + timedelta(days=INVITATION_DAYS),
        )
    return passwords.absolute_address("accounts:invitation", token)
