"""Pages that the institute writes about itself: about, contact, policies."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SitePageQuerySet(models.QuerySet):
    def in_language(self, language: str) -> "SitePageQuerySet":
        return self.filter(language=language)

    def for_links(self) -> "SitePageQuerySet":
        """Load what the foot of a page prints of them."""
        return self.only("language", "slug", "title", "position")


class SitePage(models.Model):
    """One page in one language. Pages with the same address in several languages are each other's translations."""

    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    slug = models.SlugField(_("address of the page"), max_length=80)
    title = models.CharField(_("title"), max_length=200)
    body = models.TextField(_("text"), blank=True, help_text=_("Canonical HTML; see publishing.html."))
    position = models.PositiveSmallIntegerField(_("position at the foot of each page"), default=0)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = SitePageQuerySet.as_manager()

    class Meta:
        verbose_name = _("page about the institute")
        verbose_name_plural = _("pages about the institute")
        ordering = ["language", "position", "slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["language", "slug"],
                name="site_page_once",
                violation_error_message=_("There is a page with this address in this language already."),
            ),
            models.CheckConstraint(name="site_page_has_title", condition=~models.Q(title="")),
        ]

    def __str__(self) -> str:
        return self.title
