"""Who has a conflict of interest with a piece: for them it does not exist."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aiss.fields import EncryptedTextField


class Conflict(models.Model):
    """One editor shut out of one piece; lifted by deleting the row, which an event records."""

    submission = models.ForeignKey("submissions.Submission", models.CASCADE, related_name="conflicts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("editor"))
    reason = EncryptedTextField(_("reason"), blank=True, default="")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("conflict of interest")
        verbose_name_plural = _("conflicts of interest")
        constraints = [models.UniqueConstraint(fields=["submission", "user"], name="conflict_once")]

    def __str__(self) -> str:
        return f"{self.submission.reference} · conflict {self.pk}"
