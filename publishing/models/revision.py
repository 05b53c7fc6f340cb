"""The history of an article since its publication; a row is written once and never changed."""

import json

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from publishing.content import ArticleContent


class Change(models.TextChoices):
    PUBLISH = "publish", _("published")
    UPDATE = "update", _("updated")
    CORRECT = "correct", _("corrected")
    DELIST = "delist", _("taken out of the lists")
    RELIST = "relist", _("put back into the lists")
    HIDE = "hide", _("hidden")
    UNHIDE = "unhide", _("shown again")
    RETRACT = "retract", _("retracted")
    REMOVE = "remove", _("removed")


class ArticleRevision(models.Model):
    """What an article printed after one change, who made it and on what ground.

    A trigger in the database refuses every later change of a row (see migration 0003).
    """

    article = models.ForeignKey("publishing.Article", models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField(_("number"))
    change = models.CharField(_("change"), max_length=10, choices=Change.choices)
    content = models.TextField(_("content"), help_text=_("The canonical JSON of everything printed."))
    digest = models.CharField(_("digest"), max_length=64)
    agreement = models.TextField(_("the author's agreement"), blank=True)
    reason = models.TextField(_("reason"), blank=True)
    made_by = models.CharField(_("made by"), max_length=12, blank=True, help_text=_("The public id of the person."))
    made_at = models.DateTimeField(_("made at"), default=timezone.now)

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="revision_number_once"),
            models.CheckConstraint(name="revision_change_known", condition=models.Q(change__in=Change.values)),
            models.CheckConstraint(
                name="changed_text_names_ground",
                condition=~models.Q(change__in=[Change.UPDATE, Change.CORRECT]) | ~models.Q(agreement=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article.short_id} · {self.number}"

    def as_printed(self) -> ArticleContent:
        return ArticleContent.from_json(json.loads(self.content))
