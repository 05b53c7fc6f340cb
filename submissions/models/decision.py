"""What the desk decided on a piece."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Verdict(models.TextChoices):
    CHANGES = "changes", _("changes requested")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")


class DeclineReason(models.TextChoices):
    SCOPE = "scope", _("outside what the page publishes")
    QUALITY = "quality", _("the argument or the evidence does not carry yet")
    TIMING = "timing", _("the moment has passed")
    OVERLAP = "overlap", _("too close to what has been published")
    ELSEWHERE = "elsewhere", _("already published elsewhere")
    RISK = "risk", _("legal or safety risk")
    OTHER = "other", _("it does not fit the present plans for the page")


class DecisionQuerySet(models.QuerySet):
    def standing(self) -> "DecisionQuerySet":
        return self.filter(taken_back_at=None)


class Decision(models.Model):
    """One verdict, on one version."""

    submission = models.ForeignKey("submissions.Submission", models.CASCADE, related_name="decisions")
    version = models.ForeignKey("submissions.Version", models.PROTECT, related_name="+")
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict.choices)
    reason = models.CharField(_("reason"), max_length=10, choices=DeclineReason.choices, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    former_status = models.CharField(max_length=20, blank=True, default="", editable=False)
    former = models.JSONField(
        default=dict, editable=False, help_text=_("What taking it back restores; ids and dates only.")
    )
    taken_back_at = models.DateTimeField(_("taken back at"), null=True, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="decline_has_reason", condition=~models.Q(verdict=Verdict.DECLINED) | ~models.Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission.reference} · {self.verdict}"
