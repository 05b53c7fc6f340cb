"""What sorts of pieces the desk takes."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class KindQuerySet(models.QuerySet):
    def offered(self) -> "KindQuerySet":
        return self.filter(is_offered=True).order_by("position")


class Kind(models.Model):
    """A sort of piece, with the range of words it should have."""

    code = models.SlugField(_("code"), unique=True)
    name_en = models.CharField(_("name in English"), max_length=100)
    name_fa = models.CharField(_("name in Persian"), max_length=100)
    name_ps = models.CharField(_("name in Pashto"), max_length=100)
    min_words = models.PositiveIntegerField(_("fewest words"))
    max_words = models.PositiveIntegerField(_("most words"))
    is_offered = models.BooleanField(_("offered to authors"), default=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = KindQuerySet.as_manager()

    class Meta:
        verbose_name = _("kind of piece")
        verbose_name_plural = _("kinds of pieces")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(min_words__lte=models.F("max_words")),
                name="kind_words_in_order",
                violation_error_message=_("The fewest words cannot be more than the most words."),
            ),
        ]

    def __str__(self) -> str:
        return self.name_in(get_language() or "en")

    def name_in(self, language: str) -> str:
        return getattr(self, f"name_{language}", "") or self.name_en
