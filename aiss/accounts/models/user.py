"""An account: an author known by a random id alone, or a member of staff with a name to show."""

import secrets
from collections.abc import Iterable, Iterator
from typing import Any, NoReturn, Self

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.management import CommandError
from django.db import models, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from aiss.accounts.addresses import address_index
from aiss.accounts.models.role import Role
from aiss.accounts.rights import Right
from aiss.fields import EncryptedTextField
from aiss.vault import normalise_address

SYSTEM_ID = "system"
ID_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
SESSION_SALT = "aiss.accounts.models.User.session"


def new_public_id() -> str:
    return "".join(secrets.choice(ID_ALPHABET) for _place in range(12))


def new_session_salt() -> str:
    return secrets.token_urlsafe(16)


def language_choices() -> list[tuple[str, Any]]:
    return list(settings.LANGUAGES)


class UserQuerySet(models.QuerySet["User"]):
    def active_staff(self) -> Self:
        return self.filter(is_active=True, is_staff=True)

    def with_right(self, right: Right) -> Self:
        """Return the active staff who hold `right` through a role."""
        return self.active_staff().filter(
            pk__in=User.roles.through.objects.filter(role__in=Role.objects.granting(right)).values("user")
        )

    def by_email(self, address: str) -> "User | None":
        """Return whose address this is, if anybody's; what cannot be an address is nobody's."""
        try:
            index = address_index(address)
        except ValueError:
            return None
        return self.filter(email_index=index).first()


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_author(self, *, email: str, language: str) -> "User":
        """Return the account of `email`, made now unless there is one already."""
        address = normalise_address(email)
        defaults = {"email": address, "language": language, "password": make_password(None)}
        user, _is_new = self.get_or_create(email_index=address_index(address), defaults=defaults)
        return user

    def create_staff(
        self, *, email: str, display_name: str, roles: Iterable[Role], language: str, is_active: bool = True
    ) -> "User":
        """Return a new member of staff who has no password yet.

        Raises IntegrityError where the address has an account already.
        """
        address = normalise_address(email)
        with transaction.atomic():
            user = self.create(
                email=address,
                email_index=address_index(address),
                display_name=display_name,
                language=language,
                password=make_password(None),
                is_staff=True,
                is_active=is_active,
            )
            user.roles.set(roles)
        return user

    def create_superuser(self, **_fields: object) -> NoReturn:
        raise CommandError("There are no superusers here. `manage.py setup` makes the first chief editor.")

    def system(self) -> "User":
        """Return the actor that stands for the clock."""
        return self.get(public_id=SYSTEM_ID)


class User(AbstractBaseUser):
    # When somebody was last here is nobody's business; without the field Django does not record it.
    last_login = None

    public_id = models.CharField(_("public id"), max_length=12, unique=True, default=new_public_id, editable=False)
    email = EncryptedTextField(_("e-mail address"), blank=True)
    email_index = models.CharField(max_length=64, unique=True, editable=False)
    display_name = models.CharField(_("name shown at the desk"), max_length=120, blank=True)
    language = models.CharField(_("language of letters"), max_length=5, choices=language_choices)
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("works at the desk"), default=False)
    is_superuser = models.BooleanField(default=False, editable=False)
    roles = models.ManyToManyField(Role, verbose_name=_("roles"), blank=True, related_name="+")
    session_salt = models.CharField(max_length=32, default=new_session_salt, editable=False)
    created_at = models.DateTimeField(_("since"), default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email_index"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_staff=True) & ~models.Q(display_name="")
                | models.Q(is_staff=False, display_name=""),
                name="user_only_staff_have_a_name",
                violation_error_message=_("Staff need a name to show at the desk; authors have none."),
            ),
            models.CheckConstraint(
                condition=models.Q(is_superuser=False) | models.Q(is_staff=True),
                name="user_superuser_is_staff",
            ),
        ]

    def __str__(self) -> str:
        if self.is_system:
            return gettext("The system")
        return self.display_name or f"author {self.public_id}"

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)

    @property
    def is_system(self) -> bool:
        return self.public_id == SYSTEM_ID

    @property
    def rights(self) -> frozenset[str]:
        """What the person's roles allow; empty for anybody but active staff, superuser or not."""
        if not (self.is_active and self.is_staff):
            return frozenset()
        # The prefetch cache is dropped by refresh_from_db() and roles.set(), which a cached property would outlive.
        # A page asks a hundred times: where the cache is there, Django is not asked to look for it.
        if "roles" not in getattr(self, "_prefetched_objects_cache", ()):
            models.prefetch_related_objects([self], "roles")
        return frozenset(right for role in self.roles.all() for right in role.rights)

    def has_right(self, right: Right) -> bool:
        return right in self.rights

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Deny: each admin page asks the named predicates, and one that forgets to stays closed."""
        return False

    def has_module_perms(self, app_label: str) -> bool:
        return bool(self.rights)

    def end_sessions(self) -> None:
        """Make every session of this person void once the row is saved."""
        self.session_salt = new_session_salt()

    def get_session_auth_hash(self) -> str:
        """Return what ties a session to the password and to the salt, so that changing either ends it."""
        return self._session_hash(None)

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        for secret in settings.SECRET_KEY_FALLBACKS:
            yield self._session_hash(secret)

    def _session_hash(self, secret: str | None) -> str:
        return salted_hmac(
            SESSION_SALT, f"{self.password}:{self.session_salt}", secret=secret, algorithm="sha256"
        ).hexdigest()
