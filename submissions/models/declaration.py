"""What the author declared when sending the piece."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aiss.fields import EncryptedTextField


class Declaration(models.Model):
    """Original, exclusive, no conflict of interest, no AI use to name, unless a text here says what differs."""

    submission = models.OneToOneField("submissions.Submission", models.CASCADE, related_name="declaration")
    published_before = EncryptedTextField(_("offered or published elsewhere"), blank=True, default="")
    conflict_of_interest = EncryptedTextField(_("conflict of interest or funding"), blank=True, default="")
    ai_use = EncryptedTextField(_("use of AI"), blank=True, default="")
    licence = models.ForeignKey(
        "submissions.LicenceText", models.PROTECT, related_name="+", verbose_name=_("licence text")
    )
    declared_at = models.DateTimeField(_("declared at"), default=timezone.now)

    class Meta:
        verbose_name = _("declaration")
        verbose_name_plural = _("declarations")

    def __str__(self) -> str:
        return f"{self.submission.reference} · declaration"
