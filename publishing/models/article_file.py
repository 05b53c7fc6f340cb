"""Files that take a while to make, kept for the version of the article that they were made from."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class FileKind(models.TextChoices):
    PDF = "pdf", _("PDF")


class ArticleFile(models.Model):
    """The newest file of one kind; `version` is a digest of everything printed in it."""

    article = models.ForeignKey("publishing.Article", models.CASCADE, related_name="files")
    kind = models.CharField(max_length=10, choices=FileKind.choices)
    version = models.CharField(max_length=64)
    data = models.BinaryField()
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("file of an article")
        verbose_name_plural = _("files of articles")
        constraints = [models.UniqueConstraint(fields=["article", "kind"], name="article_file_once")]

    def __str__(self) -> str:
        return f"{self.article_id} · {self.kind}"
