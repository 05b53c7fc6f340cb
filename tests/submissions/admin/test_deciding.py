"""The pages on which the desk decides: what they send, what they keep, and what a second click does."""

import datetime

import pytest
from django.utils import timezone

from aiss.mail.models import OutgoingEmail
from submissions.models import Decision, Event, EventText
from submissions.services import claiming, deciding
from submissions.services.moving import last_event_id
from tests.factories import make_piece, make_piece_in
from tests.submissions.admin.conftest import address, letter_of, post, signed_in


def newest_letter(kind):
    return OutgoingEmail.objects.filter(kind=kind).latest("pk")


def test_claim_takes_one_click(desk, editor):
    piece = make_piece()
    page = desk["editor"].get(address(piece)).content.decode()
    assert f'action="{address(piece, "claim")}"' in page
    response = desk["editor"].post(address(piece, "claim"), {"seen": last_event_id(piece)}, follow=True)
    piece.refresh_from_db()
    assert (piece.status, piece.handler) == ("in_review", editor)
    assert f"{piece.reference} is yours." in response.content.decode()


def test_claim_twice_is_one_event_and_no_complaint(desk, editor):
    piece = make_piece()
    sent = {"seen": last_event_id(piece)}
    first = desk["editor"].post(address(piece, "claim"), sent)
    second = desk["editor"].post(address(piece, "claim"), sent)
    assert (first.status_code, second.status_code) == (302, 302)
    assert second.url == address(piece)
    assert Event.objects.filter(submission=piece, action="claim").count() == 1


def test_claim_by_two_editors_tells_the_second_who_was_first(desk, editor):
    piece = make_piece()
    sent = {"seen": last_event_id(piece)}
    desk["editor"].post(address(piece, "claim"), sent)
    response = desk["other"].post(address(piece, "claim"), sent)
    page = response.content.decode()
    piece.refresh_from_db()
    assert (response.status_code, piece.handler) == (409, editor)
    assert "This happened meanwhile" in page
    assert "Mina Sadat" in page
    assert "This is not possible now" in page


def test_request_changes_sends_the_letter_with_message_and_date_filled_in(desk, editor):
    piece = make_piece_in("in_review", handler=editor)
    day = timezone.localdate() + datetime.timedelta(days=10)
    assert "{message}" in letter_of(desk["editor"], piece, "request_changes")
    post(
        desk["editor"], piece, "request_changes", message="Please cut {due_on} and\r\nthe end.", due_on=day.isoformat()
    )
    piece.refresh_from_db()
    text = newest_letter("changes-requested").text
    assert (piece.status, piece.due_on) == ("changes_requested", day)
    assert "Please cut {due_on} and\nthe end." in text
    assert f"by {day.day} {day:%B} {day.year}" in text
    assert "{message}" not in text


def test_request_changes_sends_an_edited_letter_as_edited(desk, editor):
    piece = make_piece_in("in_review", handler=editor)
    letter = "Dear Bahar,\r\n\r\n{message}\r\n\r\nBy {due_on}, with US$50 {not_ours}."
    day = timezone.localdate() + datetime.timedelta(days=1)
    post(desk["editor"], piece, "request_changes", message="Shorter.", due_on=day.isoformat(), letter=letter)
    text = newest_letter("changes-requested").text
    assert text.startswith("Dear Bahar,\n\nShorter.\n\nBy ")
    assert "with US$50 {not_ours}." in text
    assert "/en/my/" in text or "http" in text


def test_title_that_looks_like_an_open_place_is_never_filled_in(desk, editor):
    piece = make_piece_in("in_review", handler=editor, title="On {message} and {due_on}")
    letter = letter_of(desk["editor"], piece, "request_changes") + "\n\nAnd {due_on}."
    day = timezone.localdate() + datetime.timedelta(days=1)
    post(desk["editor"], piece, "request_changes", message="Shorter.", due_on=day.isoformat(), letter=letter)
    text = newest_letter("changes-requested").text
    assert "“On {message} and {due_on}”" in text
    assert text.count("Shorter.") == 1
    assert f"And {day.day} {day:%B} {day.year}." in text


def test_decisions_without_a_letter_are_on_record(desk, editor):
    piece = make_piece_in("in_review", handler=editor)
    before = OutgoingEmail.objects.count()
    post(desk["editor"], piece, "accept", is_without_letter="on", letter="")
    event = piece.events.latest("pk")
    assert (event.action, event.is_without_letter) == ("accept", True)
    assert OutgoingEmail.objects.count() == before
    assert "without a letter" in desk["editor"].get(address(piece)).content.decode()


def test_decisions_need_a_letter_or_the_word_that_there_is_none(desk, editor):
    piece = make_piece_in("in_review", handler=editor)
    response = post(desk["editor"], piece, "accept", letter="  ")
    piece.refresh_from_db()
    assert (response.status_code, piece.status) == (200, "in_review")
    assert "The letter is empty." in response.content.decode()


def test_letters_are_shown_and_sent_in_the_authors_language(desk, editor):
    piece = make_piece_in("in_review", handler=editor, piece_language="fa", letter_language="fa")
    page = desk["editor"].get(address(piece, "accept"))
    widget = page.context["form"].fields["letter"].widget
    assert (widget.attrs["lang"], widget.attrs["dir"]) == ("fa", "rtl")
    post(desk["editor"], piece, "accept")
    email = newest_letter("acceptance")
    assert email.language == "fa"
    assert page.context["form"]["letter"].value().split()[0] in email.text


def test_looking_at_the_letter_first_changes_nothing(desk, editor):
    piece = make_piece_in("in_review", handler=editor)
    before = OutgoingEmail.objects.count()
    response = post(desk["editor"], piece, "decline", decline_reason="timing", preview="1")
    piece.refresh_from_db()
    assert (response.status_code, piece.status) == (200, "in_review")
    assert "the moment has passed" in response.context["letter_preview"]
    assert OutgoingEmail.objects.count() == before


def test_decline_names_its_reason_to_the_author_and_keeps_the_note(desk, editor):
    piece = make_piece_in("in_review", handler=editor)
    post(desk["editor"], piece, "decline", decline_reason="scope", note="Third time this year.")
    piece.refresh_from_db()
    assert (piece.status, piece.decision.reason) == ("declined", "scope")
    assert "outside what the page publishes" in newest_letter("decline").text
    assert "Third time" not in newest_letter("decline").text
    note = EventText.objects.get(event__action="decline", event__submission=piece)
    assert (note.text, note.is_for_author) == ("Third time this year.", False)


def test_a_stale_page_keeps_the_text_and_decides_on_the_second_try(desk, chief, editor):
    piece = make_piece_in("in_review", handler=editor)
    seen = last_event_id(piece)
    claiming.assign(piece, actor=chief, handler=editor)
    day = timezone.localdate() + datetime.timedelta(days=3)
    sent = {"seen": seen, "message": "My long advice.", "due_on": day.isoformat(), "letter": "My letter. {message}"}
    response = desk["editor"].post(address(piece, "request_changes"), sent)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Something happened to this piece meanwhile." in page
    assert "My long advice." in page
    assert "My letter." in page
    assert "Laila Rahmani" in page
    assert Decision.objects.count() == 0
    again = desk["editor"].post(address(piece, "request_changes"), sent | {"seen": response.context["seen"]})
    assert again.status_code == 302
    assert Decision.objects.count() == 1


def test_a_piece_taken_away_meanwhile_keeps_the_text_and_offers_no_button(desk, chief, editor, other_editor):
    piece = make_piece_in("in_review", handler=editor)
    seen = last_event_id(piece)
    claiming.assign(piece, actor=chief, handler=other_editor)
    response = desk["editor"].post(
        address(piece, "request_changes"), {"seen": seen, "message": "My long advice.", "letter": "x"}
    )
    page = response.content.decode()
    assert response.status_code == 403
    assert "My long advice." in page
    assert 'class="button button-likely"' not in page


def test_a_page_without_its_last_event_is_stale(desk, editor):
    piece = make_piece_in("in_review", handler=editor)
    for seen in ({}, {"seen": "x"}, {"seen": "9" * 5000}, {"seen": "٢"}):
        response = desk["editor"].post(address(piece, "accept"), {"letter": "Dear author."} | seen)
        piece.refresh_from_db()
        assert (response.status_code, piece.status) == (409, "in_review")


def test_assign_offers_only_who_can_handle_the_piece(desk, editor, other_editor, chief):
    piece = make_piece_in("in_review", handler=editor)
    field = desk["editor"].get(address(piece, "assign")).context["form"].fields["handler"]
    assert [user.display_name for user in field.queryset] == ["Karim Wardak", "Laila Rahmani"]
    post(desk["editor"], piece, "assign", handler=other_editor.pk)
    piece.refresh_from_db()
    assert piece.handler == other_editor
    assert newest_letter("assignment").recipient == other_editor.email


def test_reopen_names_a_handler_and_a_reason(desk, chief, editor):
    piece = make_piece_in("declined", handler=chief)
    refused = post(desk["chief"], piece, "reopen", handler=editor.pk)
    assert refused.context["form"].errors.keys() == {"reason"}
    post(desk["chief"], piece, "reopen", handler=editor.pk, reason="New facts.")
    piece.refresh_from_db()
    assert (piece.status, piece.handler) == ("in_review", editor)


def test_own_piece_of_the_only_editor_asks_for_a_reason(chief):
    piece = make_piece()
    piece.author = chief
    piece.save(update_fields=["author"])
    client = signed_in(chief)
    assert "reason" in client.get(address(piece, "accept")).context["form"].fields
    assert post(client, piece, "accept").context["form"].errors.keys() == {"reason"}
    post(client, piece, "accept", reason="Nobody else is here.")
    piece.refresh_from_db()
    assert piece.status == "accepted"
    assert "own piece, as the only editor" in client.get(address(piece)).content.decode()


@pytest.mark.parametrize("move", ["accept", "decline", "request_changes"])
def test_decisions_on_an_unclaimed_piece_claim_it(desk, editor, move):
    piece = make_piece()
    post(desk["editor"], piece, move, message="m", decline_reason="scope", due_on=deciding.default_due_on().isoformat())
    piece.refresh_from_db()
    assert piece.handler == editor
