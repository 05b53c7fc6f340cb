"""What has to be seen to before a piece of a kind is published."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from submissions.models.kind import InThreeLanguages


class Check(models.TextChoices):
    """What the desk can see by itself; `by_hand` is ticked by a person for one version."""

    BY_HAND = "by_hand", _("ticked by an editor")
    BYLINES = "bylines", _("every printed name is confirmed")
    BIOS = "bios", _("every author has a bio")
    LINKS = "links", _("the links are checked (by itself where the text has none)")
    PROOF = "proof", _("the proof is approved, with its title")
    DISCLAIMER = "disclaimer", _("the disclaimer exists in the piece's language")


class ChecklistItem(InThreeLanguages):
    """One line of a kind's checklist."""

    kind = models.ForeignKey("submissions.Kind", models.CASCADE, related_name="checklist", verbose_name=_("kind"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    text_en = models.CharField(_("text in English"), max_length=200)
    text_fa = models.CharField(_("text in Persian"), max_length=200, blank=True)
    text_ps = models.CharField(_("text in Pashto"), max_length=200, blank=True)
    check_by = models.CharField(_("how it is seen"), max_length=12, choices=Check.choices, default=Check.BY_HAND)
    is_required = models.BooleanField(_("holds publication"), default=True)
    is_in_use = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("line of the checklist")
        verbose_name_plural = _("checklist")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(check_by__in=Check.values), name="checklist_check_known"),
        ]

    def __str__(self) -> str:
        return self.in_language("text", get_language() or "en")


class ChecklistTick(models.Model):
    """Somebody saw to one item for one version; a later version needs another look."""

    submission = models.ForeignKey("submissions.Submission", models.CASCADE, related_name="ticks")
    item = models.ForeignKey(ChecklistItem, models.PROTECT, related_name="+")
    version = models.ForeignKey("submissions.Version", models.PROTECT, related_name="+")
    ticked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ticked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["submission", "item", "version"], name="checklist_tick_once")]

    def __str__(self) -> str:
        return f"{self.submission.reference} · tick {self.item_id}"
