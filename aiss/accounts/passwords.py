"""Staff choose a password through a mailed link: one use, one hour, and looking at it changes nothing."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext

from aiss.accounts import limits
from aiss.accounts.addresses import address_index
from aiss.accounts.models import Invitation, PasswordReset, User
from aiss.accounts.models.user import SYSTEM_ID
from aiss.accounts.numbers import written
from aiss.accounts.sign_in import ADDRESS_SCOPE
from aiss.mail import letters, outbox
from aiss.mail.models import Lane
from aiss.vault import new_token, normalise_address, token_digest

RESET_MINUTES = 60
HOUR = 3600
LETTERS_PER_ADDRESS = 5
LETTERS_PER_NETWORK = 20
LETTERS_OVERALL = 500


class LinkRefused(Exception):
    """A mailed link is unknown, used or expired; the three are answered alike."""

    code = "link_refused"

    def __str__(self) -> str:
        return gettext("This link has been used already or has expired. Please ask for a new one.")


def send_reset(*, address: str, network: str) -> None:
    """Queue a letter with a link to a new password, if `address` belongs to active staff.

    For any other address the same rows are written, with a letter that expires unsent and a link that opens nothing,
    so that neither the answer nor its timing tells who works here. Raises LimitReached, and ValueError for what
    cannot be an address.
    """
    index = address_index(address)
    limits.hit(scope="reset-network", key=network, limit=LETTERS_PER_NETWORK, seconds=HOUR)
    limits.hit(scope="reset-address", key=index, limit=LETTERS_PER_ADDRESS, seconds=HOUR)
    limits.hit(scope="reset-overall", key="all", limit=LETTERS_OVERALL, seconds=HOUR)
    now = timezone.now()
    with transaction.atomic():
        is_the_one = Q(email_index=index, is_staff=True, is_active=True)
        candidates = {user.is_system: user for user in User.objects.filter(is_the_one | Q(public_id=SYSTEM_ID))}
        user = candidates.get(False, candidates[True])
        token = new_token()
        reset = PasswordReset.objects.create(
            user=user,
            token_digest=token_digest(token),
            created_at=now,
            expires_at=now + timedelta(minutes=RESET_MINUTES),
        )
        with translation.override(user.language):
            link = letters.Link(
                label=gettext("Choose a new password"), url=absolute_address("accounts:password-set", token)
            )
        values = {"minutes": written(RESET_MINUTES, user.language)}
        outbox.queue(
            to=normalise_address(address),
            letter=letters.render("password-reset", user.language, values, links=[link]),
            dedup_key=f"password-reset:{reset.pk}",
            lane=Lane.CODE,
            expires_at=now if user.is_system else reset.expires_at,
            secret=True,
        )


def person_with_reset(token: str) -> User | None:
    """Return who may choose a new password with `token`."""
    return _person(PasswordReset.objects.filter(user__is_active=True, user__is_staff=True), token)


def person_invited(token: str) -> User | None:
    """Return whose invitation `token` is, while it can be accepted."""
    return _person(Invitation.objects.all(), token)


def reset(*, token: str, password: str) -> User:
    """Set a new password, end the person's sessions and forget their wrong tries.

    Raises LinkRefused, and ValidationError for a password that is too weak, which leaves the link usable.
    """
    with transaction.atomic():
        user = person_with_reset(token)
        if user is None:
            raise LinkRefused
        set_by_link(PasswordReset, token, user, password)
        user.save(update_fields=["password", "session_salt"])
        limits.clear(scope=ADDRESS_SCOPE, key=user.email_index)
    return user


def set_by_link(kind: type[Invitation | PasswordReset], token: str, user: User, password: str) -> None:
    """Use up the link and every other of its kind, and give `user` (unsaved) the password and a new session salt.

    Raises LinkRefused where somebody else used it at this moment, and ValidationError for a weak password.
    """
    validate_password(password, user)
    if not kind.objects.open(now := timezone.now()).with_token(token).update(used_at=now):
        raise LinkRefused
    kind.objects.open(now).filter(user=user).delete()
    user.set_password(password)
    user.end_sessions()


def absolute_address(name: str, token: str) -> str:
    return settings.SITE_URL + reverse(name, kwargs={"token": token})


def _person(links, token: str) -> User | None:
    link = links.open(timezone.now()).with_token(token).select_related("user").first()
    return link and link.user
