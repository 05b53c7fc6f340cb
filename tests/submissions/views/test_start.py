"""The first step: pasting, uploading, and everything that can be wrong with either."""

import io
import zipfile

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from aiss.accounts.models import LimitCounter
from publishing import html
from submissions.manuscripts import child
from submissions.models import Draft
from submissions.services import drafting
from tests import samples
from tests.factories import make_author
from tests.submissions.manuscripts.making import pandoc
from tests.submissions.views.walk import TEXT, draft_of, sign_in, step, url, walk_to_details

pytestmark = pytest.mark.django_db


def upload(content: bytes, name: str = "piece.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/octet-stream")


def errors(response) -> dict[str, list[str]]:
    return {name: list(sentences) for name, sentences in response.context["form"].errors.items()}


def test_start_looking_stores_nothing_and_sets_no_draft_cookie(client):
    response = client.get(url("start"))
    assert response.status_code == 200
    assert "draft" not in response.cookies
    assert (Draft.objects.count(), Session.objects.count()) == (0, 0)


def test_start_pasted_text_becomes_a_sealed_draft_found_by_cookie(client):
    walk_to_details(client)
    cookie = client.cookies["draft"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["max-age"]) == (True, "Lax", "/", 2_592_000)
    draft = draft_of(client)
    assert draft.fields["text"] == TEXT
    assert html.count_words(draft.fields["body"]) == 17
    assert draft.token_digest != cookie.value
    assert Session.objects.count() == 0


def test_start_second_post_changes_the_same_draft(client):
    walk_to_details(client)
    step(client, "start", {"text": "Another text.\n\nWith two paragraphs."})
    assert Draft.objects.count() == 1
    assert "Another text." in draft_of(client).fields["body"]


def test_start_unchanged_text_is_not_read_again(client):
    walk_to_details(client)
    draft = draft_of(client)
    drafting.change(draft, body="<p>Taken out already.</p>")
    walk_to_details(client)
    assert draft_of(client).fields["body"] == "<p>Taken out already.</p>"


def test_start_file_is_shown_with_its_words(client):
    data = b"\n\n".join([b"One two three four."] * 5)
    assert step(client, "start", {"file": upload(data, "helmand.txt")}).headers["Location"] == url("details")
    page = client.get(url("start")).text
    assert '<bdi class="filename">helmand.txt</bdi> · 20 words' in page
    assert draft_of(client).upload == data


def test_start_nothing_at_all_asks_for_a_text(client):
    response = step(client, "start", {"text": "   "})
    assert errors(response) == {"text": ["Please paste your text, or choose a file."]}


def test_start_later_keeps_an_empty_draft(client):
    assert step(client, "start", {"text": "", "action": "later"}).headers["Location"] == url("later")
    assert draft_of(client).fields["text"] == ""


def test_start_file_and_paste_takes_the_file_and_keeps_the_words(client):
    step(client, "start", {"text": "What I pasted.", "file": upload(b"What the file says.")})
    draft = draft_of(client)
    assert "What the file says." in draft.fields["body"]
    assert 'dir="auto"' in client.get(url("start")).text
    assert "What I pasted." in client.get(url("start")).text


def test_start_pasting_replaces_a_file(client):
    step(client, "start", {"file": upload(b"What the file says.")})
    step(client, "start", {"text": "What I pasted."})
    draft = draft_of(client)
    assert (draft.fields["filename"], draft.upload) == ("", None)
    assert "What I pasted." in draft.fields["body"]


def zip_bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"0" * 60_000_000)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("empty.docx", b"", "This file is empty. Please choose"),
        ("virus.exe", b"MZ\x90\x00" * 100, "We can read .docx, .odt, .rtf, .md and .txt files"),
        ("photo.docx", b"\x89PNG\r\n\x1a\n" * 20, "This file is not what its name says."),
        ("broken.docx", b"PK\x03\x04 not a zip at all", "This file"),
        ("bomb.docx", zip_bomb(), "This file"),
        ("large.txt", b"word " * 2_100_000, "This file is larger than 10 MB."),
    ],
)
def test_start_refused_file_leaves_the_earlier_text_and_says_what_to_do(client, name, content, sentence):
    walk_to_details(client)
    body = draft_of(client).fields["body"]
    response = step(client, "start", {"text": "Typed meanwhile.", "file": upload(content, name)})
    assert response.status_code == 200
    assert errors(response)["file"][0].startswith(sentence)
    assert "Typed meanwhile." in response.text
    assert draft_of(client).fields["body"] == body


def test_start_body_of_sixty_megabytes_is_answered_with_a_sentence(client):
    walk_to_details(client)
    data = encode_multipart(BOUNDARY, {"text": "Typed meanwhile.", "file": upload(b"x" * 60_000_000, "film.docx")})
    response = client.generic("POST", url("start"), data, content_type=MULTIPART_CONTENT)
    assert response.status_code == 413
    assert errors(response)["file"][0].startswith("This is larger than we can take")
    assert "Typed meanwhile." in response.text
    assert draft_of(client).fields["text"] == TEXT
    assert response.headers["Cache-Control"] == "no-store, private"


def test_start_paste_beyond_all_measure_is_answered_with_a_sentence(client):
    walk_to_details(client)
    response = step(client, "start", {"text": "word " * 700_000})
    assert response.status_code == 413
    assert "The first paragraph says" in response.text
    assert errors(response)["file"][0].startswith("This is larger than we can take")


def test_start_body_that_is_no_form_is_answered_with_a_sentence(client):
    response = client.generic("POST", url("start"), b"--x\r\nnonsense", content_type="multipart/form-data; boundary=")
    assert response.status_code == 400


def test_start_twenty_thousand_words_are_taken_with_a_hint(client):
    text = "\n\n".join(["word " * 100] * 200)
    walk_to_details(client, text)
    page = client.get(url("details")).text
    assert "20,000 words" in page
    assert "This is longer than usual: “Opinion” has 700 to 1,600 words. You may still send it." in page


def test_start_too_many_words_are_refused_with_the_text_kept(client):
    text = "\n\n".join(["word " * 1000] * 61)
    response = step(client, "start", {"text": text})
    assert errors(response)["text"][0].startswith("This text has more than 60,000 words.")
    assert text.strip() in response.context["form"]["text"].value()


def test_start_hostile_characters_are_taken_out_of_the_text(client):
    walk_to_details(client, "One\x00 two\u202e three.\n\nSecond paragraph of it.")
    body = draft_of(client).fields["body"]
    assert "\x00" not in body
    assert "\u202e" not in body


def test_start_busy_machine_says_when_to_try_again(client):
    with child.slot(), child.slot():
        data = pandoc("A paragraph in a file.", "docx")
        response = step(client, "start", {"text": "Typed.", "file": upload(data, "m.docx")})
    assert response.status_code == 429
    assert errors(response)["file"][0].startswith("We are reading several files just now.")
    assert "Typed." in response.text


def test_start_too_many_uploads_are_refused_with_the_form_kept(client, monkeypatch):
    monkeypatch.setitem(drafting.UPLOADS_PER_HOUR, "network", 1)
    step(client, "start", {"file": upload(b"One two.")})
    response = step(client, "start", {"text": "Typed.", "file": upload(b"Three four.")})
    assert response.status_code == 429
    assert errors(response)["file"] == ["There were too many tries. Please wait 60 minutes, then try again."]
    assert "One two." in draft_of(client).fields["body"]


def test_start_limits_hold_no_client_address(client):
    step(client, "start", {"text": TEXT}, REMOTE_ADDR="203.0.113.7")
    assert LimitCounter.objects.count() == 1
    assert "203.0.113" not in str(list(LimitCounter.objects.values()))


def test_start_old_word_file_is_kept_for_the_desk(client):
    data = b"%PDF-1.7\n" + b"x" * 100 + b"\n%%EOF"
    assert step(client, "start", {"file": upload(data, "scan.pdf")}).headers["Location"] == url("details")
    draft = draft_of(client)
    assert (draft.fields["is_kept_as_sent"], draft.fields["body"], draft.upload) == (True, "", data)
    assert "The desk will enter the text of this file by hand." in client.get(url("details")).text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("متن فارسی است.\n\nبند دوم آن نیز چنین است.", "fa"),
        ("دا متن په پښتو دی.\n\nدویم پراګراف هم همداسې دی ښه.", "ps"),
        ("An English text.\n\nWith two paragraphs.", "en"),
    ],
)
@pytest.mark.parametrize("page", ["en", "fa"])
def test_start_language_of_the_piece_is_that_of_its_letters(client, text, language, page):
    client.post(url("start", language=page), {"text": text})
    draft = draft_of(client)
    assert draft.fields["piece_language"] == language
    assert draft.fields["letter_language"] == page
    assert "dir=" not in draft.fields["body"]


def test_start_signed_in_author_need_not_type_the_address(client):
    sign_in(client, make_author("bahar@example.org"))
    walk_to_details(client)
    assert draft_of(client).fields["email"] == "bahar@example.org"


if samples.ARE_HERE:

    @pytest.mark.parametrize("name", ["moscows-gamble.txt", "moscows-gamble.docx", "moscows-gamble.odt"])
    def test_start_seed_piece_fills_its_fields_and_prints_nothing_twice(client, name):
        step(client, "start", {"file": upload((samples.FOLDER / name).read_bytes(), name)})
        form = client.get(url("details")).context["form"]
        assert form["title"].value() == "Moscow’s Geopolitical Gamble on the Taliban"
        assert form["public_name"].value() == "Bahar Mehr"
        assert form["bio"].value() == "Bahar Mehr, Writer and Political Activist."
        assert form["standfirst"].value().startswith("Russia’s decision")
        without = draft_of(client).fields["proposals"]["body_without"]
        assert without.count("<p>") == 7
        assert "contact@aissonline.org" not in without
