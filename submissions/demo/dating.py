"""A story that is played now happened over the past months: this sets its dates back."""

import datetime
from collections.abc import Iterator

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from aiss.accounts.models import User
from aiss.mail.models import OutgoingEmail
from publishing.models import Article, Correction
from submissions.models import (
    ChecklistTick,
    Contributor,
    Decision,
    Declaration,
    Event,
    InternalNote,
    Letter,
    Original,
    Proof,
    Review,
    Submission,
    Version,
)


def set_back(piece: Submission, *, since: datetime.datetime, moment: datetime.datetime) -> None:
    """Give everything that was written about `piece` since then the time `moment`, an aware instant in the past.

    The history that an article keeps of itself is the exception: the database refuses to change it.
    """
    for rows, names in _times(piece):
        for name in names:
            rows.filter(**{f"{name}__gte": since}).update(**{name: moment})
    letters = Letter.objects.filter(event__submission=piece, event__at=moment)
    OutgoingEmail.objects.filter(pk__in=letters.values("email")).update(created_at=moment, due_at=moment)
    # What happened long ago cannot be taken back any more.
    Submission.objects.filter(pk=piece.pk).update(held_decision=None, held_until=None)
    piece.refresh_from_db()
    if piece.created_at == moment:
        piece.due_on = timezone.localdate(moment) + datetime.timedelta(days=settings.PROMISED_DAYS)
        piece.save(update_fields=["due_on"])


def _times(piece: Submission) -> Iterator[tuple[QuerySet, tuple[str, ...]]]:
    yield User.objects.filter(pk=piece.author_id), ("created_at",)
    yield (
        Submission.objects.filter(pk=piece.pk),
        (
            "created_at",
            "status_since",
            "urgent_since",
            "author_wrote_at",
            "answered_at",
            "decided_at",
        ),
    )
    yield Event.objects.filter(submission=piece), ("at",)
    yield Version.objects.filter(submission=piece), ("created_at",)
    yield Original.objects.filter(version__submission=piece), ("created_at",)
    yield Contributor.objects.filter(submission=piece), ("confirmed_at",)
    yield Declaration.objects.filter(submission=piece), ("declared_at",)
    yield InternalNote.objects.filter(submission=piece), ("written_at",)
    yield Review.objects.filter(submission=piece), ("asked_at", "answered_at", "finished_at")
    yield ChecklistTick.objects.filter(submission=piece), ("ticked_at",)
    yield Decision.objects.filter(submission=piece), ("made_at",)
    yield Proof.objects.filter(submission=piece), ("sent_at", "answered_at")
    yield Article.objects.filter(pk=piece.article_id), ("published_at", "state_since", "updated_at")
    yield Correction.objects.filter(article=piece.article_id), ("made_at",)
