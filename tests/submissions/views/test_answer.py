"""A new version in answer to the desk: by paste or file, with nothing lost and nothing printed twice."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from aiss.mail.models import OutgoingEmail
from submissions.models import Draft
from submissions.printing import docx_of
from submissions.services import drafting
from tests.factories import make_author, make_piece_in, make_staff
from tests.submissions.views.walk import sign_in, step, url

pytestmark = pytest.mark.django_db

NEW = "The new first paragraph, which is shorter.\n\nAnd the new second one, which is sharper."
FORM = {"title": "A Bridge Nobody Crosses", "standfirst": "Why the crossing stays empty.", "reply": "Done as asked."}


@pytest.fixture
def piece():
    return make_piece_in("changes_requested", handler=make_staff("chief_editor"), author=make_author("b@example.org"))


@pytest.fixture
def browser(client, piece):
    return sign_in(client, piece.author)


def answer(browser, piece, **fields):
    return step(browser, "answer", {**FORM, **fields}, piece.reference)


def test_answer_shows_what_was_asked_and_what_stands(browser, piece):
    page = browser.get(url("answer", piece.reference))
    assert "Please shorten it." in page.text
    assert page.context["form"]["title"].value() == "A Bridge Nobody Crosses"
    assert Draft.objects.count() == 0


def test_answer_pasted_is_the_next_version_with_its_reply(browser, piece):
    assert answer(browser, piece, text=NEW, title="A New Title").headers["Location"] == url("piece", piece.reference)
    piece.refresh_from_db()
    version = piece.current_version
    assert (piece.status, version.number, version.title, version.words) == ("in_review", 2, "A New Title", 15)
    assert "Done as asked." in browser.get(url("piece", piece.reference)).text
    assert OutgoingEmail.objects.filter(kind__in=["receipt-of-version", "author-answered"]).count() == 2
    assert Draft.objects.count() == 0


def test_answer_file_is_kept_beside_its_version(browser, piece):
    answer(browser, piece, file=SimpleUploadedFile("again.txt", NEW.encode()))
    assert piece.current_version.original.filename == "again.txt"
    assert piece.current_version.words == 15


def test_answer_error_elsewhere_keeps_the_file(browser, piece):
    response = answer(browser, piece, title="", file=SimpleUploadedFile("again.txt", NEW.encode()))
    assert list(response.context["form"].errors) == ["title"]
    assert '<bdi class="filename">again.txt</bdi> · 15 words' in response.text
    token = response.context["token"]
    assert f'name="draft" value="{token}"' in response.text
    assert answer(browser, piece, draft=token).status_code == 302
    assert piece.current_version.original.filename == "again.txt"


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"text": ""}, "text", "Please paste your text, or choose a file."),
        ({"text": NEW, "title": "One\nTwo"}, "title", "This line has a line break"),
        ({"text": NEW, "reply": "\u202eover"}, "reply", "This line has hidden characters"),
        ({"file": SimpleUploadedFile("x.exe", b"MZ")}, "file", "We can read .docx"),
        ({"file": SimpleUploadedFile("x.pdf", b"%PDF-1.7\n" + b"x" * 99)}, "file", "For a new version we need"),
    ],
)
def test_answer_refused_keeps_what_was_typed(browser, piece, fields, field, sentence):
    response = answer(browser, piece, **{"reply": "My long reply.", **fields})
    assert response.context["form"].errors[field][0].startswith(sentence)
    assert fields.get("reply", "My long reply.") in response.text
    assert fields.get("text", "") in response.text
    assert piece.versions.count() == 1


def test_answer_own_download_put_back_prints_nothing_twice(browser, piece):
    data = docx_of(piece, piece.current_version)
    answer(browser, piece, file=SimpleUploadedFile("back.docx", data))
    assert piece.current_version.body == piece.versions.get(number=1).body


def test_answer_new_lines_at_the_ends_are_asked_about_once(browser, piece):
    ends = "A Wholly New Title\n\nBy Bahar Mehr\n\n" + "\n\n".join(
        f"Paragraph {number} goes on about the bridge for quite a while, as such texts do." for number in range(4)
    )
    response = answer(browser, piece, text=ends)
    assert response.status_code == 200
    assert response.context["found"] == [("Title", "A Wholly New Title")]
    assert response.context["form"]["title"].value() == "A Wholly New Title"
    assert piece.versions.count() == 1
    again = {"draft": response.context["token"], "asked": "1", "take_out": "on", "text": ends}
    assert answer(browser, piece, title="A Wholly New Title", **again).status_code == 302
    version = piece.current_version
    assert version.title == "A Wholly New Title"
    assert "Wholly New Title" not in version.body
    assert version.body.count("<p>") == 4


def test_answer_lines_at_the_ends_stay_where_the_author_wants_them(browser, piece):
    ends = "A Wholly New Title\n\nBy Bahar Mehr\n\n" + "\n\n".join(["A paragraph that is long enough to be one."] * 4)
    token = answer(browser, piece, text=ends).context["token"]
    assert answer(browser, piece, draft=token, asked="1", text=ends).status_code == 302
    assert "Wholly New Title" in piece.current_version.body


def test_answer_clicked_twice_is_one_version(browser, piece):
    first = answer(browser, piece, text=NEW)
    assert answer(browser, piece, text=NEW).headers["Location"] == first.headers["Location"]
    assert piece.versions.count() == 2


def test_answer_when_nothing_is_asked_shows_what_happened(browser, piece):
    answer(browser, piece, text=NEW)
    assert browser.get(url("answer", piece.reference)).headers["Location"] == url("piece", piece.reference)


def test_answer_that_came_too_late_gives_the_words_back(browser, piece, client):
    step(browser, "withdraw", {}, piece.reference)
    response = answer(browser, piece, text=NEW)
    assert response.status_code == 409
    assert "This is not possible now" in response.text
    assert "And the new second one" in response.text


def test_answer_signed_out_meanwhile_gives_the_words_back(piece):
    response = step(Client(), "answer", {**FORM, "text": NEW}, piece.reference)
    assert response.status_code == 403
    assert "You were signed out meanwhile." in response.text
    assert "And the new second one" in response.text
    assert "Done as asked." in response.text
    assert piece.versions.count() == 1


def test_answer_beyond_the_upload_limit_keeps_the_form(browser, piece, monkeypatch):
    monkeypatch.setitem(drafting.UPLOADS_PER_HOUR, "network", 0)
    response = answer(browser, piece, file=SimpleUploadedFile("again.txt", NEW.encode()))
    assert response.status_code == 429
    assert "Done as asked." in response.text


def test_answer_body_of_sixty_megabytes_is_answered_with_a_sentence(browser, piece):
    response = answer(browser, piece, file=SimpleUploadedFile("film.docx", b"x" * 60_000_000))
    assert response.status_code == 413
    assert response.context["form"].errors["file"][0].startswith("This is larger than we can take")
    assert "Done as asked." in response.text


def test_answer_with_a_made_up_draft_token_starts_its_own(browser, piece):
    assert answer(browser, piece, draft="made-up", text=NEW).status_code == 302
    assert piece.versions.count() == 2
