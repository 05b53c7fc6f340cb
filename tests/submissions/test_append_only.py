"""The database itself refuses to change what happened, whoever asks."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from submissions.models import Event, EventText
from submissions.services import deciding
from tests.factories import make_piece_in, make_staff

pytestmark = pytest.mark.django_db
REFUSAL = "What happened is never changed"


@pytest.fixture
def event():
    chief = make_staff("chief_editor")
    piece = make_piece_in("declined", handler=chief)
    deciding.reopen(piece, actor=chief, handler=chief, reason="New facts.")
    return piece.events.latest("pk")


@pytest.mark.parametrize(
    "change",
    [
        {"action": "accept"},
        {"from_status": "submitted"},
        {"to_status": "published"},
        {"as_who": "clock"},
        {"is_without_letter": True},
        {"is_own_piece": True},
        {"codes": {"handler": "somebody"}},
        {"version": None},
        {"decision": None},
    ],
    ids=lambda change: next(iter(change)),
)
def test_event_is_never_changed(event, change):
    before = Event.objects.values().get(pk=event.pk)
    with pytest.raises(IntegrityError, match=REFUSAL), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(**change)
    assert Event.objects.values().get(pk=event.pk) == before


def test_event_is_saved_once(event):
    with pytest.raises(IntegrityError, match=REFUSAL), transaction.atomic():
        event.save()


def test_event_never_becomes_newer(event):
    with pytest.raises(IntegrityError, match=REFUSAL), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(at=event.at + datetime.timedelta(seconds=1))


def test_words_stay_beside_their_event_and_can_be_erased(event):
    text = event.texts.get()
    other = Event.objects.exclude(pk=event.pk).latest("pk")
    for change in ({"event": other}, {"kind": "message"}, {"is_for_author": True}):
        with pytest.raises(IntegrityError, match=REFUSAL), transaction.atomic():
            EventText.objects.filter(pk=text.pk).update(**change)
    EventText.objects.filter(pk=text.pk).update(text="", erased_at=event.at)
    assert EventText.objects.get(pk=text.pk).text == ""
