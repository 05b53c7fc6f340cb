"""What an author agrees to when sending a piece."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class LicenceTextQuerySet(models.QuerySet):
    def current(self, language: str, kind=None) -> "LicenceText":
        """Return the newest text for `kind` in `language`: its own if it has one, else the one for every kind.

        Where a language has no text, the English one stands in.
        """
        of_kind = self.filter(Q(kind=kind) | Q(kind=None)) if kind else self.filter(kind=None)
        newest_first = of_kind.order_by(F("kind").desc(nulls_last=True), "-version")
        return newest_first.filter(language=language).first() or newest_first.filter(language="en")[0]


class LicenceText(models.Model):
    """One version of the agreement in one language. Never edited: a change is a new version."""

    kind = models.ForeignKey(
        "submissions.Kind",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kind"),
        help_text=_("Empty: for every kind that has no text of its own."),
    )
    version = models.PositiveSmallIntegerField(_("version"))
    language = models.CharField(_("language"), max_length=5)
    text = models.TextField(_("text"))

    objects = LicenceTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("licence text")
        verbose_name_plural = _("licence texts")
        constraints = [
            models.UniqueConstraint(fields=["version", "language"], condition=Q(kind=None), name="licence_text_once"),
            models.UniqueConstraint(
                fields=["kind", "version", "language"],
                condition=Q(kind__isnull=False),
                name="licence_text_of_kind_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} ({self.language})"
