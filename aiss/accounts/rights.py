"""What a role can allow; the predicates that use it stand in `submissions/permissions.py`."""

from typing import Protocol

from django.db import models
from django.utils.translation import gettext_lazy as _


class Right(models.TextChoices):
    HANDLE = "handle", _("Handle pieces")
    PUBLISH = "publish", _("Publish and schedule")
    OVERRIDE = "override", _("Waive a proof, reopen, override")
    IDENTITY = "identity", _("See legal names and contact details")
    SITE = "site", _("Edit the site's texts")
    STAFF = "staff", _("Invite staff and set their roles")
    MAIL = "mail", _("Look after the letters waiting to be sent")


class Person(Protocol):
    """Whoever asks: an account, or a stranger before signing in, who has no rights to ask for."""

    is_authenticated: bool

    def has_right(self, right: Right) -> bool: ...


def holds(user: Person, right: Right) -> bool:
    """Tell whether `user` is signed in and holds `right`."""
    return user.is_authenticated and user.has_right(right)
