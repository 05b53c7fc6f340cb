"""Where pages stood before: whoever follows an old link arrives."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class OldAddress(models.Model):
    """A path of a former site, with its query if it had one, and where it leads now: an article, or another path."""

    path = models.CharField(
        _("old address"), max_length=500, unique=True, help_text=_("From the first slash on, for example /aiss/45.")
    )
    article = models.ForeignKey(
        "publishing.Article",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="old_addresses",
        verbose_name=_("article"),
    )
    target = models.CharField(
        _("other address"), max_length=500, blank=True, help_text=_("A path of this site, for example /en/about/.")
    )

    class Meta:
        verbose_name = _("old address")
        verbose_name_plural = _("old addresses")
        ordering = ["path"]
        constraints = [
            models.CheckConstraint(name="old_address_is_a_path", condition=Q(path__startswith="/")),
            models.CheckConstraint(
                name="old_address_leads_to_one_place",
                condition=(Q(article__isnull=False) & Q(target="")) | (Q(article__isnull=True) & ~Q(target="")),
                violation_error_message=_("Choose an article or write another address: one of the two."),
            ),
        ]

    def __str__(self) -> str:
        return self.path
