"""A picture found in a file: taken out, re-encoded without metadata, sealed."""

from django.db import models

from aiss.fields import EncryptedBytesField


class KeptImage(models.Model):
    """What a draft's picture and a version's have in common; width and height in pixels."""

    position = models.PositiveSmallIntegerField()
    content = EncryptedBytesField()
    media_type = models.CharField(max_length=40)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    class Meta:
        abstract = True
        ordering = ["position"]
