"""What each answer of a mail server does to the letter and to the queue."""

import email
import logging
import time
from email import policy
from email.message import EmailMessage

import pytest
from django.db.models.functions import Now

from aiss.mail import outbox, pause, transport
from aiss.mail.models import MAX_ATTEMPTS, OutgoingEmail, QueuePause, State
from tests.mail.sample import make_letter, put
from tests.mail.servers import DROP, Post, busy, dripping, free_port, mail_server, password_is, raw_server, silent


@pytest.fixture(autouse=True)
def _smtp(settings, db):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_TIMEOUT = 1


@pytest.fixture
def post(settings):
    """A mail server; what it answers is set on it by the test."""
    post = Post()
    with mail_server(post) as settings.EMAIL_PORT:
        yield post


def state_of(letter: OutgoingEmail) -> tuple:
    letter.refresh_from_db()
    return letter.state, letter.attempts, letter.last_code, letter.last_error


def lines_of(part: EmailMessage) -> list[str]:
    return part.get_content().splitlines()


def test_accepted_letter_is_sent(post, settings):
    settings.DEFAULT_FROM_EMAIL, settings.DESK_EMAIL = "site@example.org", "desk@example.org"
    letter = put(to="author@example.org")

    assert outbox.deliver_due() == 1

    assert state_of(letter) == (State.SENT, 1, None, "")
    assert letter.possibly_delivered is False
    assert letter.sent_at >= letter.created_at
    [envelope] = post.envelopes
    assert (envelope.mail_from, envelope.rcpt_tos) == ("site@example.org", ["author@example.org"])
    message = email.message_from_bytes(envelope.original_content, policy=policy.default)
    assert dict(message.items()) == {
        "Content-Type": message["Content-Type"],
        "MIME-Version": "1.0",
        "Subject": "We have received AISS-2026-0042",
        "From": "site@example.org",
        "To": "author@example.org",
        "Reply-To": "desk@example.org",
        "Message-ID": letter.message_id,
        "Date": letter.created_at.strftime("%a, %d %b %Y %H:%M:%S +0000"),
        "Auto-Submitted": "auto-generated",
    }
    text, html = message.iter_parts()
    assert lines_of(text) == letter.text.splitlines()
    assert lines_of(html) == letter.html.splitlines()


def test_persian_letter_arrives_whole_in_seven_bits(post):
    letter = put(letter=make_letter(language="fa", name="احمد ولی"))

    outbox.deliver_due()

    [content] = post.contents
    message = email.message_from_bytes(content, policy=policy.default)
    assert content.isascii()
    assert max(len(line) for line in content.splitlines()) <= 998
    assert message["Subject"].strip() == letter.subject
    assert lines_of(message.get_body(("plain",))) == letter.text.splitlines()
    assert 'dir="rtl"' in message.get_body(("html",)).get_content()


def test_letter_deferred_once_leaves_the_second_time_unchanged(post):
    post.data = ["451 4.3.0 Try again later", "451 4.3.0 Try again later"]
    letter = put()

    outbox.deliver_due()
    assert state_of(letter) == (State.WAITING, 1, 451, "SMTPDataError 4.3.0")
    assert letter.retry_at > letter.created_at
    assert outbox.deliver_due() == 0
    assert state_of(letter)[1] == 1

    outbox.retry(letter)
    outbox.deliver_due()
    outbox.retry(letter)
    assert outbox.deliver_due() == 1
    assert state_of(letter) == (State.SENT, 3, None, "")
    assert len(post.contents) == 1


@pytest.mark.parametrize(
    ("settle", "code", "error"),
    [
        ({"recipient": "550 5.1.1 No <author@example.org> here"}, 550, "SMTPRecipientsRefused 5.1.1"),
        ({"recipient": "551 Not local"}, 551, "SMTPRecipientsRefused"),
        ({"recipient": "553 5.1.3 Bad address"}, 553, "SMTPRecipientsRefused 5.1.3"),
        ({"data": ["554 5.7.1 Refused"]}, 554, "SMTPDataError 5.7.1"),
        ({"sender": "552 5.3.4 Too large"}, 552, "SMTPSenderRefused 5.3.4"),
    ],
)
def test_permanent_refusal_kills_the_letter_at_once(post, caplog, settle, code, error):
    vars(post).update(settle)
    letter = put(to="author@example.org")
    other = put(due_at=Now())

    with caplog.at_level(logging.DEBUG):
        outbox.deliver_due(1)

    assert state_of(letter) == (State.DEAD, 1, code, error)
    assert state_of(other)[0] == State.WAITING
    assert pause.current() is None
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("aiss")]
    assert ours == [f"Letter {letter.pk}: dead, {error}, answer {code}."]


@pytest.mark.parametrize(
    ("settle", "code"),
    [
        ({"recipient": "450 4.2.1 Greylisted"}, 450),
        ({"sender": "451 4.1.8 Later"}, 451),
        ({"data": ["452 4.2.2 Full"]}, 452),
    ],
)
def test_temporary_refusal_waits_and_lets_others_pass(post, settle, code):
    letter = put()
    vars(post).update(settle)
    outbox.deliver_due(1)
    assert state_of(letter)[:3] == (State.WAITING, 1, code)

    vars(post).update({"recipient": "250 OK", "sender": "250 OK"})
    other = put()
    assert outbox.deliver_due() == 1
    assert state_of(other)[0] == State.SENT


def test_temporary_refusal_of_the_last_attempt_kills_the_letter(post):
    post.data = ["451 4.3.0 Try again later"]
    letter = put(attempts=MAX_ATTEMPTS - 1)

    outbox.deliver_due()

    assert state_of(letter) == (State.DEAD, MAX_ATTEMPTS, 451, "SMTPDataError 4.3.0")


def test_line_dropped_after_data_is_tried_again_with_the_same_bytes(post):
    post.data = [DROP]
    letter = put()

    outbox.deliver_due()
    assert state_of(letter) == (State.WAITING, 1, None, "SMTPServerDisconnected")
    assert letter.possibly_delivered is True

    outbox.retry(letter)
    outbox.deliver_due()
    assert state_of(letter)[0] == State.SENT
    assert letter.possibly_delivered is True
    first, second = post.contents
    assert first == second


@pytest.mark.parametrize(
    ("wrong", "code"), [("password", 535), ("530 5.7.0 Authentication required", 530), ("550 5.7.1 Not yours", 550)]
)
def test_refusal_of_the_site_itself_pauses_the_queue_and_burns_no_attempt(settings, caplog, wrong, code):
    post = Post(sender="250 OK" if wrong == "password" else wrong)
    if wrong == "password":
        settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "desk", "wrong"
    letters = [put(), put()]

    with mail_server(post, authenticator=password_is("right"), auth_require_tls=False) as settings.EMAIL_PORT:
        outbox.deliver_due()
        outbox.deliver_due()

        assert [state_of(letter)[:3] for letter in letters] == [(State.WAITING, 0, code), (State.WAITING, 0, None)]
        stop = pause.current()
        assert (stop.failures, stop.last_code) == (1, code)
        assert stop.reason == (QueuePause.Reason.SENDER if code == 550 else QueuePause.Reason.CREDENTIALS)
        alarms = [record for record in caplog.records if record.levelno == logging.ERROR]
        assert [alarm.name for alarm in alarms] == ["aiss.mail.pause"]

        outbox.resume()
        outbox.deliver_due()
        assert pause.current().failures == 2

        post.sender = "250 OK"
        settings.EMAIL_HOST_PASSWORD = "right"
        outbox.resume()
        assert outbox.deliver_due() == 2
        assert pause.current() is None


def test_server_without_sign_in_pauses_the_queue(settings, post):
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "desk", "right"
    letter = put()

    outbox.deliver_due()

    assert state_of(letter)[:2] == (State.WAITING, 0)
    assert pause.current().reason == QueuePause.Reason.SETTINGS


def test_server_that_is_too_busy_to_greet_pauses_the_queue(settings):
    letter = put()

    with raw_server(busy) as settings.EMAIL_PORT:
        outbox.deliver_due()

    assert state_of(letter) == (State.WAITING, 0, 421, "SMTPConnectError 4.3.2")
    assert pause.current().reason == QueuePause.Reason.SERVER


def test_closed_port_burns_one_attempt_of_one_letter(settings):
    settings.EMAIL_PORT = free_port()
    letters = [put(), put()]

    assert outbox.deliver_due() == 0

    assert [state_of(letter) for letter in letters] == [
        (State.WAITING, 1, None, "ConnectionRefusedError"),
        (State.WAITING, 0, None, ""),
    ]
    assert letters[0].possibly_delivered is False
    assert pause.current() is None


def test_silent_server_costs_one_timeout(settings):
    letters = [put(), put()]
    started = time.monotonic()

    with raw_server(silent) as settings.EMAIL_PORT:
        outbox.deliver_due()

    assert time.monotonic() - started < 4
    assert [state_of(letter)[:2] for letter in letters] == [(State.WAITING, 1), (State.WAITING, 0)]
    assert letters[0].last_error == "SMTPServerDisconnected"


def test_dripping_server_is_left_when_the_attempt_is_too_long(settings, monkeypatch):
    monkeypatch.setattr(transport, "ATTEMPT_SECONDS", 1)
    letter = put()
    started = time.monotonic()

    with raw_server(dripping) as settings.EMAIL_PORT:
        outbox.deliver_due()

    assert time.monotonic() - started < 4
    assert state_of(letter) == (State.WAITING, 1, None, "SMTPServerDisconnected")


@pytest.mark.parametrize("recipient", ["no-at-sign", "a@b@c.org", "a@", "\u0645@example.org>x"])
def test_address_that_smtp_cannot_hold_kills_the_letter(post, recipient):
    letter = put(recipient=recipient)

    outbox.deliver_due()

    assert state_of(letter)[:2] == (State.DEAD, 1)
    assert post.envelopes == []


def test_erased_letter_is_not_sent(post):
    letter = put(text="")

    outbox.deliver_due()

    assert state_of(letter) == (State.DEAD, 1, None, "Erased")
