"""A piece that came by mail: its text is read first, the rest is proposed, the author gets what every author gets."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from aiss.accounts.models import User
from aiss.mail.models import OutgoingEmail
from submissions.manuscripts import export
from submissions.models import Attachment, Draft, Kind, Submission
from tests.submissions.admin.conftest import address

ADD = reverse("admin:submissions_submission_add")
TEXT = """Rivers and Borders

By Nargis Arya

The river is older than the border. It will also outlive it, whatever is signed.

Nobody asks the river. That is the first mistake, and the treaty repeats it.

Nargis Arya is a researcher on water."""


def read(client, **data):
    return client.post(ADD, {"language": "en"} | data)


def entry(**data):
    return {
        "title": "Rivers and Borders",
        "public_name": "Nargis Arya",
        "bio": "Nargis Arya is a researcher on water.",
        "email": "Nargis@Example.org",
        "kind": Kind.objects.get(code="opinion").pk,
        "letter_language": "en",
        "message_text": "Dear desk, here is my piece.",
        "takes_out": "on",
    } | data


def test_received_piece_is_proposed_from_its_text(desk):
    response = read(desk["editor"], pasted=TEXT)
    page = desk["editor"].get(response.url)
    initial = page.context["form"].initial
    assert initial["title"] == "Rivers and Borders"
    assert initial["public_name"] == "Nargis Arya"
    assert initial["bio"] == "Nargis Arya is a researcher on water."
    assert "The river is older than the border." in page.content.decode()


def test_received_piece_gets_receipt_account_and_marks(desk, editor):
    there = read(desk["editor"], pasted=TEXT).url
    message = SimpleUploadedFile("mail.eml", b"From: nargis@example.org", content_type="message/rfc822")
    response = desk["editor"].post(there, entry(message_file=message))
    piece = Submission.objects.get()
    event = piece.events.get()
    assert response.url == address(piece)
    assert piece.author == User.objects.by_email("nargis@example.org")
    assert (piece.came_by_mail, piece.status, event.as_who, event.actor) == (True, "submitted", "by mail", editor)
    assert piece.current_version.body.startswith("<p>The river is older than the border.")
    assert "Nargis" not in piece.current_version.body
    assert Attachment.objects.get(event=event).content == b"From: nargis@example.org"
    assert OutgoingEmail.objects.get(kind="receipt").recipient == "nargis@example.org"
    page = desk["editor"].get(address(piece)).content.decode()
    assert "received by e-mail" in page
    assert "nargis@example.org" not in page
    assert Draft.objects.count() == 0


def test_received_piece_can_keep_the_lines_in_its_text(desk):
    there = read(desk["editor"], pasted=TEXT).url
    sent = entry()
    del sent["takes_out"]
    desk["editor"].post(there, sent)
    assert "By Nargis Arya" in Submission.objects.get().current_version.body


def test_entering_twice_makes_one_piece_and_leads_to_it(desk):
    there = read(desk["editor"], pasted=TEXT).url
    answers = [desk["editor"].post(there, entry()) for _ in range(2)]
    piece = Submission.objects.get()
    assert [answer.url for answer in answers] == [address(piece)] * 2


def test_a_text_that_is_gone_leads_back_to_the_first_page(desk):
    response = desk["editor"].get(reverse("admin:submissions_submission_enter", args=["unknown"]))
    assert response.url == ADD


def test_a_docx_keeps_its_original_sealed(desk):
    head = {"title": "Moscow's Gamble", "standfirst": "", "bylines": ["Nargis Arya"]}
    data = export.to_docx(**head, body="<p>The text.</p>", language="en", reference="AISS-2026-0001")
    file = SimpleUploadedFile("My Real Name.docx", data, content_type="application/octet-stream")
    there = read(desk["editor"], file=file).url
    desk["editor"].post(there, entry(title="Moscow's Gamble"))
    piece = Submission.objects.get()
    assert piece.current_version.original.content == data
    page = desk["editor"].get(address(piece)).content.decode()
    assert "is kept sealed, as it was sent." in page
    assert "My Real Name" not in page


def test_a_pdf_is_kept_for_the_desk_to_type(desk):
    file = SimpleUploadedFile("scan.pdf", b"%PDF-1.7\n%%EOF\n", content_type="application/pdf")
    there = read(desk["editor"], file=file).url
    desk["editor"].post(there, entry())
    piece = Submission.objects.get()
    page = desk["editor"].get(address(piece)).content.decode()
    assert piece.needs_typing
    assert "The text has not been entered yet" in page


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"message_text": ""}, "message_text"),
        ({"email": "nobody"}, "email"),
        ({"title": ""}, "title"),
        ({"public_name": "Nargis\u202eArya"}, "public_name"),
        ({"coauthors": "=?utf-8?q?a?="}, "coauthors"),
    ],
)
def test_entry_says_what_is_missing_and_keeps_the_rest(desk, data, field):
    there = read(desk["editor"], pasted=TEXT).url
    response = desk["editor"].post(there, entry(**data))
    assert response.status_code == 200
    assert response.context["form"].errors.keys() == {field}
    assert Submission.objects.count() == 0
    assert "Nargis Arya is a researcher on water." in response.content.decode()


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"file": SimpleUploadedFile("broken.docx", b"not a document")},
        {"file": SimpleUploadedFile("huge.docx", b"PK" + bytes(10 * 1024 * 1024))},
    ],
)
def test_text_that_cannot_be_read_gets_a_sentence(desk, data):
    response = read(desk["editor"], **data)
    assert response.status_code == 200
    assert response.context["form"].errors.keys() == {"file"}
    assert Draft.objects.count() == 0


def test_coauthors_are_entered_by_name(desk):
    there = read(desk["editor"], pasted=TEXT).url
    desk["editor"].post(there, entry(coauthors="Rahim Noor\r\nLina Sadat"))
    piece = Submission.objects.get()
    names = list(piece.contributors.order_by("position").values_list("public_name", flat=True))
    assert names == ["Nargis Arya", "Rahim Noor", "Lina Sadat"]
