"""What author and desk have said to each other, and the desk among itself."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from aiss.accounts.models import User
from submissions import permissions
from submissions.admin import wording
from submissions.admin.letters import LetterRow, by_event
from submissions.admin.sections.shown import Shown
from submissions.admin_forms.conversing import NoteForm, WriteForm
from submissions.models import Event, EventText, Submission
from submissions.services import noting
from submissions.services.conversing import ANSWERING
from submissions.workflow import AUTHOR, TRANSITIONS, Who


@dataclass(frozen=True, kw_only=True)
class Said:
    """One turn of the conversation: who said what, and how their letter fares."""

    at: datetime.datetime
    who: str
    is_author: bool
    what: str
    text: str
    is_taken_back: bool  # with the decision that it belonged to, so that the author never read it
    letters: tuple[LetterRow, ...]


def context_for(shown: Shown) -> dict[str, Any]:
    piece = shown.piece
    user = shown.request.user
    can_write = bool(ANSWERING & permissions.parts(user, piece))
    can_note = permissions.can_read_internal(user, piece)
    return {
        "thread": thread_of(shown),
        "wrote_at": piece.author_wrote_at,
        "write_form": write_form(user, piece) if can_write else None,
        "is_open_to_notes": can_note,
        "notes": noting.notes_of(piece, user) if can_note else [],
        "note_form": NoteForm(auto_id="note_%s") if can_note else None,
    }


def write_form(user: User, piece: Submission) -> WriteForm:
    return WriteForm(piece=piece, actor=user, transition=TRANSITIONS["write"], auto_id="write_%s")


def thread_of(shown: Shown) -> list[Said]:
    """Return every word between author and desk, the oldest first: messages, requests and replies alike."""
    letters = by_event(row for row in shown.letters if row.is_to_author)
    return [
        _said(event, text, letters[event.pk])
        for event in reversed(shown.events)
        for text in event.texts.all()
        if text.is_for_author
    ]


def _said(event: Event, text: EventText, letters: Iterable[LetterRow]) -> Said:
    is_author = event.as_who in AUTHOR
    return Said(
        at=event.at,
        who=_who(event),
        is_author=is_author,
        what="" if event.action in {"write", "write_back"} else wording.what_happened(event.action),
        text=gettext("(erased)") if text.erased_at else text.text,
        is_taken_back=event.decision is not None and event.decision.taken_back_at is not None,
        letters=() if is_author else tuple(letters),
    )


def _who(event: Event) -> str:
    if event.as_who == Who.AUTHOR:
        return gettext("The author")
    if event.as_who == Who.BY_MAIL:
        return gettext("The author, by e-mail")
    return str(event.actor)
