"""The institute's own words, one row a language."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

# Nothing is published in a language that lacks one of these.
REQUIRED_TO_PUBLISH = ("institute_name", "disclaimer")


class SiteTextQuerySet(models.QuerySet):
    def in_language(self, language: str) -> "SiteText":
        """Return the texts in `language`; where nobody has written them, empty ones that are not stored."""
        return self.filter(language=language).first() or SiteText(language=language)


class SiteText(models.Model):
    """What every page in one language says in the institute's name."""

    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, unique=True)
    institute_name = models.CharField(_("name of the institute"), max_length=200, blank=True)
    tagline = models.CharField(_("line below the name"), max_length=200, blank=True)
    call = models.TextField(
        _("call for submissions"),
        blank=True,
        help_text=_("Stands below each article. The contact address in it becomes a link."),
    )
    disclaimer = models.TextField(
        _("disclaimer"),
        blank=True,
        help_text=_("Stands below each article, in print and in the feed. Nothing is published without it."),
    )
    pen_name_note = models.CharField(
        _("note on a pen name"),
        max_length=300,
        blank=True,
        help_text=_("Stands below an article whose editor decided to say that the name is a pen name."),
    )
    contact_address = models.EmailField(_("contact address"), blank=True)
    footer = models.TextField(_("words at the foot of each page"), blank=True)

    objects = SiteTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("words of the site")
        verbose_name_plural = _("words of the site")
        ordering = ["language"]

    def __str__(self) -> str:
        return self.get_language_display()

    def missing_to_publish(self) -> list[str]:
        """Return the names, for people, of the texts without which nothing is published."""
        return [
            str(self._meta.get_field(name).verbose_name)
            for name in REQUIRED_TO_PUBLISH
            if not getattr(self, name).strip()
        ]
