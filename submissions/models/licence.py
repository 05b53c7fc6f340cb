"""What an author agrees to when sending a piece."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LicenceTextQuerySet(models.QuerySet):
    def current(self, language: str) -> "LicenceText":
        """Return the newest text in `language`, or in English where that language has none."""
        newest = self.filter(language=language).order_by("-version").first()
        return newest or self.filter(language="en").order_by("-version")[0]


class LicenceText(models.Model):
    """One version of the agreement in one language. Never edited: a change is a new version."""

    version = models.PositiveSmallIntegerField(_("version"))
    language = models.CharField(_("language"), max_length=5)
    text = models.TextField(_("text"))

    objects = LicenceTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("licence text")
        verbose_name_plural = _("licence texts")
        constraints = [models.UniqueConstraint(fields=["version", "language"], name="licence_text_once")]

    def __str__(self) -> str:
        return f"{self.version} ({self.language})"
