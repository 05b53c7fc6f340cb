"""The reviewer's side of a second opinion: agree, decline, keep a draft, send it in. Nobody needs an account for it."""

import datetime
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext

from aiss.accounts.models import User
from submissions import notifications, review_links
from submissions.models import Event, Recommendation, Review, ReviewAnswer, ReviewQuestion, ReviewState, Submission
from submissions.review_links import Purpose
from submissions.services.moving import MoveRefused, record
from submissions.services.reviewing import OPEN_FOR_REVIEWS, is_by

REVIEWER = "reviewer"  # what an event says of who acted; the account behind it may be nobody's
# For how long after its day a link still works
ANSWER_MARGIN = datetime.timedelta(days=14)
WRITE_MARGIN = datetime.timedelta(days=30)


class LinkRefused(MoveRefused):
    """A reviewer's link that opens nothing now; `heading` stands above the sentence."""

    status = 410

    @property
    def heading(self) -> str:
        return gettext("This link opens nothing any more.")


class LinkUnknown(LinkRefused):
    status = 404

    @property
    def heading(self) -> str:
        return gettext("We do not know this link.")

    def __str__(self) -> str:
        return gettext(
            "Perhaps your mail program broke it in two: copy the whole line from our letter into the address bar. "
            "If that does not help, reply to the letter."
        )


class LinkUsed(LinkRefused):
    def __str__(self) -> str:
        return gettext(
            "This link has been used: the review was agreed to, and the link to it was mailed to the address that was "
            "asked. Please look for that letter."
        )


class DeclinedAlready(LinkRefused):
    def __str__(self) -> str:
        return gettext(
            "This link has been used: the review was declined. If you have changed your mind, reply to our letter."
        )


class LinkExpired(LinkRefused):
    def __str__(self) -> str:
        return gettext(
            "This link has expired: its day is long past. If you would still like to write the review, reply to our "
            "letter."
        )


class ReviewStopped(LinkRefused):
    def __str__(self) -> str:
        return gettext("This review is no longer needed. Thank you for your readiness to help.")


class ReviewSent(LinkRefused):
    @property
    def heading(self) -> str:
        return gettext("Thank you.")

    def __str__(self) -> str:
        return gettext("This review has reached the desk already, and nothing more is needed from you.")


class DeskDeciding(LinkRefused):
    status = 409

    @property
    def heading(self) -> str:
        return gettext("Please wait a moment.")

    def __str__(self) -> str:
        return gettext("The desk is working on this piece at this moment. Please look again in a few minutes.")


class ReasonOfRefusalMissing(MoveRefused):
    def __str__(self) -> str:
        return gettext("Please say in a word why: no time, too close to the subject, or anything else.")


class RecommendationMissing(MoveRefused):
    def __str__(self) -> str:
        return gettext("Please choose what you recommend.")


class AnswerMissing(MoveRefused):
    def __str__(self) -> str:
        return gettext("Please answer every question that is not marked as optional.")


@dataclass(frozen=True, kw_only=True)
class Opinion:
    """What a reviewer has written so far; `answers` by the ids of the questions."""

    recommendation: str = ""
    answers: Mapping[int, str] = field(default_factory=dict)
    for_author: str = ""
    for_desk: str = ""
    interest: str = ""


WORDS = ("for_author", "for_desk", "interest")


def find(signed: str, purpose: Purpose, *, viewer: User | None = None) -> Review:
    """Return whose link this is, whether or not it may be used now; for an author of the piece it is nobody's.

    Raises LinkUnknown.
    """
    review = Review.objects.filter(public_id=review_links.read(signed, purpose)).first()
    if review is None:
        raise LinkUnknown
    if viewer is not None and viewer.is_authenticated and is_by(review.submission, viewer.email_index):
        raise LinkUnknown
    return review


def check(review: Review, purpose: Purpose) -> None:
    """Raise a LinkRefused unless a link for `purpose` may be used now."""
    piece, is_to_write = review.submission, purpose is Purpose.WRITE
    if review.state == ReviewState.STOPPED:
        raise DeskDeciding if piece.is_held else ReviewStopped
    if review.state == ReviewState.FINISHED:
        raise ReviewSent if is_to_write else LinkUsed
    if review.state == ReviewState.REFUSED:
        raise DeclinedAlready
    if piece.status not in OPEN_FOR_REVIEWS or is_by(piece, review.address_index) or _is_shut_out(review):
        raise ReviewStopped
    if (review.state == ReviewState.AGREED) is not is_to_write:
        raise LinkUnknown if is_to_write else LinkUsed
    last_day = review.due_on + WRITE_MARGIN if is_to_write else review.answer_by + ANSWER_MARGIN
    if timezone.localdate() > last_day:
        raise LinkExpired


def _is_shut_out(review: Review) -> bool:
    colleague = review.colleague
    return colleague is not None and review.submission.conflicts.filter(user=colleague).exists()


def questions_of(review: Review) -> list[ReviewQuestion]:
    """Return what the reviewer is asked: what is asked now, and what they have answered already."""
    questions = ReviewQuestion.objects.filter(kind=review.submission.kind_id)
    return list(questions.filter(Q(is_asked=True) | Q(pk__in=review.answers.values("question"))))


def opinion_of(review: Review) -> Opinion:
    """Return what is stored of the reviewer's words."""
    return Opinion(
        recommendation=review.recommendation,
        answers={answer.question_id: answer.text for answer in review.answers.all() if answer.text},
        **{name: getattr(review, name) for name in WORDS},
    )


def is_stored(review: Review, opinion: Opinion) -> bool:
    """Tell whether `opinion` is what the review says already: then this is a second click."""
    answers = {pk: text.strip() for pk, text in opinion.answers.items() if text.strip()}
    stored = opinion_of(Review.objects.get(pk=review.pk))
    return (stored.recommendation, stored.answers) == (opinion.recommendation, answers) and all(
        getattr(stored, name) == getattr(opinion, name).strip() for name in WORDS
    )


def agree(review: Review) -> Review:
    """Agree to write the review: the link to do so goes to the address that was asked. Raises LinkRefused."""
    with _answering(review, Purpose.ANSWER) as locked:
        locked.state, locked.answered_at = ReviewState.AGREED, timezone.now()
        locked.save(update_fields=["state", "answered_at"])
        event = _record(locked, "review_agreed")
        notifications.review_agreed(event, review=locked)
        notifications.review_answered(event)
    review.refresh_from_db()
    return review


def refuse(review: Review, *, reason: str) -> Review:
    """Decline to review; the desk reads the reason. Raises ReasonOfRefusalMissing, LinkRefused."""
    with _answering(review, Purpose.ANSWER) as locked:
        if not reason.strip():
            raise ReasonOfRefusalMissing
        locked.state, locked.answered_at, locked.refusal = ReviewState.REFUSED, timezone.now(), reason.strip()
        locked.save(update_fields=["state", "answered_at", "refusal"])
        event = _record(locked, "review_refused")
        notifications.review_answered(event)
    review.refresh_from_db()
    return review


def save(review: Review, opinion: Opinion) -> Review:
    """Keep what is written so far, without a word to the desk. Raises LinkRefused."""
    with _answering(review, Purpose.WRITE) as locked:
        _store(locked, opinion)
    review.refresh_from_db()
    return review


def finish(review: Review, opinion: Opinion) -> Review:
    """Send the review in; after that its link opens nothing.

    Raises RecommendationMissing, AnswerMissing, LinkRefused.
    """
    with _answering(review, Purpose.WRITE) as locked:
        if opinion.recommendation not in Recommendation.values:
            raise RecommendationMissing
        required = [question.pk for question in questions_of(locked) if question.is_required and question.is_asked]
        if not all(opinion.answers.get(pk, "").strip() for pk in required):
            raise AnswerMissing
        locked.state, locked.finished_at = ReviewState.FINISHED, timezone.now()
        _store(locked, opinion)
        event = _record(locked, "review_finished")
        notifications.review_thanks(event, review=locked)
        notifications.review_finished(event)
    review.refresh_from_db()
    return review


@contextmanager
def _answering(review: Review, purpose: Purpose) -> Iterator[Review]:
    """Lock piece and review, in the order of every move, and look again whether the link may still be used."""
    with transaction.atomic():
        piece = Submission.objects.select_for_update(of=("self",)).get(pk=review.submission_id)
        locked = Review.objects.select_for_update(of=("self",)).get(pk=review.pk)
        locked.submission = piece
        check(locked, purpose)
        yield locked


def _store(review: Review, opinion: Opinion) -> None:
    """Write the opinion to the locked review; each question is kept in the words in which it was asked."""
    is_known = opinion.recommendation in Recommendation.values
    review.recommendation = opinion.recommendation if is_known else ""
    for name in WORDS:
        setattr(review, name, getattr(opinion, name).strip())
    review.saved_at = timezone.now()
    review.save()
    for question in questions_of(review):
        ReviewAnswer.objects.update_or_create(
            review=review,
            question=question,
            defaults={
                "asked_as": question.in_language("text", review.language),
                "is_for_author": question.is_for_author,
                "text": opinion.answers.get(question.pk, "").strip(),
            },
        )


def _record(review: Review, action: str) -> Event:
    codes = {"review": review.pk, "number": review.number}
    actor = review.colleague or User.objects.system()
    return record(review.submission, action, actor=actor, who=REVIEWER, codes=codes)
