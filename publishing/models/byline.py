"""Who wrote an article, as printed then."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from publishing.content import PublicByline


class BylineManager(models.Manager):
    """Bylines come with their profile: whatever prints a name may have to link it."""

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().select_related("author")


class Byline(models.Model):
    """One printed name. The profile it leads to may change later; what was printed does not."""

    article = models.ForeignKey("publishing.Article", models.CASCADE, related_name="bylines")
    position = models.PositiveSmallIntegerField(_("position"))
    author = models.ForeignKey(
        "publishing.Author",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="bylines",
        verbose_name=_("author's profile"),
    )
    name = models.CharField(_("name"), max_length=150)
    honorific = models.CharField(_("honorific"), max_length=40, blank=True)
    role = models.CharField(_("role line"), max_length=200, blank=True)
    bio = models.CharField(_("bio"), max_length=600, blank=True)
    links = models.JSONField(_("links"), default=list, blank=True)

    objects = BylineManager()

    class Meta:
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["article", "position"], name="byline_position_once"),
            models.CheckConstraint(name="byline_has_name", condition=~models.Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name

    def as_printed(self) -> PublicByline:
        return PublicByline(
            name=self.name,
            honorific=self.honorific,
            role=self.role,
            bio=self.bio,
            links=tuple(self.links),
            author_public_id=self.author.public_id if self.author else "",
        )
