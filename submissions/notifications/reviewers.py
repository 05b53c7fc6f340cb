"""Letters to reviewers: they name the author only where the review is open, and hold links that need no account."""

from collections.abc import Sequence

from django.utils import translation
from django.utils.translation import gettext

from aiss.mail import letters as rendering
from aiss.mail import outbox
from aiss.mail.letters import Link
from aiss.mail.models import Lane
from publishing.dates import in_words
from submissions import letters, reviewed
from submissions.models import Anonymity, Event, Letter, Review
from submissions.notifications.sending import held_until


def review_invitation(event: Event, *, review: Review, message: str = "") -> None:
    """Ask for a review; the link is good for agreeing or declining."""
    _to_reviewer(event, "review-invitation", review, links=[letters.review_link(review)], message=message)


def review_agreed(event: Event, *, review: Review) -> None:
    """Send the way to the text and to the form, to the address that was asked and to no other."""
    _to_reviewer(event, "review-agreed", review, links=[letters.review_link(review)])


def review_reminder(event: Event, *, review: Review) -> None:
    """Remind of the answer or of the review, with the link that is good for it."""
    _to_reviewer(event, "review-reminder", review, links=[letters.review_link(review)], lane=Lane.REMINDER)


def review_moved(event: Event, *, review: Review) -> None:
    """Name another day."""
    _to_reviewer(event, "review-moved", review, links=[letters.review_link(review)])


def review_thanks(event: Event, *, review: Review) -> None:
    _to_reviewer(event, "review-thanks", review)


def review_stopped(event: Event, *, review: Review) -> None:
    """Tell a reviewer that the opinion is no longer needed; it waits where the decision can be taken back."""
    _to_reviewer(event, "review-stopped", review)


def _to_reviewer(
    event: Event,
    kind: str,
    review: Review,
    *,
    links: Sequence[Link] = (),
    lane: Lane = Lane.DECISION,
    **more: str,
) -> None:
    letter = rendering.render(kind, review.language, _values(review, **more), links=links)
    email = outbox.queue(
        to=review.address,
        letter=letter,
        dedup_key=f"event-{event.pk}:{kind}:review:{review.pk}",
        lane=lane,
        due_at=held_until(event),
        secret=True,
    )
    Letter.objects.get_or_create(email=email, defaults={"event": event})


def _values(review: Review, **more: str) -> dict[str, str]:
    """Return what a letter to this reviewer may say; the author's name only where the review is open."""
    piece, language = review.submission, review.language
    with translation.override(language):
        return letters.values(
            piece,
            language,
            name=_author(review),
            title=reviewed.title_of(review),
            due_on=in_words(review.due_on, language),
            reviewer=review.name,
            answer_by=in_words(review.answer_by, language),
            questions="\n".join(f"– {question}" for question in reviewed.questions_in(review.language, piece.kind)),
            names_rule=str(reviewed.NAMES_RULE[review.anonymity]),
            **more,
        )


def _author(review: Review) -> str:
    if review.anonymity != Anonymity.OPEN:
        return gettext("an author whose name is withheld")
    return letters.joined(reviewed.bylines_of(review.submission), review.language)
