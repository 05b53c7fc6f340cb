"""Every button of the desk, pressed twice: the second press changes nothing."""

import datetime

import pytest
from django.utils import timezone

from submissions.admin.moves import MOVES
from submissions.services import aftercare
from submissions.services.moving import last_event_id
from submissions.workflow import TRANSITIONS
from tests.factories import STEPS, make_piece_in
from tests.submissions.admin.conftest import address, as_shown
from tests.tables import rows

DAY = (timezone.localdate() + datetime.timedelta(days=5)).isoformat()
MAILED = {"message_text": "Dear desk, please do."}
TEXT = {"title": "A New Title", "body": "<p>Another text altogether.</p>"}
BYLINES = {"bylines-TOTAL_FORMS": 1, "bylines-INITIAL_FORMS": 1, "bylines-0-public_name": "Bahar Mehr"}
PEOPLE = {"people-TOTAL_FORMS": 1, "people-INITIAL_FORMS": 1, "people-0-public_name": "Bahar M."}
TYPED = {
    "request_changes": {"message": "Please shorten it.", "due_on": DAY},
    "decline": {"decline_reason": "scope"},
    "write": {"message": "Who told you?"},
    "write_back": MAILED | {"message": "The ferryman."},
    "move_due": {"due_on": DAY},
    "reschedule": {"publish_at_0": DAY, "publish_at_1": "10:00"},
    "edit": TEXT | {"based_on": 1},
    "resubmit": MAILED | {"title": "A New Title", "pasted": "Another text altogether."},
    "send_proof": {"due_on": DAY},
    "schedule": {"publish_at_0": DAY, "publish_at_1": "10:00"},
    "correct": TEXT | BYLINES | {"note": "The title was wrong."},
    "update": TEXT | BYLINES,
} | dict.fromkeys(("withdraw", "approve_proof", "dispute_proof", "ask_takedown", "ask_rename"), MAILED)


@pytest.mark.parametrize("move", MOVES)
def test_move_sent_twice_is_made_once(desk, chief, other_editor, settings, move):
    status = next(status for status in STEPS if status in TRANSITIONS[move].moves)
    settings.DECISION_GRACE_MINUTES = 5 if move == "take_back" else 0
    piece = make_piece_in(status, handler=chief)
    if move == "unhide":
        aftercare.hide(piece, actor=chief)
    sent = {"seen": last_event_id(piece), "reason": "For a test.", "handler": other_editor.pk}
    if move == "edit_details":
        sent |= PEOPLE | {"people-0-pk": piece.contributors.get().pk, "kind": piece.kind_id}
    page = desk["chief"].get(address(piece, move))
    sent |= {name: page.context[name] for name in ("revision", "digest") if name in page.context}
    sent = as_shown(page.context["form"] or []) | sent | TYPED.get(move, {})

    first = desk["chief"].post(address(piece, move), sent)
    after_one = rows()
    second = desk["chief"].post(address(piece, move), sent)

    assert first.status_code == 302
    assert second.status_code in {302, 409} or second.context["form"].errors
    assert piece.events.filter(action=move).count() == 1
    assert rows() == after_one
