"""A piece on its way from the author to the reader."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from publishing.folding import fold
from submissions.models.contributor import Contributor
from submissions.workflow import (
    AUTHOR_READS,
    CLOSED,
    HANDLED,
    WHAT_HAPPENS_NEXT,
    WHO_ACTS_NEXT,
    Actor,
    Status,
)

LONGEST_QUERY = 200  # characters; the rest of a longer one is not looked for


class ReferenceCounter(models.Model):
    """The last number given out in a year; only `services.submitting` advances it."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class SubmissionQuerySet(models.QuerySet):
    def of_author(self, user) -> "SubmissionQuerySet":
        return self.filter(author=user)

    def overdue(self, today: datetime.date | None = None) -> "SubmissionQuerySet":
        return self.filter(due_on__lt=today or timezone.localdate()).exclude(status__in=CLOSED)

    def due_for_publication(self, now: datetime.datetime | models.Expression) -> "SubmissionQuerySet":
        return self.filter(status=Status.SCHEDULED, publish_at__lte=now)

    def found_by(self, query: str) -> "SubmissionQuerySet":
        """Keep what holds every word of `query` in its reference, title, standfirst or printed names.

        Half a word will do, and another spelling of its letters. A query without any letter finds nothing.
        """
        words = [folded for word in query[:LONGEST_QUERY].split() if (folded := fold(word))]
        return self.filter(*(Q(sought__contains=word) for word in words)) if words else self.none()

    def with_people(self) -> "SubmissionQuerySet":
        """Load what a list row shows in a constant number of queries."""
        people = models.Prefetch("contributors", Contributor.objects.select_related("profile"))
        return self.select_related("kind", "handler", "article").prefetch_related(people)


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
    call = models.ForeignKey(
        "submissions.Call", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("call")
    )
    sought = models.TextField(
        blank=True,
        default="",
        editable=False,
        help_text=_("Folded words by which the desk finds it: reference, title, standfirst, printed names."),
    )
    author_wrote_at = models.DateTimeField(_("the author's message waits since"), null=True, blank=True, editable=False)
    answered_at = models.DateTimeField(_("first answered at"), null=True, blank=True, editable=False)
    decided_at = models.DateTimeField(_("first decided at"), null=True, blank=True, editable=False)
    held_decision = models.ForeignKey(
        "submissions.Decision", models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    held_until = models.DateTimeField(
        null=True, blank=True, editable=False, help_text=_("Until then the decision can be taken back.")
    )
    draft_digest = models.CharField(
        max_length=64,
        blank=True,
        default="",
        editable=False,
        db_index=True,
        help_text=_("The cookie of the draft it was."),
    )
    printed_extras = models.JSONField(
        default=dict,
        blank=True,
        editable=False,
        help_text=_("Topics, picture, original and translators, as the next proof prints them."),
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
            models.Index(fields=["publish_at"], condition=Q(publish_at__isnull=False), name="submission_publish_at"),
            models.Index(fields=["due_on"], condition=Q(due_on__isnull=False), name="submission_due"),
            models.Index(
                fields=["author_wrote_at"], condition=Q(author_wrote_at__isnull=False), name="submission_wrote"
            ),
            models.Index(fields=["urgent_since"], condition=Q(urgent_since__isnull=False), name="submission_urgent"),
            models.Index(fields=["decided_at"], condition=Q(decided_at__isnull=False), name="submission_decided"),
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
            models.CheckConstraint(
                name="held_until_iff_decision",
                condition=Q(held_decision__isnull=True, held_until__isnull=True)
                | Q(held_decision__isnull=False, held_until__isnull=False),
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
    def is_held(self) -> bool:
        """Tell whether the last decision can still be taken back: until then its author sees the former state."""
        return self.held_until is not None and timezone.now() < self.held_until

    @property
    def status_shown(self) -> Status:
        """Return the status as the author may know it: a decision counts once it cannot be taken back any more."""
        return Status(self.held_decision.former_status) if self.is_held else Status(self.status)

    @property
    def status_for_author(self) -> str:
        return AUTHOR_READS[self.status_shown]

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
