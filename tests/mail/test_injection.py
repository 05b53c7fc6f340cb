"""Whatever people type, a letter has the headers that the desk gave it and no others."""

import email
from email import policy

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from aiss.mail import letters
from aiss.mail.models import OutgoingEmail
from aiss.mail.transport import LetterMessage
from tests.mail.sample import make_letter, put

HEADERS = [
    "Content-Type", "MIME-Version", "Subject", "From", "To", "Reply-To", "Message-ID", "Date", "Auto-Submitted",
]  # fmt: skip
ATTACKS = [
    "=?utf-8?q?a=0aBcc:=20e@x.org?=",
    "=?utf-8?q?a=0d=0aBcc:=20e@x.org=0d=0a=0d=0aBody?=",
    "=?utf-8?b?YQpCY2M6IGVAeC5vcmc=?=",
    "a\r\nBcc: e@x.org",
    "a\nBcc: e@x.org",
    "a\rBcc: e@x.org",
    "a\r\n\r\nBody",
    "a\u2028Bcc: e@x.org",
    "a\x0bBcc: e@x.org",
    "a\0b",
    "\u202eBcc: e@x.org",
    "a\r\n.\r\nMAIL FROM:<e@x.org>",
]


def sent_bytes(row: OutgoingEmail) -> bytes:
    return LetterMessage(row).message().as_bytes(linesep="\r\n")


@pytest.mark.parametrize("attack", ATTACKS)
def test_value_in_subject_and_body_adds_no_header(db, attack):
    row = put(letter=make_letter(reference=attack, name=attack, title=attack, message=attack))

    for parsing in (policy.default, policy.compat32):
        message = email.message_from_bytes(sent_bytes(row), policy=parsing)
        assert message.keys() == HEADERS
        assert [part.get_content_type() for part in message.walk()] == [
            "multipart/alternative", "text/plain", "text/html",
        ]  # fmt: skip
    assert "\n" not in row.subject
    assert "=?" not in row.subject


@pytest.mark.parametrize("attack", ATTACKS)
def test_subject_of_a_letter_made_by_hand_adds_no_header(db, attack):
    row = put(letter=letters.Letter("receipt", "en", attack, "Text.", "<p>Text.</p>"))

    assert email.message_from_bytes(sent_bytes(row), policy=policy.default).keys() == HEADERS


@pytest.mark.django_db
@hypothesis_settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60))
def test_any_text_at_all_adds_no_header(text):
    letter = make_letter(reference=text, name=text, message=text)
    row = OutgoingEmail(
        recipient="author@example.org", language="en", subject=letter.subject, text=letter.text, html=letter.html,
        message_id="<1@example.org>", created_at=email.utils.parsedate_to_datetime("Sun, 22 Nov 2026 08:00:00 +0000"),
    )  # fmt: skip

    message = email.message_from_bytes(sent_bytes(row), policy=policy.default)

    assert message.keys() == HEADERS
    assert message["Bcc"] is None


def test_attempts_send_the_same_bytes(db):
    row = put()

    assert sent_bytes(row) == sent_bytes(OutgoingEmail.objects.get())


def test_headers_name_nobody(db):
    row = put(letter=make_letter(name="Wren Public", title="Moscow's Gamble"))

    head, _separator, _body = sent_bytes(row).partition(b"\r\n\r\n")

    assert b"Wren" not in head
    assert b"Gamble" not in head
    assert b"\r\nTo: author@example.org\r\n" in head
