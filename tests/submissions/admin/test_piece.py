"""The page of a piece, and the parts that lead off from it."""

import pytest
from django.contrib.admin.models import LogEntry

from aiss.mail import outbox
from aiss.mail.models import OutgoingEmail, State
from submissions.models import ExtractedImage, Letter, Submission
from submissions.services import claiming, deciding, editing
from submissions.services.versions import Text
from tests.factories import make_piece, make_piece_in
from tests.submissions.admin.conftest import address

QUERIES = 24


def busy_piece(handler, rounds):
    """Return a piece that went round between author and desk, each time with a version, a message and letters."""
    piece = make_piece_in("in_review", handler=handler)
    for number in range(rounds):
        deciding.request_changes(piece, actor=handler, message=f"Round {number}.")
        text = Text(title=piece.title, standfirst="", body=f"<p>Version of round {number}.</p>")
        version = editing.resubmit(piece, text, actor=piece.author, reply=f"Answer {number}.")
        ExtractedImage.objects.create(
            version=version, position=1, content=b"\x89PNG", media_type="image/png", width=4, height=3
        )
    return piece


@pytest.mark.parametrize("rounds", [1, 3])
def test_piece_page_asks_the_same_however_much_happened(desk, editor, rounds, django_assert_num_queries):
    piece = busy_piece(editor, rounds)
    desk["editor"].get(address(piece))
    with django_assert_num_queries(QUERIES):
        page = desk["editor"].get(address(piece))
    assert len(page.context["timeline"]) == 2 + 2 * rounds


def test_piece_page_says_what_it_is_and_who_acts(desk, editor):
    piece = make_piece_in("in_review", handler=editor, note_to_editor="Please be quick.", ai_use="A spelling checker.")
    page = desk["other"].get(address(piece)).content.decode()
    for words in (
        piece.reference,
        "The handling editor reads the piece and decides.",
        "Mina Sadat",
        "Please be quick.",
        "A spelling checker.",
        "No conflict of interest",
        "The first paragraph says what the piece is about.",
        "this kind has 700 to 1600",
    ):
        assert words in page


@pytest.mark.parametrize(
    ("status", "decisions", "work"),
    [
        ("submitted", ["claim", "request_changes", "accept", "decline"], ["assign"]),
        (
            "in_review",
            ["accept", "request_changes", "decline"],
            ["assign", "release", "edit", "edit_details"],
        ),
        ("changes_requested", ["decline"], ["assign", "edit_details", "move_due"]),
        ("accepted", ["send_proof", "request_changes", "waive_proof", "decline"], ["assign", "edit", "edit_details"]),
        ("proof_sent", ["waive_proof", "decline"], ["assign", "move_due", "recall_proof"]),
        ("approved", ["schedule", "publish", "decline"], ["assign", "recall_proof"]),
        ("scheduled", ["publish", "decline"], ["assign", "recall_proof", "reschedule", "unschedule"]),
        ("published", ["correct", "update", "hide"], []),
        ("declined", ["reopen"], []),
        ("withdrawn", ["reopen"], []),
    ],
)
def test_piece_page_offers_exactly_what_is_open_now(desk, chief, status, decisions, work):
    piece = make_piece_in(status, handler=chief)
    moves = desk["chief"].get(address(piece)).context["moves"]
    assert [button.name for button in moves["decisions"]] == decisions
    assert [button.name for button in moves["work"]] == work


def test_piece_page_offers_nothing_to_an_editor_who_does_not_have_the_piece(desk, chief):
    piece = make_piece_in("accepted", handler=chief)
    response = desk["other"].get(address(piece))
    assert response.context["moves"] == {"decisions": [], "work": [response.context["moves"]["work"][0]]}
    assert response.context["moves"]["work"][0].name == "assign"


def test_timeline_tells_reasons_messages_and_handlers(desk, chief, editor):
    piece = make_piece_in("in_review", handler=chief)
    claiming.assign(piece, actor=chief, handler=editor)
    deciding.request_changes(piece, actor=editor, message="Please shorten it.")
    newest, assigned, claimed, received = desk["chief"].get(address(piece)).context["timeline"]
    assert (newest.what, newest.who, newest.led_to) == ("Changes requested", "Mina Sadat", "Changes requested")
    assert [(words.label, words.text) for words in newest.words] == [
        ("Message, the author can read it", "Please shorten it.")
    ]
    assert [letter.kind for letter in newest.letters] == ["Request for changes"]
    assert (assigned.what, assigned.detail) == ("Assigned", "to Mina Sadat")
    assert (claimed.what, claimed.who) == ("Claimed", "Laila Rahmani")
    assert (received.what, received.who) == ("Received", "The author")


def test_letters_can_be_read_unless_they_are_secret(desk, editor):
    piece = make_piece(coauthors=[{"public_name": "Rahim Noor", "address": "rahim@example.org"}])
    letters = {letter.email.kind: letter for letter in Letter.objects.select_related("email")}
    page = desk["editor"].get(address(piece, "letter", letters["receipt"].pk)).content.decode()
    assert letters["receipt"].email.subject in page
    assert "To the author" in page
    secret = desk["editor"].get(address(piece, "letter", letters["name-to-confirm"].pk))
    assert secret.status_code == 404
    listed = desk["editor"].get(address(piece)).content.decode()
    assert "Printed name to confirm" in listed
    assert address(piece, "letter", letters["name-to-confirm"].pk) not in listed
    assert "rahim@example.org" not in listed


def test_letters_of_another_piece_are_not_found_under_this_one(desk, editor):
    piece, other = make_piece(), make_piece()
    letter = Letter.objects.filter(event__submission=other).first()
    assert desk["editor"].get(address(piece, "letter", letter.pk)).status_code == 404


def test_a_letter_that_failed_stands_out(desk, editor):
    piece = make_piece()
    OutgoingEmail.objects.filter(kind="receipt").update(state=State.DEAD)
    assert "It did not arrive." in desk["editor"].get(address(piece)).content.decode()
    assert outbox.oldest_unsent_age() is not None


def test_pictures_are_shown_through_the_desk_alone(desk, editor):
    piece = busy_piece(editor, 1)
    image = ExtractedImage.objects.get()
    place = address(piece, "image", image.pk)
    assert f'src="{place}"' in desk["editor"].get(address(piece)).content.decode()
    response = desk["editor"].get(place)
    assert (response.content, response["Content-Type"]) == (b"\x89PNG", "image/png")
    assert response["Content-Disposition"] == f'inline; filename="{piece.reference}-v2-1.png"'
    assert "no-store" in response["Cache-Control"]
    assert desk["editor"].get(address(make_piece(), "image", image.pk)).status_code == 404


def test_differences_compare_any_two_versions(desk, editor):
    piece = busy_piece(editor, 2)
    page = desk["editor"].get(address(piece, "differences"), {"from": "1", "to": "3"})
    assert (page.context["old"].number, page.context["new"].number) == (1, 3)
    assert "Version of round 1." not in page.context["old"].body
    for nonsense in ({"from": "x", "to": "9"}, {"from": "-1"}, {"to": "٢"}):
        assert desk["editor"].get(address(piece, "differences"), nonsense).status_code == 200


def test_a_text_with_markup_in_its_title_is_shown_as_words(desk, editor):
    piece = make_piece(title="<script>alert(1)</script> & more", public_name="<b>Bold</b>", note_to_editor="<i>x</i>")
    for place in (address(piece), "/admin/submissions/submission/", "/admin/"):
        page = desk["editor"].get(place).content.decode()
        assert "<script>alert(1)" not in page
        assert "<b>Bold" not in page
        assert "&lt;script&gt;alert(1)" in page


def test_no_move_writes_to_djangos_own_log(desk, editor):
    piece = make_piece()
    claiming.claim(piece, actor=editor)
    desk["editor"].post(address(piece, "release"), {"seen": piece.events.latest("pk").pk})
    assert Submission.objects.get().status == "submitted"
    assert LogEntry.objects.count() == 0
