"""What the author answered by mail, entered for them: it counts as theirs and is shown as what it was."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from aiss.mail.models import OutgoingEmail
from submissions.models import Arrival, Attachment, EventText
from submissions.services import proofing
from submissions.workflow import Who
from tests.factories import make_piece_in
from tests.submissions.admin.conftest import address, post

MESSAGE = SimpleUploadedFile("From Bahar Real Name.eml", b"From: real@example.org", content_type="message/rfc822")


def message():
    MESSAGE.seek(0)
    return MESSAGE


def test_resubmit_enters_text_and_reply(desk, editor):
    piece = make_piece_in("changes_requested", handler=editor)
    response = post(
        desk["editor"],
        piece,
        "resubmit",
        title="Shorter",
        pasted="One.\r\n\r\nTwo.",
        message_text="Here it is.",
        message_file=message(),
    )
    piece.refresh_from_db()
    version = piece.current_version
    event = piece.events.latest("pk")
    assert response.status_code == 302
    assert (piece.status, version.body, version.arrival) == ("in_review", "<p>One.</p>\n<p>Two.</p>", Arrival.MAIL)
    assert (event.as_who, event.actor, event.texts.get().text) == (Who.BY_MAIL, editor, "Here it is.")
    assert Attachment.objects.get(event=event).content == b"From: real@example.org"
    assert OutgoingEmail.objects.filter(kind="receipt-of-version").count() == 1


def test_entries_are_shown_as_received_by_mail_without_the_message_itself(desk, editor):
    piece = make_piece_in("accepted", handler=editor)
    post(desk["editor"], piece, "withdraw", message_file=message())
    page = desk["editor"].get(address(piece)).content.decode()
    assert "received by e-mail" in page
    assert "the message is attached, sealed" in page
    assert "Real Name" not in page
    assert "real@example.org" not in page


@pytest.mark.parametrize("move", ["resubmit", "withdraw"])
def test_entries_need_the_message(desk, editor, move):
    piece = make_piece_in("changes_requested", handler=editor)
    response = post(desk["editor"], piece, move, title="T", pasted="Text.")
    piece.refresh_from_db()
    assert (response.status_code, piece.status) == (200, "changes_requested")
    assert response.context["form"].errors.keys() == {"message_text"}


def test_approval_counts_for_the_proof_that_was_read(desk, editor):
    piece = make_piece_in("proof_sent", handler=editor)
    read = desk["editor"].get(address(piece, "approve_proof")).context["digest"]
    refused = post(desk["editor"], piece, "approve_proof", digest="0" * 64, message_text="I approve.")
    assert refused.status_code == 409
    assert "no longer the text that waits for approval" in refused.content.decode()
    assert refused.context["digest"] == "0" * 64
    post(desk["editor"], piece, "approve_proof", digest=read, message_text="I approve.")
    piece.refresh_from_db()
    assert piece.status == "approved"


def test_dispute_keeps_the_words_once_and_sends_them_on(desk, chief, editor):
    piece = make_piece_in("proof_sent", handler=chief)
    digest = piece.live_proof.digest
    post(desk["chief"], piece, "dispute_proof", digest=digest, message_text="The name is wrong.")
    piece.refresh_from_db()
    assert piece.status == "accepted"
    texts = EventText.objects.filter(event__action="dispute_proof")
    assert [text.text for text in texts] == ["The name is wrong."]
    assert "The name is wrong." in OutgoingEmail.objects.get(kind="proof-disputed").text


@pytest.mark.parametrize("move", ["ask_takedown", "ask_rename"])
def test_requests_about_an_article_are_urgent_and_entered_once(desk, editor, move):
    piece = make_piece_in("published", handler=editor)
    page = desk["editor"].get(address(piece, move))
    sent = {"seen": page.context["seen"], "message_text": "Please, at once."}
    statuses = [desk["editor"].post(address(piece, move), sent).status_code for _ in range(2)]
    piece.refresh_from_db()
    assert statuses == [302, 409]
    assert piece.events.filter(action=move).count() == 1
    assert piece.urgent_since is not None


def test_buttons_are_offered_to_the_handler_and_the_chief_alone(desk, editor):
    piece = make_piece_in("proof_sent", handler=editor)
    offered = {
        who: [button.name for button in client.get(address(piece)).context["moves_by_mail"]]
        for who, client in desk.items()
    }
    by_mail = ["write_back", "withdraw", "approve_proof", "dispute_proof"]
    assert offered == {"editor": by_mail, "other": [], "chief": by_mail}
    assert desk["other"].get(address(piece, "approve_proof")).status_code == 403


def test_answers_meet_what_happened_meanwhile(desk, editor):
    piece = make_piece_in("proof_sent", handler=editor)
    page = desk["editor"].get(address(piece, "approve_proof"))
    sent = {"seen": page.context["seen"], "digest": page.context["digest"], "message_text": "I approve."}
    proofing.recall_proof(piece, actor=editor, reason="A misprint.")
    response = desk["editor"].post(address(piece, "approve_proof"), sent)
    assert response.status_code == 409
    assert "I approve." in response.content.decode()
    assert "Proof recalled" in response.content.decode()
