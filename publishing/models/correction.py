"""What an article got wrong, in words that readers see."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Correction(models.Model):
    """A public note below the text; there is one for each revision that corrects."""

    article = models.ForeignKey("publishing.Article", models.CASCADE, related_name="corrections")
    revision = models.OneToOneField("publishing.ArticleRevision", models.PROTECT, related_name="correction")
    note = models.TextField(_("note for readers"))
    made_at = models.DateTimeField(_("made at"), default=timezone.now)

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["made_at", "pk"]
        constraints = [models.CheckConstraint(name="correction_has_note", condition=~models.Q(note=""))]

    def __str__(self) -> str:
        return f"{self.article.short_id} · {self.made_at:%Y-%m-%d}"
