"""Real senders on a real database file, as a machine runs them: killed in the middle, and two at once."""

import pytest

from tests.mail.desk import Desk
from tests.mail.servers import HOLD, Post, mail_server


@pytest.fixture
def post():
    return Post()


@pytest.fixture
def desk(post, tmp_path):
    with mail_server(post) as port:
        yield Desk(tmp_path, EMAIL_URL=f"smtp://127.0.0.1:{port}")


def test_letter_whose_sender_was_killed_is_sent_again_unchanged(desk, post):
    desk.queue(1)
    post.data = [HOLD]
    sender = desk.start("manage.py", "send_mail_queue")
    assert post.held.wait(30)
    sender.kill()
    sender.communicate()

    assert desk.run("manage.py", "send_mail_queue") == "Letters sent: 0.\n"
    assert desk.sql("SELECT state, attempts FROM mail_outgoingemail") == [("sending", 1)]

    desk.sql("UPDATE mail_outgoingemail SET lease_until = '2026-01-01 00:00:00'")
    assert desk.run("manage.py", "send_mail_queue") == "Letters sent: 1.\n"
    assert desk.sql("SELECT state, attempts, possibly_delivered FROM mail_outgoingemail") == [("sent", 2, 1)]
    [[message_id]] = desk.sql("SELECT message_id FROM mail_outgoingemail")
    first, second = post.contents
    assert first == second
    assert first.count(f"Message-ID: {message_id}".encode()) == 1


def test_two_senders_at_once_send_each_letter_once(desk, post):
    desk.queue(20)

    senders = [desk.start("manage.py", "send_mail_queue") for _number in range(2)]
    for sender in senders:
        sender.communicate(timeout=60)

    assert [sender.returncode for sender in senders] == [0, 0]
    recipients = sorted(address for envelope in post.envelopes for address in envelope.rcpt_tos)
    assert recipients == sorted(f"author{number}@example.org" for number in range(20))
    assert desk.sql("SELECT state, attempts, count(*) FROM mail_outgoingemail GROUP BY 1, 2") == [("sent", 1, 20)]


def test_address_and_text_of_a_letter_are_in_no_file_of_the_database(desk):
    desk.queue(1)

    for path in desk.database.parent.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert b"author0" not in content
            assert b"Wren" not in content
