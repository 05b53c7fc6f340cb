"""Retention, heartbeats, pauses, tasks and commands."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db.models.functions import Now

from aiss.mail import heartbeat, outbox, pause, retention, tasks
from aiss.mail.models import OutgoingEmail, QueuePause, State
from tests.mail.sample import TEXTS, put

DAY = timedelta(days=1)


def content_of(email: OutgoingEmail) -> tuple[str, str, str]:
    email.refresh_from_db()
    return email.recipient, email.text, email.html


def test_ended_letters_are_forgotten_after_ninety_days(db):
    old = put(state=State.SENT, sent_at=Now() - 91 * DAY)
    dead = put(state=State.DEAD, due_at=Now() - 91 * DAY)
    useless = put(state=State.DEAD, secret=True, expires_at=Now() - DAY)
    kept = [
        put(state=State.SENT, sent_at=Now() - 89 * DAY, due_at=Now() - 100 * DAY),
        put(due_at=Now() - 100 * DAY),
        put(state=State.DEAD, expires_at=Now() - DAY),
    ]

    assert retention.forget_old_letters() == 3
    assert retention.forget_old_letters() == 0

    assert [content_of(email) for email in (old, dead, useless)] == [("", "", "")] * 3
    assert old.forgotten_at is not None
    assert old.kind == "receipt"
    assert "" not in [part for email in kept for part in content_of(email)]


def test_forget_command_takes_the_days_and_says_how_many(db, capsys):
    put(state=State.SENT, sent_at=Now() - 8 * DAY)

    call_command("forget_old_letters", days=7)

    assert capsys.readouterr().out == "Letters erased: 1.\n"


def test_heartbeat_tells_how_long_ago_each_source_was_here(db):
    assert heartbeat.age() is None

    heartbeat.record()
    heartbeat.record()

    assert heartbeat.age() < timedelta(seconds=10)
    assert heartbeat.age("health") is None


def test_send_command_sends_and_leaves_a_heartbeat(db, capsys):
    put()
    put(due_at=Now() + DAY)

    call_command("send_mail_queue")

    assert capsys.readouterr().out == "Letters sent: 1.\n"
    assert heartbeat.age() is not None


def test_tasks_do_what_their_names_say_and_take_unknown_arguments(db):
    put()
    old = put(state=State.SENT, sent_at=Now() - 91 * DAY)

    tasks.deliver_due(new_in_a_later_version=1)
    tasks.forget_old_letters()

    assert len(mail.outbox) == 1
    assert content_of(old) == ("", "", "")


def test_scheduled_tasks_exist(settings):
    names = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}

    assert {"aiss.mail.deliver_due", "aiss.mail.forget_old_letters"} <= names
    assert tasks.deliver_due.name == "aiss.mail.deliver_due"
    assert tasks.forget_old_letters.name == "aiss.mail.forget_old_letters"


def test_test_letter_is_sent_at_once(db, settings, capsys):
    settings.LETTER_DIRS = [TEXTS.parents[2] / "templates" / "emails"]

    call_command("send_test_letter", "admin@example.org")

    assert capsys.readouterr().out == "Sent. Look into the mailbox.\n"
    assert mail.outbox[0].to == ["admin@example.org"]
    assert settings.SITE_URL in mail.outbox[0].body


def test_test_letter_that_is_not_sent_says_why(db, settings):
    settings.LETTER_DIRS = [TEXTS.parents[2] / "templates" / "emails"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    with pytest.raises(CommandError) as caught:
        call_command("send_test_letter", "admin@example.org")

    assert str(caught.value).startswith("Not sent yet: Waiting. Failure: ConnectionRefusedError, answer: –.")


def test_test_letter_refuses_what_is_no_address(db, settings):
    settings.LETTER_DIRS = [TEXTS.parents[2] / "templates" / "emails"]

    with pytest.raises(CommandError, match="cannot be used"):
        call_command("send_test_letter", "a b@example.org")


def test_pause_lets_one_sender_try_when_its_time_has_come(db):
    put()
    pause.take(QueuePause.Reason.SERVER, 421)
    assert pause.gate() is pause.Gate.CLOSED

    assert pause.try_again_now() is True

    assert [pause.gate(), pause.gate()] == [pause.Gate.PROBE, pause.Gate.CLOSED]


def test_pause_grows_with_each_failure_up_to_an_hour(db):
    minutes = []
    for _turn in range(8):
        pause.take(QueuePause.Reason.CREDENTIALS, 535)
        stop = QueuePause.objects.annotate(now=Now()).get()
        minutes.append(round((stop.until - stop.now).total_seconds() / 60))

    assert minutes == [1, 2, 4, 8, 16, 32, 60, 60]
    assert stop.failures == 8


def test_paused_queue_sends_nothing_and_ends_with_the_first_letter_that_passes(db):
    put()
    put()
    pause.take(QueuePause.Reason.CREDENTIALS, 535)
    assert outbox.deliver_due() == 0

    assert outbox.resume() is True
    assert outbox.deliver_due() == 2

    assert pause.current() is None
    assert outbox.resume() is False
