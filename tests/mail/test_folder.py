"""Letters in a folder: one file each that a mail program opens, whole or absent, never overwritten."""

import email
import errno
import os
from datetime import UTC, datetime
from email import policy
from pathlib import Path

import pytest
from django.core.mail import EmailMessage

from aiss.mail import delivery, outbox
from aiss.mail.models import OutgoingEmail, QueuePause, State
from tests.mail.sample import make_letter, put


@pytest.fixture
def folder(settings, tmp_path, db):
    settings.EMAIL_BACKEND = "aiss.mail.folder.FolderBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    return tmp_path / "mail"


def test_each_letter_is_one_file_that_opens(folder):
    letters = [put(letter=make_letter(language="fa", name="احمد ولی")), put()]

    assert outbox.deliver_due() == 2

    files = sorted(folder.iterdir())
    assert len(files) == 2
    messages = [email.message_from_bytes(path.read_bytes(), policy=policy.default) for path in files]
    found = {message["Message-ID"]: message for message in messages}
    for letter in letters:
        message = found[letter.message_id]
        assert message["Subject"].strip() == letter.subject
        assert message.get_body(("plain",)).get_content().splitlines() == letter.text.splitlines()


def test_file_is_named_by_time_and_message_and_private(folder):
    letter = put(
        to="wren@example.org", created_at=datetime(2026, 11, 22, 8, 5, 9, tzinfo=UTC), message_id="<0a1b@x.org>"
    )

    outbox.deliver_due()

    [path] = folder.iterdir()
    assert path.name == "20261122-080509-0a1b.eml"
    assert path.stat().st_mode & 0o777 == 0o600
    assert letter.message_id.encode() in path.read_bytes()


def test_second_attempt_at_the_same_letter_leaves_its_file_alone(folder):
    put()
    outbox.deliver_due()
    [path] = folder.iterdir()
    written = path.read_bytes()
    path.write_bytes(written + b"read")
    OutgoingEmail.objects.update(state=State.WAITING, sent_at=None)

    assert outbox.deliver_due() == 1

    assert list(folder.iterdir()) == [path]
    assert path.read_bytes() == written + b"read"


def test_full_disk_keeps_the_letter_waiting(folder):
    folder.write_text("a file where the folder should be")
    letter = put()

    outbox.deliver_due()

    letter.refresh_from_db()
    assert (letter.state, letter.last_error, letter.possibly_delivered) == (State.WAITING, "FileExistsError", False)
    assert delivery.claim_next() is None


def test_folder_that_takes_no_file_keeps_the_letter_waiting(folder, settings):
    settings.EMAIL_FILE_PATH = Path("/proc/self")
    letter = put()

    assert outbox.deliver_due() == 0

    letter.refresh_from_db()
    assert (letter.state, letter.possibly_delivered) == (State.WAITING, False)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EIO])
def test_letter_that_the_disk_did_not_take_whole_leaves_with_a_later_attempt(folder, monkeypatch, code):
    def fail(_descriptor: int) -> None:
        raise OSError(code, os.strerror(code))

    letter = put()
    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", fail)
        assert outbox.deliver_due() == 0
    letter.refresh_from_db()
    assert (letter.state, letter.attempts) == (State.WAITING, 1)
    assert list(folder.iterdir()) == []

    OutgoingEmail.objects.update(retry_at=None)
    QueuePause.objects.all().delete()
    assert outbox.deliver_due() == 1

    letter.refresh_from_db()
    assert (letter.state, len(list(folder.iterdir()))) == (State.SENT, 1)


def test_other_mail_of_the_site_is_written_too(folder):
    EmailMessage("Subject", "Body", to=["a@example.org"]).send()

    [path] = folder.iterdir()
    assert b"Subject: Subject" in path.read_bytes()
