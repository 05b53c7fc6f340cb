"""A piece on its way from the author to the reader."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from submissions.workflow import (
    AUTHOR_READS,
    CLOSED,
    HANDLED,
    WAITING_FOR_AUTHOR,
    WAITING_FOR_DESK,
    WHAT_HAPPENS_NEXT,
    WHO_ACTS_NEXT,
    Actor,
    Status,
)


class ReferenceCounter(models.Model):
    """The last number given out in a year; only `services.submitting` advances it."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class SubmissionQuerySet(models.QuerySet):
    def of_author(self, user) -> "SubmissionQuerySet":
        return self.filter(author=user)

    def waiting_for_desk(self) -> "SubmissionQuerySet":
        return self.filter(status__in=WAITING_FOR_DESK)

    def waiting_for_author(self) -> "SubmissionQuerySet":
        return self.filter(status__in=WAITING_FOR_AUTHOR)

    def handled_by(self, user) -> "SubmissionQuerySet":
        return self.filter(handler=user).exclude(status__in=CLOSED)

    def unclaimed(self) -> "SubmissionQuerySet":
        return self.filter(status=Status.SUBMITTED)

    def overdue(self, today: datetime.date | None = None) -> "SubmissionQuerySet":
        return self.filter(due_on__lt=today or timezone.localdate()).exclude(status__in=CLOSED)

    def due_for_publication(self, now: datetime.datetime | models.Expression) -> "SubmissionQuerySet":
        return self.filter(status=Status.SCHEDULED, publish_at__lte=now)

    def with_people(self) -> "SubmissionQuerySet":
        """Load what a list row shows in a constant number of queries."""
        return self.select_related("kind", "handler", "article").prefetch_related("contributors")


class Submission(models.Model):
    """One piece. Its text lives in versions, its people in contributors, its history in events."""

    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("author's account"), editable=False
    )
    status = models.CharField(
        _("status"), max_length=20, choices=Status.choices, default=Status.SUBMITTED, editable=False
    )
    status_since = models.DateTimeField(_("in this status since"), default=timezone.now, editable=False)
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("handling editor"),
        editable=False,
    )
    kind = models.ForeignKey("submissions.Kind", models.PROTECT, related_name="+", verbose_name=_("kind"))
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    letter_language = models.CharField(_("language for letters"), max_length=5, choices=settings.LANGUAGES)
    title = models.CharField(_("title"), max_length=300, editable=False, help_text=_("As the current version has it."))
    is_pen_name = models.BooleanField(_("published under a pen name"), default=False)
    discloses_pen_name = models.BooleanField(_("the page says that the name is a pen name"), default=True)
    slug = models.SlugField(_("address of the page"), max_length=80, blank=True)
    note_to_editor = models.TextField(_("note to the editor"), blank=True)
    needs_typing = models.BooleanField(_("text to be entered by the desk"), default=False)
    came_by_mail = models.BooleanField(_("received by e-mail"), default=False)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    publish_at = models.DateTimeField(_("to be published at"), null=True, blank=True, editable=False)
    urgent_since = models.DateTimeField(_("urgent since"), null=True, blank=True, editable=False)
    decision = models.ForeignKey(
        "submissions.Decision", models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    article = models.OneToOneField(
        "publishing.Article", models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    draft_digest = models.CharField(
        max_length=64,
        blank=True,
        default="",
        editable=False,
        db_index=True,
        help_text=_("The cookie of the draft it was."),
    )
    created_at = models.DateTimeField(_("received at"), default=timezone.now, editable=False)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("piece")
        verbose_name_plural = _("pieces")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["status", "due_on"], name="submission_status_due"),
            models.Index(fields=["handler", "status"], name="submission_handler"),
            models.Index(fields=["-created_at", "-id"], name="submission_newest"),
        ]
        constraints = [
            models.CheckConstraint(
                name="published_has_article",
                condition=Q(status=Status.PUBLISHED, article__isnull=False)
                | (~Q(status=Status.PUBLISHED) & Q(article__isnull=True)),
            ),
            models.CheckConstraint(
                name="scheduled_has_time",
                condition=Q(status=Status.SCHEDULED, publish_at__isnull=False)
                | (~Q(status=Status.SCHEDULED) & Q(publish_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="declined_names_decision",
                condition=~Q(status=Status.DECLINED) | Q(decision__isnull=False),
            ),
            models.CheckConstraint(
                name="handled_has_handler", condition=~Q(status__in=HANDLED) | Q(handler__isnull=False)
            ),
            models.CheckConstraint(
                name="unclaimed_has_no_handler", condition=~Q(status=Status.SUBMITTED) | Q(handler__isnull=True)
            ),
            models.CheckConstraint(name="submission_status_known", condition=Q(status__in=Status.values)),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def current_version(self):
        return self.versions.order_by("-number").first()

    @property
    def live_proof(self):
        """Return the proof that the author has to answer or has approved, if any."""
        return self.proofs.live().first()

    @property
    def status_for_author(self) -> str:
        return AUTHOR_READS[Status(self.status)]

    @property
    def what_happens_next(self) -> str:
        return WHAT_HAPPENS_NEXT[Status(self.status)]

    @property
    def who_acts_next(self) -> Actor:
        return WHO_ACTS_NEXT[Status(self.status)]

    @property
    def public_name(self) -> str:
        """Return the submitting author's name as it is printed."""
        return next((person.public_name for person in self.contributors.all() if person.is_submitting), "")

    @property
    def days_waiting(self) -> int:
        return (timezone.now() - self.status_since).days

    @property
    def is_overdue(self) -> bool:
        return self.due_on is not None and self.status not in CLOSED and self.due_on < timezone.localdate()
