"""A role is a named bundle of rights; the first three are seeded by migration."""

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from aiss.accounts.rights import Right

SEEDED_NAMES = (gettext_noop("Editor"), gettext_noop("Chief editor"), gettext_noop("Administrator"))


def validate_rights(rights: object) -> None:
    """Refuse anything but a list of rights that exist."""
    if not isinstance(rights, list):
        raise ValidationError(_("Give the rights as a list."), code="not_a_list")
    unknown = [str(right) for right in rights if right not in Right.values]
    if unknown:
        raise ValidationError(
            _("There is no right called %(unknown)s. Choose from the list."),
            code="unknown_right",
            params={"unknown": ", ".join(unknown)},
        )


class RoleQuerySet(models.QuerySet["Role"]):
    def named(self, *codes: str) -> Self:
        return self.filter(code__in=codes)

    def granting(self, right: Right) -> Self:
        """Return the roles that give `right`; read in Python, as SQLite cannot look into a JSON list."""
        return self.filter(pk__in=[role.pk for role in self.all() if right in role.rights])


class Role(models.Model):
    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=80)
    rights = models.JSONField(_("rights"), default=list, validators=[validate_rights])

    objects = RoleQuerySet.as_manager()

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(name=""),
                name="role_has_a_name",
                violation_error_message=_("Give the role a name."),
            )
        ]

    def __str__(self) -> str:
        return gettext(self.name)
