"""The banner that takes a decision back, and the letters that wait for it."""

import datetime

import pytest
from django.utils import timezone

from aiss.mail.models import OutgoingEmail, State
from submissions.models import Submission
from submissions.services import conversing, deciding
from submissions.services.moving import LetterChoice, last_event_id
from tests.factories import make_piece, make_piece_in
from tests.submissions.admin.conftest import address, post, signed_in
from tests.tables import rows

BUTTON = "Take the decision back"


@pytest.fixture(autouse=True)
def grace(settings):
    settings.DECISION_GRACE_MINUTES = 5


@pytest.fixture
def piece(editor):
    piece = make_piece_in("in_review", handler=editor)
    deciding.request_changes(piece, actor=editor, message="Shorten it.")
    return piece


def test_banner_names_the_hour_and_offers_one_click_to_who_decided(piece, editor, settings):
    settings.INSTITUTE_TIME_ZONE = "UTC"
    page = signed_in(editor).get(address(piece))
    assert f">{piece.held_until:%H:%M}</time>" in page.text
    assert page.text.count(BUTTON) == 1
    assert f'action="{address(piece, "take_back")}"' in page.text
    assert "Changes requested" in page.text


def test_banner_promises_no_letter_where_there_is_none(desk, editor):
    piece = make_piece_in("in_review", handler=editor)
    deciding.accept(piece, actor=editor, letter=LetterChoice(is_sent=False))
    page = desk["editor"].get(address(piece)).text
    assert "The author sees the decision at <time" in page
    assert "The letter leaves at" not in page
    assert BUTTON in page


def test_banner_tells_the_others_without_a_button(piece, desk):
    for who in ("other", "chief"):
        page = desk[who].get(address(piece)).text
        assert "<bdi>Mina Sadat</bdi> has just decided on this piece." in page
        assert BUTTON not in page
        assert desk[who].get(address(piece, "take_back")).status_code == 403
        before = rows()
        assert desk[who].post(address(piece, "take_back"), {"seen": last_event_id(piece)}).status_code == 403
        assert rows() == before


def test_one_click_takes_the_decision_back_and_a_second_one_does_nothing(piece, editor):
    client, due_on = signed_in(editor), datetime.date.fromisoformat(piece.held_decision.former["due_on"])
    sent = {"seen": client.get(address(piece)).context["seen"]}
    answers = [client.post(address(piece, "take_back"), sent) for _click in range(2)]
    assert [answer.url for answer in answers] == [address(piece)] * 2
    piece.refresh_from_db()
    assert (piece.status, piece.due_on, piece.is_held) == ("in_review", due_on, False)
    page = client.get(address(piece))
    assert "The decision is taken back. The author was told nothing." in page.text
    assert "Decision taken back before its letter left" in page.text
    assert "Taken back: the author never read this." in page.text
    assert "Message, taken back before the author could read it" in page.text
    assert BUTTON not in page.text
    assert [letter.state for letter in page.context["letters"] if letter.kind == "Request for changes"] == ["cancelled"]


def test_page_of_the_move_asks_and_changes_nothing(piece, editor):
    before = rows()
    page = signed_in(editor).get(address(piece, "take_back"))
    assert page.status_code == 200
    assert "The author never learns of it." in page.text
    assert rows() == before


def test_too_late_is_said_as_what_it_is(piece, editor):
    Submission.objects.filter(pk=piece.pk).update(held_until=timezone.now())
    client = signed_in(editor)
    assert BUTTON not in client.get(address(piece)).text
    before = rows()
    for answer in (
        client.get(address(piece, "take_back")),
        client.post(address(piece, "take_back"), {"seen": last_event_id(piece)}),
    ):
        assert answer.status_code == 409
        assert "The letter is already on its way to the author. The decision stands." in answer.text
    assert rows() == before


def test_letter_claimed_meanwhile_is_said_and_nothing_changes(piece, editor):
    OutgoingEmail.objects.filter(kind="changes-requested").update(state=State.SENT, attempts=1, sent_at=timezone.now())
    before = rows()
    answer = signed_in(editor).post(address(piece, "take_back"), {"seen": last_event_id(piece)})
    assert (answer.status_code, "The decision stands." in answer.text) == (409, True)
    assert rows() == before


def test_stale_page_takes_nothing_back(piece, editor, chief):
    seen = last_event_id(piece)
    conversing.write(piece, actor=chief, message="One more thing.")
    before = rows()
    answer = signed_in(editor).post(address(piece, "take_back"), {"seen": seen})
    assert (answer.status_code, "The decision stands." in answer.text) == (409, True)
    assert rows() == before


def test_letters_of_the_decision_say_when_they_leave(piece, editor, settings):
    settings.INSTITUTE_TIME_ZONE = "UTC"
    page = signed_in(editor).get(address(piece))
    rows_of = {letter.kind: letter.leaves_at for letter in page.context["letters"]}
    assert rows_of == {"Receipt": None, "A new piece has arrived": None, "Request for changes": piece.held_until}
    # in the banner, in the conversation, in the timeline, and among the letters
    assert page.text.count("leaves at <time") == 4


def test_queue_shows_the_true_status(piece, editor):
    page = signed_in(editor).get("/admin/submissions/submission/?show=author").text
    assert piece.reference in page
    assert "Changes requested" in page


def test_no_button_for_it_stands_among_the_moves(piece, editor):
    moves = signed_in(editor).get(address(piece)).context["moves"]
    assert not {"take_back", "write"} & {button.name for part in moves.values() for button in part}


def test_decision_on_an_unclaimed_piece_goes_back_into_the_queue(editor):
    piece = make_piece()
    client = signed_in(editor)
    post(client, piece, "decline", decline_reason="scope")
    client.post(address(piece, "take_back"), {"seen": last_event_id(piece)})
    found = Submission.objects.get(pk=piece.pk)
    assert (found.status, found.handler, found.decision) == ("submitted", None, None)


def test_what_came_by_mail_is_entered_once_the_decision_stands(piece, editor):
    client = signed_in(editor)
    assert client.get(address(piece)).context["moves_by_mail"] == []
    before = rows()
    sent = {"seen": last_event_id(piece), "message_text": "I withdraw it."}
    answer = client.post(address(piece, "withdraw"), sent)
    assert answer.status_code == 409
    assert "Take it back, or enter this in a few minutes." in answer.text
    assert "I withdraw it." in answer.text
    assert rows() == before
