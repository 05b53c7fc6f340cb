"""How often something was done of late, under a key that cannot be read back."""

from django.db import models


class LimitCounter(models.Model):
    key = models.CharField(max_length=64, unique=True)
    count = models.PositiveIntegerField(default=0)
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"counter {self.pk}"
