"""A code that was mailed to an address: only its keyed digest, and nothing that names the address."""

from datetime import datetime
from typing import Self

from django.db import models

from aiss.accounts.models.user import language_choices


class SignInCodeQuerySet(models.QuerySet["SignInCode"]):
    def for_address(self, index: str) -> Self:
        return self.filter(address_index=index)

    def open(self, now: datetime) -> Self:
        """Return the codes that are neither used nor expired; wrong tries are judged by the one who redeems."""
        return self.filter(used_at=None, expires_at__gt=now)


class SignInCode(models.Model):
    address_index = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    language = models.CharField(max_length=5, choices=language_choices)
    tries = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True, blank=True)

    objects = SignInCodeQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["address_index", "-id"], name="code_by_address")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("created_at")), name="code_expires_after_its_making"
            )
        ]

    def __str__(self) -> str:
        return f"code {self.pk}"
