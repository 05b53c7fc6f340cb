"""Who the author is: on a recorded reason, to those with the right, and nowhere else at the desk."""

from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.urls import reverse

from submissions.models import IdentityLook, Letter
from submissions.services import aftercare, claiming
from tests.factories import make_author, make_piece, make_piece_in
from tests.submissions.admin.conftest import address

SECRETS = (
    "Zarmina Qasimzada",
    "zarmina.private@example.org",
    "rahim.private@example.org",
    "Threatenedbefore",
    "Realfile",
)


def secret_piece():
    author = make_author(email="zarmina.private@example.org")
    return make_piece(
        author,
        public_name="Bahar Mehr",
        is_pen_name=True,
        legal_name="Zarmina Qasimzada",
        pen_name_reason="Threatenedbefore",
        coauthors=[{"public_name": "Rahim Noor", "address": "rahim.private@example.org"}],
        filename="Realfile.docx",
    )


def test_identity_asks_for_a_reason_before_it_shows_anything(desk):
    piece = secret_piece()
    asked = desk["chief"].get(address(piece, "identity")).content.decode()
    refused = desk["chief"].post(address(piece, "identity"), {"reason": " "}).content.decode()
    for page in (asked, refused):
        assert not any(secret in page for secret in SECRETS)
    assert IdentityLook.objects.count() == 0


def test_identity_records_the_look_and_shows_it_on_that_page_alone(desk, chief):
    piece = secret_piece()
    response = desk["chief"].post(address(piece, "identity"), {"reason": "A court has asked."})
    page = response.content.decode()
    look = IdentityLook.objects.get()
    assert (look.submission, look.seen_by, look.reason) == (piece, chief, "A court has asked.")
    assert "no-store" in response["Cache-Control"]
    for secret in SECRETS[:4]:
        assert secret in page


def test_identity_is_closed_to_editors_even_with_a_reason(desk):
    piece = secret_piece()
    response = desk["editor"].post(address(piece, "identity"), {"reason": "Curious."})
    assert response.status_code == 403
    assert IdentityLook.objects.count() == 0


def test_private_words_stand_nowhere_else_at_the_desk(desk, editor, chief):
    piece = secret_piece()
    claiming.claim(piece, actor=editor)
    published = make_piece_in("published", handler=chief, author=piece.author)
    aftercare.ask_takedown(published, actor=piece.author, message="Please.")
    places = [
        "/admin/",
        reverse("admin:submissions_submission_changelist"),
        reverse("admin:accounts_user_changelist"),
        address(piece),
        address(piece, "differences"),
        address(piece, "preview"),
        address(piece, "version", 1),
        address(published),
        *(address(piece, move) for move in ("edit", "edit_details", "accept", "decline", "request_changes", "assign")),
        *(
            address(piece, "letter", letter.pk)
            for letter in Letter.objects.filter(event__submission=piece, email__secret=False)
        ),
    ]
    for client in desk.values():
        for place in places:
            response = client.get(place)
            everything = response.content.decode() + str(response.headers)
            assert [secret for secret in SECRETS if secret in everything] == []
    assert LogEntry.objects.count() == 0
    kept = " ".join(str(session.get_decoded()) for session in Session.objects.all())
    assert [secret for secret in SECRETS if secret in kept] == []
