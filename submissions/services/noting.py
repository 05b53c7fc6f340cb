"""The desk's own thread about a piece. Its words leave this module only for those who may read them."""

from django.db import transaction

from aiss.accounts.models import User
from submissions import notifications, permissions
from submissions.models import Event, InternalNote, Submission
from submissions.services.conversing import NothingSaid
from submissions.services.moving import NotAllowed, record
from submissions.workflow import Who


def leave(submission: Submission, *, actor: User, text: str) -> InternalNote:
    """Leave a note for the desk; the handling editor and whoever wrote here before get a letter without its words.

    A second click leaves no second note. Raises NotAllowed, NothingSaid.
    """
    if not text.strip():
        raise NothingSaid
    with transaction.atomic():
        piece = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
        if not permissions.can_read_internal(actor, piece):
            raise NotAllowed
        notes = _notes(piece)
        last = piece.events.order_by("-pk").first()
        if notes and last.action == "noted" and (notes[-1].written_by, notes[-1].text) == (actor, text.strip()):
            return notes[-1]
        note = InternalNote.objects.create(submission=piece, written_by=actor, text=text.strip())
        event = record(piece, "noted", actor=actor, who=Who.EDITOR)
        notifications.internal_note(event, people=_to_tell(event, notes))
    return note


def notes_of(submission: Submission, user: User) -> list[InternalNote]:
    """Return the notes about a piece, the oldest first; none for somebody who may not read them."""
    return _notes(submission) if permissions.can_read_internal(user, submission) else []


def _notes(submission: Submission) -> list[InternalNote]:
    return list(InternalNote.objects.filter(submission=submission).select_related("written_by"))


def _to_tell(event: Event, notes: list[InternalNote]) -> list[User]:
    piece = event.submission
    people = {note.written_by_id: note.written_by for note in notes}
    if piece.handler is not None:
        people[piece.handler_id] = piece.handler
    people.pop(event.actor_id, None)
    return [person for person in people.values() if permissions.can_read_internal(person, piece)]
