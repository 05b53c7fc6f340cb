"""Everything that happened to a piece, as the desk reads it: the internal reasons too."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import gettext

from aiss.accounts.models import User
from submissions.admin import wording
from submissions.admin.letters import LetterRow, by_event
from submissions.models import Attachment, ChecklistItem, DeclineReason, Event, EventText, Submission
from submissions.services.review_answers import REVIEWER
from submissions.workflow import Status, Who


@dataclass(frozen=True, kw_only=True)
class Words:
    """What somebody wrote; `label` says what it is and who may read it."""

    label: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Entry:
    at: datetime.datetime
    what: str
    who: str
    detail: str
    led_to: str
    marks: tuple[str, ...]
    words: tuple[Words, ...]
    letters: tuple[LetterRow, ...]


def _who(event: Event) -> str:
    if event.as_who == Who.AUTHOR:
        return gettext("The author")
    if event.as_who == REVIEWER:
        return _reviewer(event)
    return str(event.actor)


def _reviewer(event: Event) -> str:
    """Return a reviewer by number: the timeline is read by people whom the name does not concern."""
    return gettext("Reviewer %(number)s") % {"number": event.codes.get("number", "?")}


def _marks(event: Event, names: dict[str, str]) -> tuple[str, ...]:
    passed_over = ", ".join(names.get(f"line {pk}", "?") for pk in event.codes.get("overridden", []))
    attached = list(event.attachments.all())
    found = {
        gettext("received by e-mail"): event.as_who == Who.BY_MAIL or bool(attached),
        gettext("the message is attached, sealed"): bool(attached),
        gettext("without a letter"): event.is_without_letter,
        gettext("own piece, as the only editor"): event.is_own_piece,
        gettext("passed over: %(lines)s") % {"lines": passed_over}: bool(passed_over),
    }
    return tuple(mark for mark, is_so in found.items() if is_so)


def _lines(event: Event) -> list[int]:
    """Return the ids of the lines of a checklist that the event is about."""
    return [event.codes["item"]] if "item" in event.codes else event.codes.get("overridden", [])


def _detail(event: Event, names: dict[str, str]) -> str:
    named = f"line {event.codes['item']}" if "item" in event.codes else event.codes.get("user")
    if named:
        return names.get(named, "?")
    if "review" in event.codes:
        return "" if event.as_who == REVIEWER else _reviewer(event)
    if event.action in {"assign", "reopen", "handed_over"}:
        return gettext("to %(name)s") % {"name": names.get(event.codes.get("handler", ""), "?")}
    if event.decision and event.decision.reason:
        return str(DeclineReason(event.decision.reason).label)
    if event.version and event.action != "submit":
        return gettext("version %(number)s") % {"number": event.version.number}
    return ""


def _words(text: EventText, event: Event) -> Words:
    if text.kind == EventText.Kind.REASON:
        label = gettext("Reason, for the desk alone")
    elif text.is_for_author and event.decision and event.decision.taken_back_at:
        label = gettext("Message, taken back before the author could read it")
    elif text.is_for_author:
        label = gettext("Message, the author can read it")
    else:
        label = gettext("Note, for the desk alone")
    return Words(label=label, text=gettext("(erased)") if text.erased_at else text.text)


def _entry(event: Event, names: dict[str, str], letters: Sequence[LetterRow]) -> Entry:
    is_move = event.from_status and event.from_status != event.to_status
    return Entry(
        at=event.at,
        what=wording.what_happened(event.action),
        who=_who(event),
        detail=_detail(event, names),
        led_to=str(Status(event.to_status).label) if is_move else "",
        marks=_marks(event, names),
        words=tuple(_words(text, event) for text in event.texts.all()),
        letters=tuple(letters),
    )


def entries(events: Iterable[Event], letters: Iterable[LetterRow] = ()) -> list[Entry]:
    """Return `events` as entries, in their order; people and lines of the checklist are named with a query for all."""
    events = list(events)
    ids = {event.codes[role] for event in events for role in ("handler", "user") if event.codes.get(role)}
    names = {user.public_id: str(user) for user in User.objects.filter(public_id__in=ids)} if ids else {}
    lines = {pk for event in events for pk in _lines(event)}
    names |= {f"line {item.pk}": str(item) for item in ChecklistItem.objects.filter(pk__in=lines)} if lines else {}
    of_event = by_event(letters)
    return [_entry(event, names, of_event[event.pk]) for event in events]


def events_of(piece: Submission) -> Iterable[Event]:
    """Return the events of `piece`, the newest first, with their texts; no attachment is opened."""
    sealed = Attachment.objects.only("pk", "event_id")
    return (
        piece.events.select_related("actor", "decision", "version")
        .defer("version__body", "version__standfirst")
        .prefetch_related("texts", Prefetch("attachments", sealed))
        .order_by("-at", "-pk")
    )


def events_since(piece: Submission, seen: int) -> list[Entry]:
    """Return what happened to `piece` after the event `seen`, the newest first."""
    return entries(events_of(piece).filter(pk__gt=seen))
