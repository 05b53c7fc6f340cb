"""Traces of texts by which two that are much the same find each other; see `submissions.duplicates`."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class MarkOf(models.TextChoices):
    TITLE = "t", _("title")
    TEXT = "b", _("text")


class TextMark(models.Model):
    """One number of a title's or a text's trace: of a piece's current version, or of an article that has no piece."""

    submission = models.ForeignKey("submissions.Submission", models.CASCADE, null=True, blank=True, related_name="+")
    article = models.ForeignKey("publishing.Article", models.CASCADE, null=True, blank=True, related_name="+")
    part = models.CharField(max_length=1, choices=MarkOf.choices)
    value = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["part", "value"], name="text_mark_value")]
        constraints = [
            models.CheckConstraint(
                condition=Q(submission__isnull=False, article__isnull=True)
                | Q(submission__isnull=True, article__isnull=False),
                name="text_mark_of_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part} {self.value}"
