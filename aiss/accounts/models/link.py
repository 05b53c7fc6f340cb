"""Mailed links that let a member of staff choose a password; only the digest of the token is kept."""

from datetime import datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from aiss.accounts.models.user import User
from aiss.vault import token_digest


class PasswordLinkQuerySet(models.QuerySet):
    def open(self, now: datetime) -> Self:
        return self.filter(used_at=None, expires_at__gt=now)

    def with_token(self, token: str) -> Self:
        return self.filter(token_digest=token_digest(token))


class PasswordLink(models.Model):
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    token_digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True, blank=True)

    objects = PasswordLinkQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class Invitation(PasswordLink):
    invited_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")


class PasswordReset(PasswordLink):
    class Meta:
        verbose_name = _("password letter")
        verbose_name_plural = _("password letters")
