"""The texts of a piece: each save is a new, numbered, unchanging row; and what was sent with it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aiss.fields import EncryptedBytesField, EncryptedTextField
from submissions.models.image import KeptImage


class Arrival(models.TextChoices):
    FORM = "form", _("sent by the author")
    MAIL = "mail", _("received by e-mail")
    DESK = "desk", _("written at the desk")


class Version(models.Model):
    """One text of a piece, never edited. The current version is the one with the highest number."""

    submission = models.ForeignKey("submissions.Submission", models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=300)
    standfirst = models.TextField(_("standfirst"), blank=True)
    body = models.TextField(_("text"), blank=True, help_text=_("Canonical HTML; see publishing.html."))
    words = models.PositiveIntegerField(_("words"))
    digest = models.CharField(max_length=64)
    arrival = models.CharField(_("arrival"), max_length=4, choices=Arrival.choices)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("saved at"), default=timezone.now)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "number"], name="version_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="version_number_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.submission.reference} · {self.number}"


class Original(models.Model):
    """The file as it was sent, sealed. Nobody downloads it."""

    version = models.OneToOneField(Version, models.CASCADE, related_name="original")
    filename = EncryptedTextField()
    content = EncryptedBytesField()
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(help_text=_("Bytes."))
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.version} · original"


class ExtractedImage(KeptImage):
    """A picture taken out of a file, re-encoded without metadata, kept for the desk."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="images")

    class Meta(KeptImage.Meta):
        constraints = [models.UniqueConstraint(fields=["version", "position"], name="image_position_once")]

    def __str__(self) -> str:
        return f"{self.version} · image {self.position}"
