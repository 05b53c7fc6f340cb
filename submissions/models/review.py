"""A second opinion on one version: who was asked, what they answered, and what they wrote."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aiss.fields import EncryptedTextField
from publishing.identifiers import new_review_id
from submissions.models.kind import Anonymity


class ReviewState(models.TextChoices):
    ASKED = "asked", _("asked, no answer yet")
    AGREED = "agreed", _("agreed, being written")
    REFUSED = "refused", _("declined to review")
    FINISHED = "finished", _("finished")
    STOPPED = "stopped", _("no longer needed")


UNDER_WAY = (ReviewState.ASKED, ReviewState.AGREED)


class Recommendation(models.TextChoices):
    ACCEPT = "accept", _("Accept as it is")
    MINOR = "minor", _("Accept after small changes")
    MAJOR = "major", _("Ask for larger changes")
    DECLINE = "decline", _("Decline")


class ReviewQuerySet(models.QuerySet):
    def under_way(self) -> "ReviewQuerySet":
        return self.filter(state__in=UNDER_WAY)

    def finished(self) -> "ReviewQuerySet":
        return self.filter(state=ReviewState.FINISHED)


class Review(models.Model):
    """One person's opinion on one version, asked by letter; they need no account, only the signed link.

    `anonymity` is the kind's at the time of asking and stays. Name, address and all words are sealed.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_review_id, editable=False)
    submission = models.ForeignKey("submissions.Submission", models.CASCADE, related_name="reviews")
    version = models.ForeignKey("submissions.Version", models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(_("number"), help_text=_("Counts the reviewers of one piece."))
    colleague = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("colleague")
    )
    name = EncryptedTextField(_("name"))
    address = EncryptedTextField(_("e-mail address"))
    address_index = models.CharField(max_length=64, db_index=True, help_text=_("Blind index of the address."))
    language = models.CharField(_("language for letters"), max_length=5, choices=settings.LANGUAGES)
    anonymity = models.CharField(_("names in the review"), max_length=15, choices=Anonymity.choices)
    state = models.CharField(_("state"), max_length=10, choices=ReviewState.choices, default=ReviewState.ASKED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now)
    answer_by = models.DateField(_("answer wanted by"))
    due_on = models.DateField(_("due on"))
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    refusal = EncryptedTextField(_("why it was declined"), blank=True, default="")
    interest = EncryptedTextField(_("ties to the subject or to people in it"), blank=True, default="")
    recommendation = models.CharField(
        _("recommendation"), max_length=10, choices=Recommendation.choices, blank=True, default=""
    )
    for_author = EncryptedTextField(_("comments for the author"), blank=True, default="")
    for_desk = EncryptedTextField(_("confidential comments for the desk"), blank=True, default="")
    saved_at = models.DateTimeField(_("last saved at"), null=True, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "number"], name="review_number_once"),
            models.UniqueConstraint(
                fields=["submission", "address_index"],
                condition=Q(state__in=UNDER_WAY),
                name="reviewer_asked_once",
            ),
            models.CheckConstraint(condition=Q(state__in=ReviewState.values), name="review_state_known"),
            models.CheckConstraint(
                condition=~Q(state=ReviewState.FINISHED) | (Q(finished_at__isnull=False) & ~Q(recommendation="")),
                name="finished_review_recommends",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="review_state_due")]

    def __str__(self) -> str:
        return f"{self.submission.reference} · review {self.number}"


class ReviewAnswer(models.Model):
    """The answer to one question; the question is kept in the words in which it was asked."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="answers")
    question = models.ForeignKey("submissions.ReviewQuestion", models.PROTECT, related_name="+")
    asked_as = models.CharField(max_length=500)
    is_for_author = models.BooleanField(default=False)
    text = EncryptedTextField(blank=True, default="")

    class Meta:
        ordering = ["question__position", "pk"]
        constraints = [models.UniqueConstraint(fields=["review", "question"], name="review_answer_once")]

    def __str__(self) -> str:
        return f"{self.review} · answer"
