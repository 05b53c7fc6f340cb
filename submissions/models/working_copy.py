"""An edit that is not finished: kept while somebody types, and gone once it is saved as a version."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aiss.fields import EncryptedTextField


class WorkingCopy(models.Model):
    """What one editor has typed into one piece's text and not yet saved; it also says who is editing since when."""

    submission = models.ForeignKey("submissions.Submission", models.CASCADE, related_name="working_copies")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    based_on = models.PositiveIntegerField(_("made from version"))
    title = EncryptedTextField(blank=True, default="")
    standfirst = EncryptedTextField(blank=True, default="")
    body = EncryptedTextField(blank=True, default="")
    has_text = models.BooleanField(default=False, help_text=_("False: the page was opened and nothing typed yet."))
    started_at = models.DateTimeField(_("editing since"), default=timezone.now)
    seen_at = models.DateTimeField(_("last sign of life"), default=timezone.now)
    saved_at = models.DateTimeField(_("last kept at"), null=True, blank=True)

    class Meta:
        verbose_name = _("unfinished edit")
        verbose_name_plural = _("unfinished edits")
        constraints = [models.UniqueConstraint(fields=["submission", "user"], name="working_copy_once")]

    def __str__(self) -> str:
        return f"{self.submission.reference} · unfinished edit"
