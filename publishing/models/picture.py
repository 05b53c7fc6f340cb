"""Pictures above articles: taken in once, kept in the sizes that pages use, named by what they show."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Picture(models.Model):
    """One picture, without any of the camera's or the author's data. `digest` is that of its largest file."""

    digest = models.CharField(max_length=64, unique=True)
    width = models.PositiveIntegerField(_("width in pixels"))
    height = models.PositiveIntegerField(_("height in pixels"))

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def __str__(self) -> str:
        return self.digest[:12]


class PictureFile(models.Model):
    """A picture in one width and one format."""

    picture = models.ForeignKey(Picture, models.CASCADE, related_name="files")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    media_type = models.CharField(max_length=20)
    data = models.BinaryField()

    class Meta:
        verbose_name = _("file of a picture")
        verbose_name_plural = _("files of pictures")
        ordering = ["width"]
        constraints = [
            models.UniqueConstraint(fields=["picture", "width", "media_type"], name="picture_file_once"),
        ]

    def __str__(self) -> str:
        return f"{self.picture_id} · {self.width} · {self.media_type}"
