"""What happened to a piece: ids and codes for ever, and beside them the texts that can be erased."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aiss.fields import EncryptedBytesField, EncryptedTextField


class Event(models.Model):
    """One thing that happened. Appended in the transaction of the move, never changed or deleted."""

    submission = models.ForeignKey("submissions.Submission", models.CASCADE, related_name="events")
    action = models.CharField(_("action"), max_length=30)
    from_status = models.CharField(max_length=20, blank=True)
    to_status = models.CharField(max_length=20)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    as_who = models.CharField(_("acting as"), max_length=30)
    at = models.DateTimeField(_("at"), default=timezone.now)
    version = models.ForeignKey("submissions.Version", models.PROTECT, null=True, blank=True, related_name="+")
    proof = models.ForeignKey("submissions.Proof", models.PROTECT, null=True, blank=True, related_name="+")
    decision = models.ForeignKey("submissions.Decision", models.PROTECT, null=True, blank=True, related_name="+")
    is_without_letter = models.BooleanField(_("without a letter"), default=False)
    is_own_piece = models.BooleanField(_("on one's own piece, as the only editor"), default=False)
    codes = models.JSONField(default=dict, blank=True, help_text=_("Ids and codes only, never a person's words."))

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["submission", "at", "id"], name="event_of_submission")]

    def __str__(self) -> str:
        return f"{self.submission.reference} · {self.action}"


class EventText(models.Model):
    """Words that belong to an event: a reason, an answer, a message. Erasable without touching the event."""

    class Kind(models.TextChoices):
        REASON = "reason", _("reason")
        MESSAGE = "message", _("message")

    event = models.ForeignKey(Event, models.CASCADE, related_name="texts")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    is_for_author = models.BooleanField(_("the author may read it"), default=False)
    text = EncryptedTextField()
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.event} · {self.kind}"


class Attachment(models.Model):
    """The message by which something arrived, as the desk attached it; sealed."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="attachments")
    filename = EncryptedTextField()
    content = EncryptedBytesField()
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(help_text=_("Bytes."))

    def __str__(self) -> str:
        return f"{self.event} · attachment"


class Letter(models.Model):
    """The only link from a piece to a letter in the outbox."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="letters")
    email = models.OneToOneField("mail.OutgoingEmail", models.PROTECT, related_name="+")
    is_to_author = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.event} · letter"
