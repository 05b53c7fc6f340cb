"""Second opinions as the desk deals with them: ask for one, give another day, call it off."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, Max, OuterRef
from django.utils import timezone
from django.utils.translation import gettext

from aiss.accounts.addresses import address_index
from aiss.accounts.models import User
from aiss.vault import normalise_address
from submissions import notifications, permissions, reviewed
from submissions.models import Anonymity, Conflict, Event, Review, ReviewState, Submission
from submissions.models.review import UNDER_WAY, ReviewQuerySet
from submissions.services.moving import Move, MoveRefused, NotAllowed, StalePage, last_event_id, record
from submissions.workflow import Status, Who

# While a piece waits for a decision, an opinion on it is of use.
OPEN_FOR_REVIEWS = frozenset({Status.SUBMITTED, Status.IN_REVIEW, Status.CHANGES_REQUESTED})


class NotOpenForReviews(MoveRefused):
    def __str__(self) -> str:
        return gettext("Reviews are asked for while a piece waits for a decision. Open its page to see what happened.")


class TextNotTyped(MoveRefused):
    def __str__(self) -> str:
        return gettext(
            "The text has not been entered yet, so there is nothing to read. Enter it as a new version first."
        )


class ReviewerUnknown(MoveRefused):
    def __str__(self) -> str:
        return gettext("Please write the reviewer's name and e-mail address, such as name@example.org.")


class ReviewerIsAuthor(MoveRefused):
    def __str__(self) -> str:
        return gettext(
            "This address belongs to an author of the piece. Nobody reviews their own text; ask somebody else."
        )


class ReviewerDecides(MoveRefused):
    def __str__(self) -> str:
        return gettext("Whoever decides on the piece cannot review it as well. Ask somebody else.")


class ReviewerIsShutOut(MoveRefused):
    def __str__(self) -> str:
        return gettext("This person is shut out of the piece because of a conflict of interest. Ask somebody else.")


class MessageNamesAuthor(MoveRefused):
    def __str__(self) -> str:
        return gettext(
            "The reviewer is not to learn who wrote the piece, and your words name an author. Take that out."
        )


class AskedAlready(MoveRefused):
    def __str__(self) -> str:
        return gettext("This address has been asked already and the review is under way. Nothing was changed.")


class DayIsPast(MoveRefused):
    def __str__(self) -> str:
        return gettext("This day is in the past. Choose today or a later day.")


class ReviewIsOver(MoveRefused):
    def __str__(self) -> str:
        return gettext(
            "This review is not under way any more. Nothing was changed; open the piece to see what happened."
        )


def can_ask(actor: User, submission: Submission) -> bool:
    """Tell whether `actor` may ask for reviews of the piece now; never for one's own."""
    return permissions.can_ask_for_review(actor, submission) and permissions.can_read_internal(actor, submission)


def is_by(submission: Submission, index: str) -> bool:
    """Tell whether the address with this blind index belongs to the author or to a co-author."""
    addresses = filter(None, (person.address for person in submission.contributors.all()))
    return submission.author.email_index == index or index in map(address_index, addresses)


def default_due_on(submission: Submission) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=submission.kind.review_days)


def ask(
    submission: Submission,
    *,
    actor: User,
    address: str,
    name: str = "",
    language: str = "",
    due_on: datetime.date | None = None,
    message: str = "",
    seen: int | None = None,
) -> Review:
    """Ask somebody by letter for an opinion on the current version; `message` stands in the invitation.

    The address of active staff makes a colleague of its owner, who needs no `name`.
    Raises NotAllowed, NotOpenForReviews, StalePage, TextNotTyped, ReviewerUnknown, ReviewerIsAuthor, ReviewerDecides,
    ReviewerIsShutOut, AskedAlready, MessageNamesAuthor, DayIsPast.
    """
    try:
        index = address_index(address)
    except ValueError as error:
        raise ReviewerUnknown from error
    with _at_the_desk(submission, actor, seen) as piece:
        person = User.objects.by_email(address)
        colleague = person if person and person.is_staff and person.is_active else None
        name = " ".join(name.split()) or (colleague.display_name if colleague else "")
        if not name or "@" not in address:
            raise ReviewerUnknown
        _check_reviewer(piece, actor, index, person)
        version = piece.current_version
        if piece.needs_typing or not version.body:
            raise TextNotTyped
        if piece.kind.anonymity != Anonymity.OPEN and reviewed.names_an_author(piece, message):
            raise MessageNamesAuthor
        due_on = _day(due_on or default_due_on(piece))
        review = Review.objects.create(
            submission=piece,
            version=version,
            number=(piece.reviews.aggregate(last=Max("number"))["last"] or 0) + 1,
            colleague=colleague,
            name=name,
            address=normalise_address(address),
            address_index=index,
            language=language or (colleague.language if colleague else piece.language),
            anonymity=piece.kind.anonymity,
            asked_by=actor,
            answer_by=_answer_by(due_on),
            due_on=due_on,
        )
        event = _record(review, "review_asked", actor, text=message)
        notifications.review_invitation(event, review=review, message=message.strip())
    return review


def move_due(review: Review, *, actor: User, due_on: datetime.date, seen: int | None = None) -> Review:
    """Give the reviewer until another day; an invitation that had run out works again.

    Raises NotAllowed, NotOpenForReviews, StalePage, ReviewIsOver, DayIsPast.
    """
    with _changing(review, actor, seen) as locked:
        locked.due_on = _day(due_on)
        if locked.state == ReviewState.ASKED:
            locked.answer_by = min(max(locked.answer_by, _answer_by(due_on)), due_on)
        locked.save(update_fields=["due_on", "answer_by"])
        event = _record(locked, "review_moved", actor, due_on=due_on.isoformat())
        notifications.review_moved(event, review=locked)
    review.refresh_from_db()
    return review


def call_off(review: Review, *, actor: User, reason: str = "", seen: int | None = None) -> Review:
    """Tell the reviewer that the opinion is no longer needed; `reason` stays at the desk.

    Raises NotAllowed, NotOpenForReviews, StalePage, ReviewIsOver.
    """
    with _changing(review, actor, seen) as locked:
        locked.state = ReviewState.STOPPED
        locked.save(update_fields=["state"])
        event = _record(locked, "review_stopped", actor, text=reason)
        notifications.review_stopped(event, review=locked)
    review.refresh_from_db()
    return review


def stop_all(move: Move) -> None:
    """Call off every review of the piece that is under way; each reviewer is told by letter.

    A decision remembers what it stopped, so that taking it back lets the reviews go on.
    """
    stopped = list(move.submission.reviews.under_way())
    for review in stopped:
        Review.objects.filter(pk=review.pk).update(state=ReviewState.STOPPED)
        move.owe(lambda event, stopped=review: notifications.review_stopped(event, review=stopped))
    decision = move.event.decision
    if stopped and decision is not None:
        decision.former["reviews"] = [[review.pk, review.state] for review in stopped]
        decision.save(update_fields=["former"])


def asked_of(user: User) -> ReviewQuerySet:
    """Return what a colleague is asked to read, the most urgent first; nothing of a piece they are shut out of."""
    conflicts = Conflict.objects.filter(submission=OuterRef("submission"), user=user)
    found = Review.objects.under_way().filter(colleague=user).exclude(Exists(conflicts))
    return found.select_related("submission", "version").defer("version__body").order_by("due_on", "pk")


@contextmanager
def _at_the_desk(submission: Submission, actor: User, seen: int | None) -> Iterator[Submission]:
    """Lock the piece for one of the desk's verbs on its reviews."""
    with transaction.atomic():
        piece = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
        if not permissions.can_read_internal(actor, piece):
            raise NotAllowed
        if piece.status not in OPEN_FOR_REVIEWS:
            raise NotOpenForReviews
        if not can_ask(actor, piece):
            raise NotAllowed
        if seen is not None and seen != last_event_id(piece):
            raise StalePage(list(piece.events.filter(pk__gt=seen).select_related("actor")))
        yield piece


@contextmanager
def _changing(review: Review, actor: User, seen: int | None) -> Iterator[Review]:
    with _at_the_desk(review.submission, actor, seen) as piece:
        locked = Review.objects.select_for_update(of=("self",)).get(pk=review.pk)
        locked.submission = piece
        if locked.state not in UNDER_WAY:
            raise ReviewIsOver
        yield locked


def _check_reviewer(piece: Submission, actor: User, index: str, person: User | None) -> None:
    if is_by(piece, index):
        raise ReviewerIsAuthor
    if person is not None and person.pk in {actor.pk, piece.handler_id}:
        raise ReviewerDecides
    if person is not None and piece.conflicts.filter(user=person).exists():
        raise ReviewerIsShutOut
    if piece.reviews.under_way().filter(address_index=index).exists():
        raise AskedAlready


def _day(day: datetime.date) -> datetime.date:
    if day < timezone.localdate():
        raise DayIsPast
    return day


def _answer_by(due_on: datetime.date) -> datetime.date:
    return min(timezone.localdate() + datetime.timedelta(days=settings.REVIEW_ANSWER_DAYS), due_on)


def _record(review: Review, action: str, actor: User, *, text: str = "", **codes: str) -> Event:
    piece = review.submission
    who = Who.HANDLER if Who.HANDLER in permissions.parts(actor, piece) else Who.CHIEF
    return record(
        piece, action, actor=actor, who=who, text=text, codes={"review": review.pk, "number": review.number, **codes}
    )
