"""What the author is asked to approve: everything that will be printed, frozen."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ProofState(models.TextChoices):
    SENT = "sent", _("waiting for the author")
    APPROVED = "approved", _("approved by the author")
    WAIVED = "waived", _("approved by the chief editor")
    DISPUTED = "disputed", _("the author asked for a change")
    RECALLED = "recalled", _("recalled")


LIVE = (ProofState.SENT, ProofState.APPROVED, ProofState.WAIVED)
CLEARED = (ProofState.APPROVED, ProofState.WAIVED)


class ProofQuerySet(models.QuerySet):
    def live(self) -> "ProofQuerySet":
        return self.filter(state__in=LIVE)

    def cleared(self) -> "ProofQuerySet":
        return self.filter(state__in=CLEARED)

    def recall_live(self) -> int:
        """Mark the live proof as recalled, if there is one; return how many there were."""
        return self.live().update(state=ProofState.RECALLED, answered_at=timezone.now())


class Proof(models.Model):
    """A frozen `ArticleContent` with its digest; publishing prints this and never assembles it again."""

    submission = models.ForeignKey("submissions.Submission", models.CASCADE, related_name="proofs")
    version = models.ForeignKey("submissions.Version", models.PROTECT, related_name="+")
    content = models.JSONField(help_text=_("ArticleContent.to_json()."))
    digest = models.CharField(max_length=64)
    state = models.CharField(_("state"), max_length=10, choices=ProofState.choices, default=ProofState.SENT)
    sent_at = models.DateTimeField(_("sent at"), default=timezone.now)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    objects = ProofQuerySet.as_manager()

    class Meta:
        verbose_name = _("proof")
        verbose_name_plural = _("proofs")
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["submission"], condition=Q(state__in=LIVE), name="one_live_proof"),
        ]

    def __str__(self) -> str:
        return f"{self.submission.reference} · proof {self.pk}"
