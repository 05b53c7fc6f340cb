"""Every letter about a piece: one function each, called by name from the verb that owes it, inside its transaction."""

from collections.abc import Iterable, Sequence

from django.conf import settings

from aiss.accounts.models import User
from aiss.accounts.rights import Right
from aiss.mail import letters as rendering
from aiss.mail import outbox
from aiss.mail.letters import Link
from aiss.mail.models import Lane
from submissions import letters, permissions
from submissions.models import Contributor, Draft, Event, Letter

# To the author


def receipt(event: Event) -> None:
    _to_author(event, "receipt")


def receipt_of_version(event: Event) -> None:
    _to_author(event, "receipt-of-version")


def changes_requested(event: Event, *, message: str, body: str | None = None) -> None:
    _to_author(event, "changes-requested", body=body, message=message)


def acceptance(event: Event, *, body: str | None = None) -> None:
    _to_author(event, "acceptance", body=body)


def decline(event: Event, *, body: str | None = None) -> None:
    _to_author(event, "decline", body=body)


def reopened(event: Event, *, body: str | None = None) -> None:
    _to_author(event, "reopened", body=body)


def proof(event: Event, *, body: str | None = None) -> None:
    language = event.submission.letter_language
    _to_author(event, "proof", body=body, links=[letters.proof_link(event.submission, language)])


def proof_recalled(event: Event, *, body: str | None = None) -> None:
    _to_author(event, "proof-recalled", body=body)


def proof_waived(event: Event, *, body: str | None = None) -> None:
    _to_author(event, "proof-waived", body=body)


def scheduled(event: Event, *, body: str | None = None) -> None:
    _to_author(event, "scheduled", body=body)


def unscheduled(event: Event, *, body: str | None = None) -> None:
    _to_author(event, "unscheduled", body=body)


def published(event: Event, *, body: str | None = None) -> None:
    _to_author(event, "published", body=body, links=_article_and_piece(event))


def corrected(event: Event, *, note: str, body: str | None = None) -> None:
    _to_author(event, "corrected", body=body, links=_article_and_piece(event), message=note)


def hidden(event: Event, *, body: str | None = None) -> None:
    _to_author(event, "hidden", body=body)


def shown_again(event: Event, *, body: str | None = None) -> None:
    _to_author(event, "shown-again", body=body, links=_article_and_piece(event))


def withdrawal(event: Event) -> None:
    _to_author(event, "withdrawal")


def proof_reminder(event: Event) -> None:
    language = event.submission.letter_language
    links = [letters.proof_link(event.submission, language)]
    _to_author(event, "proof-reminder", links=links, lane=Lane.REMINDER)


# To a co-author, and to somebody with a draft


def name_to_confirm(event: Event, *, person: Contributor, token: str) -> None:
    """Ask a co-author to confirm the printed name; the letter goes to their address and holds their link alone."""
    language = event.submission.letter_language
    printed = letters.joined((person.public_name, person.role_line), language)
    letter = rendering.render(
        "name-to-confirm",
        language,
        letters.values(event.submission, language, person=printed),
        links=[letters.name_link(token, language)],
    )
    email = outbox.queue(
        to=person.address,
        letter=letter,
        dedup_key=f"event-{event.pk}:name:{person.pk}",
        lane=Lane.DECISION,
        secret=True,
    )
    Letter.objects.get_or_create(email=email, defaults={"event": event})


def draft_link(draft: Draft, *, address: str, token: str, link_id: int) -> None:
    """Mail the private link to a draft; it is no piece yet, so the letter belongs to no event."""
    language = draft.fields["letter_language"] or draft.language
    letter = rendering.render(
        "draft-link", language, {"days": str(settings.DRAFT_DAYS)}, links=[letters.draft_link(token, language)]
    )
    outbox.queue(to=address, letter=letter, dedup_key=f"draft-link-{link_id}", lane=Lane.CODE, secret=True)


# To the desk


def new_piece(event: Event) -> None:
    _to_staff(event, "new-piece", _desk(event))


def assignment(event: Event, *, handler: User) -> None:
    _to_staff(event, "assignment", [handler])


def author_answered(event: Event) -> None:
    _to_handler(event, "author-answered")


def piece_withdrawn(event: Event) -> None:
    _to_handler(event, "piece-withdrawn")


def proof_approved(event: Event) -> None:
    _to_handler(event, "proof-approved")


def proof_disputed(event: Event, *, message: str) -> None:
    _to_handler(event, "proof-disputed", message=message)


def proof_overdue(event: Event) -> None:
    _to_handler(event, "proof-overdue")


def publication_refused(event: Event, *, why: str) -> None:
    _to_handler(event, "publication-refused", why=why)


def takedown_asked(event: Event) -> None:
    _to_staff(event, "takedown-asked", _publishers(event))


def rename_asked(event: Event) -> None:
    _to_staff(event, "rename-asked", _publishers(event))


def _desk(event: Event) -> list[User]:
    editors = User.objects.with_right(Right.HANDLE)
    return [editor for editor in editors if permissions.can_see_at_desk(editor, event.submission)]


def _publishers(event: Event) -> list[User]:
    return [editor for editor in _desk(event) if editor.has_right(Right.PUBLISH)]


def _article_and_piece(event: Event) -> list[Link]:
    language = event.submission.letter_language
    return [letters.article_link(event.submission, language), letters.piece_link(event.submission, language)]


def _to_author(
    event: Event,
    kind: str,
    *,
    body: str | None = None,
    links: Sequence[Link] | None = None,
    lane: Lane = Lane.DECISION,
    **values: str,
) -> None:
    piece = event.submission
    language = piece.letter_language
    letter = rendering.render(
        kind,
        language,
        letters.values(piece, language, **values),
        links=[letters.piece_link(piece, language)] if links is None else links,
        body=body,
    )
    email = outbox.queue(to=piece.author.email, letter=letter, dedup_key=f"event-{event.pk}:{kind}:author", lane=lane)
    Letter.objects.get_or_create(email=email, defaults={"event": event, "is_to_author": True})


def _to_handler(event: Event, kind: str, **values: str) -> None:
    """Write to the handling editor, or to the whole desk where nobody has the piece."""
    handler = event.submission.handler
    _to_staff(event, kind, [handler] if handler else _desk(event), **values)


def _to_staff(event: Event, kind: str, people: Iterable[User], **values: str) -> None:
    for person in people:
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
