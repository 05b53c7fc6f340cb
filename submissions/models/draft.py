"""What somebody is writing and has not sent: one sealed row, unseen by the desk."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from aiss.fields import EncryptedBytesField, EncryptedJSONField
from submissions.models.image import KeptImage


class Draft(models.Model):
    """Everything typed and the upload, found by the digest of a random token or, after the code, by address.

    `fields` holds the form's values by name; see `submissions.services.drafting`.
    """

    token_digest = models.CharField(max_length=64, unique=True)
    address_index = models.CharField(max_length=64, blank=True, db_index=True)
    language = models.CharField(max_length=5, choices=settings.LANGUAGES)
    fields = EncryptedJSONField(default=dict)
    upload = EncryptedBytesField(null=True)
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return f"draft {self.pk}"


class DraftImage(KeptImage):
    """A picture found in a draft's upload, already without metadata."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="images")

    def __str__(self) -> str:
        return f"{self.draft} · image {self.position}"


class DraftLink(models.Model):
    """A private link that opens a draft on another device; only its digest is kept."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="links")
    token_digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.draft} · link"
