"""The outbox's tables: every letter the desk owes is one row here before it is a message."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from aiss.fields import EncryptedTextField

MAX_ATTEMPTS = 15


class Lane(models.IntegerChoices):
    """What leaves first."""

    CODE = 0, _("Code")
    DECISION = 10, _("Decision")
    REMINDER = 20, _("Reminder")
    BULK = 30, _("Bulk")


class State(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    DEAD = "dead", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")


ENDED = [State.SENT, State.DEAD, State.CANCELLED]


class OutgoingEmailQuerySet(models.QuerySet):
    """Every "now" is the database's, never this machine's."""

    def abandoned(self):
        """Letters whose sender died: the lease ran out and nobody wrote what became of them."""
        return self.filter(state=State.SENDING, lease_until__lte=Now())

    def unclaimed(self):
        return self.filter(Q(state=State.WAITING) | Q(state=State.SENDING, lease_until__lte=Now()))

    def expired(self):
        return self.unclaimed().filter(expires_at__lte=Now())

    def claimable(self):
        """Letters that may be sent now, in no order."""
        return self.unclaimed().filter(
            Q(expires_at=None) | Q(expires_at__gt=Now()),
            Q(retry_at=None) | Q(retry_at__lte=Now()),
            due_at__lte=Now(),
            attempts__lt=MAX_ATTEMPTS,
        )

    def in_sending_order(self):
        """First the lane, then the time; a bulk letter that still holds a slot goes before its like."""
        return self.order_by("lane", F("bulk_slot").asc(nulls_last=True), "due_at", "pk")

    def overdue(self):
        """Letters that ought to have left by now."""
        return self.filter(state__in=[State.WAITING, State.SENDING], due_at__lte=Now())

    def delivered(self):
        """Letters that left, newest first."""
        return self.filter(state=State.SENT).order_by("-sent_at", "-pk")

    def to_forget(self, age: timedelta):
        """Letters that hold an address or a text and ended longer ago than `age`, or failed and have lost their use."""
        return self.filter(state__in=ENDED, forgotten_at=None).filter(
            Q(sent_at__lt=Now() - age)
            | Q(sent_at=None, due_at__lt=Now() - age)
            | Q(state=State.DEAD, secret=True, expires_at__lte=Now())
        )

    def without_content(self):
        """The rows without what only their recipient may read, for lists."""
        return self.defer("recipient", "text", "html")


class OutgoingEmail(models.Model):
    """One letter to one recipient, rendered once; every attempt sends the same bytes under the same Message-ID."""

    recipient = EncryptedTextField(_("recipient"))
    language = models.CharField(_("language"), max_length=8)
    kind = models.CharField(_("kind"), max_length=40)
    subject = models.CharField(_("subject"), max_length=200)
    text = EncryptedTextField(_("text"))
    html = EncryptedTextField(_("HTML"))
    message_id = models.CharField(_("Message-ID"), max_length=120, unique=True)
    dedup_key = models.CharField(_("key against doubles"), max_length=200, unique=True)
    lane = models.PositiveSmallIntegerField(_("lane"), choices=Lane)
    secret = models.BooleanField(_("secret"), default=False)

    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    created_at = models.DateTimeField(_("written"))
    due_at = models.DateTimeField(_("due"))
    expires_at = models.DateTimeField(_("of use until"), null=True, blank=True)
    retry_at = models.DateTimeField(_("next attempt"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    forgotten_at = models.DateTimeField(_("content erased"), null=True, blank=True)

    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    lease_owner = models.CharField(max_length=32, blank=True, default="")
    lease_until = models.DateTimeField(null=True, blank=True)
    bulk_slot = models.PositiveSmallIntegerField(null=True, blank=True)
    last_code = models.PositiveSmallIntegerField(_("last answer"), null=True, blank=True)
    last_error = models.CharField(_("last failure"), max_length=100, blank=True, default="")
    possibly_delivered = models.BooleanField(_("possibly delivered"), default=False)

    objects = OutgoingEmailQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="mail_state_known"),
            models.CheckConstraint(condition=Q(lane__in=Lane.values), name="mail_lane_known"),
            models.CheckConstraint(
                condition=(
                    (Q(state=State.SENDING, lease_until__isnull=False) & ~Q(lease_owner=""))
                    | (~Q(state=State.SENDING) & Q(lease_until=None, lease_owner="", bulk_slot=None))
                ),
                name="mail_lease_iff_sending",
            ),
            models.CheckConstraint(
                condition=Q(state=State.SENT, sent_at__isnull=False) | (~Q(state=State.SENT) & Q(sent_at=None)),
                name="mail_sent_iff_time",
            ),
            # The slots of bulk letters are places in this constraint: two senders cannot both take the last one.
            models.CheckConstraint(condition=Q(bulk_slot=None) | Q(lane=Lane.BULK), name="mail_slot_only_bulk"),
            models.UniqueConstraint(fields=["bulk_slot"], name="mail_slot_once"),
        ]
        indexes = [
            models.Index(
                fields=["lane", "due_at"],
                condition=Q(state__in=[State.WAITING, State.SENDING]),
                name="mail_unsent",
            ),
            models.Index(fields=["-created_at"], name="mail_newest"),
            # SQLite uses no partial index whose condition comes as a parameter: this one is whole.
            models.Index(fields=["state", "due_at"], name="mail_state_due"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def can_be_retried(self) -> bool:
        """A failed letter that still has its content, or one that waits for its next attempt."""
        if self.state == State.WAITING:
            return self.retry_at is not None
        return self.state == State.DEAD and self.forgotten_at is None

    @property
    def can_be_cancelled(self) -> bool:
        return self.state == State.WAITING


class QueuePause(models.Model):
    """The row that stops all sending while the mail server refuses this site itself, whoever the letter is for."""

    class Reason(models.TextChoices):
        CREDENTIALS = "credentials", _("The mail server refuses the user name or password.")
        SENDER = "sender", _("The mail server refuses the site's own address.")
        SERVER = "server", _("The mail server turns this machine away for now.")
        SETTINGS = "settings", _("The mail server does not offer what EMAIL_URL asks for.")

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    reason = models.CharField(max_length=20, choices=Reason)
    last_code = models.PositiveSmallIntegerField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=1)
    since = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        verbose_name = _("pause")
        verbose_name_plural = _("pauses")
        constraints = [models.CheckConstraint(condition=Q(id=1), name="mail_one_pause")]

    def __str__(self) -> str:
        return self.reason


class Heartbeat(models.Model):
    """When each clock last reached the database: beat's task, or the command that cron runs."""

    source = models.CharField(max_length=20, primary_key=True)
    seen_at = models.DateTimeField()

    class Meta:
        verbose_name = _("heartbeat")
        verbose_name_plural = _("heartbeats")

    def __str__(self) -> str:
        return self.source


class LetterText(models.Model):
    """What a letter says instead of its file; without a row the file speaks. `aiss.mail.text_changes` writes them."""

    kind = models.CharField(_("letter"), max_length=40)
    language = models.CharField(_("language"), max_length=10)
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"))
    changed_at = models.DateTimeField(_("changed"))
    changed_by = models.CharField(_("changed by"), max_length=12)  # a public id: this layer knows no people

    class Meta:
        verbose_name = _("letter text")
        verbose_name_plural = _("letter texts")
        constraints = [
            models.UniqueConstraint(fields=["kind", "language"], name="mail_text_once"),
            models.CheckConstraint(condition=~Q(subject="") & ~Q(body=""), name="mail_text_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.language}"


class LetterTextChange(models.Model):
    """One change of a letter's text, kept for ever; an empty one went back to the file."""

    kind = models.CharField(_("letter"), max_length=40)
    language = models.CharField(_("language"), max_length=10)
    number = models.PositiveIntegerField(_("number"))
    subject = models.CharField(_("subject"), max_length=200, blank=True, default="")
    body = models.TextField(_("text"), blank=True, default="")
    changed_at = models.DateTimeField(_("changed"))
    changed_by = models.CharField(_("changed by"), max_length=12)

    class Meta:
        verbose_name = _("change of a letter text")
        verbose_name_plural = _("changes of letter texts")
        ordering = ["kind", "language", "-number"]
        constraints = [
            # Two who save over the same text want the same number: the second one is refused.
            models.UniqueConstraint(fields=["kind", "language", "number"], name="mail_text_change_once"),
            models.CheckConstraint(condition=Q(number__gt=0), name="mail_text_change_counted"),
            models.CheckConstraint(
                condition=Q(subject="", body="") | (~Q(subject="") & ~Q(body="")), name="mail_text_change_whole"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.language} {self.number}"

    @property
    def is_back_to_original(self) -> bool:
        return not self.body
