"""How a letter about a piece gets into the outbox: to its author, to its editor, or to the whole desk."""

import datetime
from collections.abc import Iterable, Sequence

from aiss.accounts.models import User
from aiss.accounts.rights import Right
from aiss.mail import letters as rendering
from aiss.mail import outbox
from aiss.mail.letters import Link
from aiss.mail.models import Lane
from submissions import letters, permissions
from submissions.models import Event, Letter


def held_until(event: Event) -> datetime.datetime | None:
    """Return when a letter of `event` may leave: at once, or once the decision cannot be taken back any more."""
    return event.submission.held_until if event.decision_id and event.action != "take_back" else None


def desk(event: Event) -> list[User]:
    editors = User.objects.with_right(Right.HANDLE)
    return [editor for editor in editors if permissions.can_see_at_desk(editor, event.submission)]


def chiefs(event: Event) -> list[User]:
    """Return who watches over the promises: those of the desk with the right to override."""
    return [editor for editor in desk(event) if editor.has_right(Right.OVERRIDE)]


def publishers(event: Event) -> list[User]:
    return [editor for editor in desk(event) if editor.has_right(Right.PUBLISH)]


def to_author(
    event: Event,
    kind: str,
    *,
    body: str | None = None,
    links: Sequence[Link] | None = None,
    lane: Lane = Lane.DECISION,
    expires_at: datetime.datetime | None = None,
    **values: str,
) -> None:
    """Write the author's letter of `event`; it waits where the event is a decision that can be taken back."""
    piece = event.submission
    language = piece.letter_language
    letter = rendering.render(
        kind,
        language,
        letters.values(piece, language, **values),
        links=[letters.piece_link(piece, language)] if links is None else links,
        body=body,
    )
    email = outbox.queue(
        to=piece.author.email,
        letter=letter,
        dedup_key=f"event-{event.pk}:{kind}:author",
        lane=lane,
        due_at=held_until(event),
        expires_at=expires_at,
    )
    Letter.objects.get_or_create(email=email, defaults={"event": event, "is_to_author": True})


def to_handler(event: Event, kind: str, **values: str) -> None:
    """Write to the handling editor, or to the whole desk where nobody who may see the piece has it."""
    handler = event.submission.handler
    has_editor = handler is not None and permissions.can_see_at_desk(handler, event.submission)
    to_staff(event, kind, [handler] if has_editor else desk(event), **values)


def to_staff(event: Event, kind: str, people: Iterable[User], **values: str) -> None:
    """Write to each of `people` in their own language, with the way to the piece at the desk.

    Whoever may not see the piece (any more) gets nothing.
    """
    for person in people:
        if not permissions.can_see_at_desk(person, event.submission):
            continue
        language = person.language
        letter = rendering.render(
            kind,
            language,
            letters.values(event.submission, language, **values),
            links=[letters.desk_link(event.submission, language)],
        )
        email = outbox.queue(
            to=person.email, letter=letter, dedup_key=f"event-{event.pk}:{kind}:{person.public_id}", lane=Lane.DECISION
        )
        Letter.objects.get_or_create(email=email, defaults={"event": event})
