"""What a reviewer was asked for: a reminder to answer, one before the review's day, and one after it; then the desk."""

import datetime

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils import timezone

from submissions import notifications
from submissions.models import Event, Review, ReviewState, Submission
from submissions.review_links import Purpose
from submissions.services import review_answers
from submissions.services.reminding.rules import AFTER_ASKING, Rule, by_the_clock, carry_out
from submissions.services.reviewing import OPEN_FOR_REVIEWS

ANSWER, BEFORE, AFTER = "answer", "before", "after"
GIVES_THE_DAY = ("review_asked", "review_moved")
REMINDED = "review_reminded"


def remind_of_reviews() -> int:
    """Remind reviewers of an answer or a review; once its day has passed, tell the editor as well.

    Return how many were reminded.
    """
    return carry_out(RULE)


def _about(*actions: str) -> QuerySet[Event]:
    """Return, for a query of reviews, the events with one of `actions` that name the review."""
    # Compared as texts: the codes of other events hold what is no number.
    named = Cast(KeyTextTransform("review", "codes"), TextField())
    events = Event.objects.filter(submission=OuterRef("submission"), action__in=actions).annotate(named=named)
    return events.filter(named=Cast(OuterRef("pk"), TextField())).order_by("-pk")


def _reminded(*when: str) -> Exists:
    return Exists(_about(REMINDED).filter(pk__gt=OuterRef("asked"), codes__when__in=when))


def _due(today: datetime.date) -> QuerySet[Review]:
    soon = today + datetime.timedelta(days=settings.REMIND_DAYS_BEFORE)
    expected = (
        Review.objects.under_way()
        .filter(Q(due_on__lte=soon) | Q(answer_by__lte=today), submission__status__in=OPEN_FOR_REVIEWS)
        .annotate(
            asked=Subquery(_about(*GIVES_THE_DAY).values("pk")[:1]),
            spoken_at=Subquery(_about(*GIVES_THE_DAY, "review_agreed").values("at")[:1]),
        )
        .filter(spoken_at__lte=timezone.now() - AFTER_ASKING)
    )
    return expected.filter(
        Q(due_on__lt=today) & ~_reminded(AFTER)
        | Q(due_on__gte=today, answer_by__lte=today, state=ReviewState.ASKED) & ~_reminded(ANSWER, AFTER)
        | Q(due_on__gte=today, due_on__lte=soon, state=ReviewState.AGREED) & ~_reminded(BEFORE, AFTER)
    )


def _tell(piece: Submission, review: Review, today: datetime.date) -> bool:
    review.submission = piece
    has_agreed = review.state == ReviewState.AGREED
    when = AFTER if review.due_on < today else BEFORE if has_agreed else ANSWER
    is_reminded = _can_still_answer(review) and (has_agreed or not _was_asked_twice(review))
    if when != AFTER and not is_reminded:
        return False
    event = by_the_clock(
        piece, REMINDED, review=review.pk, number=review.number, when=when, due_on=review.due_on.isoformat()
    )
    if is_reminded:
        notifications.review_reminder(event, review=review)
    if when == AFTER:
        notifications.review_overdue(event)
    return True


def _was_asked_twice(review: Review) -> bool:
    reminders = review.submission.events.filter(action=REMINDED, pk__gt=review.asked)
    return reminders.filter(codes__review=review.pk, codes__when=ANSWER).exists()


def _can_still_answer(review: Review) -> bool:
    """Tell whether the link in a reminder would open anything."""
    try:
        review_answers.check(review, Purpose.WRITE if review.state == ReviewState.AGREED else Purpose.ANSWER)
    except review_answers.LinkRefused:
        return False
    return True


RULE = Rule(name="The reminder of a review", due=_due, tell=_tell, path_to_piece="submission")
