"""From an approved proof to a public page: now, or by the clock."""

import datetime

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext, override

from aiss.accounts.models import User
from publishing import services as publishing
from publishing.content import ArticleContent
from submissions import notifications
from submissions.models import Proof, Submission
from submissions.services import checklists
from submissions.services.checklists import ChecklistOpen
from submissions.services.deciding import AS_IT_STANDS
from submissions.services.door import DoorRefused, through_the_door
from submissions.services.moving import LetterChoice, Move, MoveRefused, StalePage, moving


class NotCleared(MoveRefused):
    def __str__(self) -> str:
        return gettext("There is no approved proof. Send the proof and wait for the author's approval.")


class DateInThePast(MoveRefused):
    def __str__(self) -> str:
        return gettext("This time is in the past. Choose a later one, or publish now.")


def _cleared_content(submission: Submission) -> tuple[Proof, ArticleContent]:
    """Return the approved proof and its frozen content. Raises NotCleared, DoorRefused."""
    proof = submission.proofs.cleared().first()
    if proof is None:
        raise NotCleared
    content = ArticleContent.from_json(proof.content)
    if content.digest() != proof.digest:
        raise NotCleared
    names = publishing.missing_site_texts(content.language)
    if names:
        raise DoorRefused(str(publishing.SiteTextMissing(content.language, names)))
    return proof, content


def schedule(
    submission: Submission,
    *,
    actor: User,
    publish_at: datetime.datetime,
    letter: LetterChoice = AS_IT_STANDS,
    seen: int | None = None,
    reason: str = "",
    override_reason: str = "",
) -> Submission:
    """Set the time of publication; `override_reason` says why, where the checklist is not done.

    Raises NotCleared, DoorRefused, DateInThePast, and what `checklists.check` raises.
    """
    with moving(submission, "schedule", actor=actor, seen=seen, reason=reason) as move:
        _set_time(move, publish_at, override_reason)
        move.owe_choice(notifications.scheduled, letter)
    return submission


def reschedule(
    submission: Submission,
    *,
    actor: User,
    publish_at: datetime.datetime,
    letter: LetterChoice = AS_IT_STANDS,
    seen: int | None = None,
    reason: str = "",
    override_reason: str = "",
) -> Submission:
    """Move the time of publication; `override_reason` says why, where the checklist is not done.

    Raises NotCleared, DoorRefused, DateInThePast, and what `checklists.check` raises.
    """
    with moving(submission, "reschedule", actor=actor, seen=seen, reason=reason) as move:
        _set_time(move, publish_at, override_reason)
        move.owe_choice(notifications.scheduled, letter)
    return submission


def _set_time(move: Move, publish_at: datetime.datetime, override_reason: str) -> None:
    if publish_at <= timezone.now():
        raise DateInThePast
    move.event.proof, _ = _cleared_content(move.submission)
    move.event.codes = {"publish_at": publish_at.isoformat()}
    checklists.check(move, override_reason)
    move.submission.publish_at = publish_at


def unschedule(
    submission: Submission,
    *,
    actor: User,
    letter: LetterChoice = AS_IT_STANDS,
    seen: int | None = None,
    reason: str = "",
) -> Submission:
    """Take the date back; the proof stays approved."""
    with moving(submission, "unschedule", actor=actor, seen=seen, reason=reason) as move:
        move.submission.publish_at = None
        move.owe_choice(notifications.unscheduled, letter)
    return submission


def publish(
    submission: Submission,
    *,
    actor: User,
    letter: LetterChoice = AS_IT_STANDS,
    seen: int | None = None,
    reason: str = "",
    override_reason: str = "",
) -> Submission:
    """Publish exactly what the proof froze; `override_reason` says why, where the checklist is not done.

    Raises NotCleared, DoorRefused, and what `checklists.check` raises.
    """
    with moving(submission, "publish", actor=actor, seen=seen, reason=reason) as move:
        _publish(move, override_reason)
        move.owe_choice(notifications.published, letter)
    return submission


def _publish(move: Move, override_reason: str = "") -> None:
    proof, content = _cleared_content(move.submission)
    checklists.check(move, override_reason)
    with through_the_door():
        move.submission.article = publishing.publish_article(content)
    move.submission.publish_at = None
    move.submission.due_on = None
    move.event.proof, move.event.version = proof, proof.version


def publish_due() -> list[str]:
    """Publish every piece whose time has come, by the database's clock; return their references.

    A piece that is refused goes back to approved, with a letter to its editor; the others go on.
    """
    system = User.objects.system()
    references = []
    for piece in Submission.objects.due_for_publication(Now()).order_by("publish_at"):
        try:
            publish_if_due(piece, actor=system)
        except (NotCleared, DoorRefused, ChecklistOpen) as refusal:
            _refuse(piece, refusal, system)
        except MoveRefused:
            continue
        else:
            references.append(piece.reference)
    return references


def publish_if_due(piece: Submission, *, actor: User) -> None:
    """Publish a scheduled piece for the clock, if its checklist still stands as it did when the date was set.

    Raises StalePage where it was given a later time meanwhile, NotCleared, DoorRefused, ChecklistOpen.
    """
    with moving(piece, "publish", actor=actor) as move:
        if not Submission.objects.due_for_publication(Now()).filter(pk=piece.pk).exists():
            raise StalePage([])
        _publish(move)
        move.owe(notifications.published)


def _refuse(piece: Submission, refusal: MoveRefused, system: User) -> None:
    with override(piece.handler.language):
        sentence = str(refusal)
    with transaction.atomic(), moving(piece, "refuse_due", actor=system) as move:
        move.submission.publish_at = None
        move.add_text(sentence, kind="reason")
        move.owe(lambda event: notifications.publication_refused(event, why=sentence))
