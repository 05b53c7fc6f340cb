"""What the desk says among itself. A table of its own: no page, letter or file for authors or reviewers reads it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aiss.fields import EncryptedTextField


class InternalNote(models.Model):
    """One line of the desk's own thread about a piece. Only `submissions.services.noting` reads and writes it."""

    submission = models.ForeignKey("submissions.Submission", models.CASCADE, related_name="+")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(_("written at"), default=timezone.now)
    text = EncryptedTextField(_("note"))

    class Meta:
        verbose_name = _("internal note")
        verbose_name_plural = _("internal notes")
        ordering = ["written_at", "pk"]
        indexes = [models.Index(fields=["submission", "written_at"], name="note_of_submission")]

    def __str__(self) -> str:
        return f"{self.submission.reference} · note {self.pk}"
