"""Putting a letter in, taking it back, sending it again, and asking how it goes."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models.functions import Now

from aiss.mail import outbox
from aiss.mail.models import Lane, OutgoingEmail, State
from aiss.vault import AddressRefused
from tests.mail.sample import make_letter, put

HOUR = timedelta(hours=1)


def test_queue_writes_one_complete_row(db, settings):
    settings.MESSAGE_ID_DOMAIN = "desk.example.org"

    put(to=" Author@Example.org ", dedup_key="event:7:receipt:3", secret=True)

    email = OutgoingEmail.objects.get()
    assert email.recipient == "author@example.org"
    assert (email.kind, email.language, email.subject) == ("receipt", "en", "We have received AISS-2026-0042")
    assert (email.text, email.html) == (make_letter().text, make_letter().html)
    assert (email.state, email.lane, email.attempts, email.secret) == (State.WAITING, Lane.DECISION, 0, True)
    assert email.created_at == email.due_at
    assert email.message_id.endswith("@desk.example.org>")
    assert len(email.message_id) == 32 + len("<@desk.example.org>")
    assert str(email) == f"receipt {email.pk}"


def test_queue_gives_the_row_that_is_there_for_the_same_key(db):
    first = put(dedup_key="event:7", letter=make_letter(name="Wren"))

    second = put(dedup_key="event:7", letter=make_letter(name="Other"))

    assert second == first
    assert second.text == first.text
    assert OutgoingEmail.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_queue_outside_a_transaction_is_refused():
    with pytest.raises(outbox.NotInTransaction):
        outbox.queue(to="author@example.org", letter=make_letter(), dedup_key="event:1")

    assert OutgoingEmail.objects.count() == 0


@pytest.mark.parametrize(
    "to", ["a@x.org\r\nBcc: e@x.org", "a@x.org\nBcc: e@x.org", "=?utf-8?q?a=0aBcc:=20e@x.org?=", "a b@x.org"]
)
def test_queue_refuses_an_address_that_smuggles(db, to):
    with pytest.raises(AddressRefused):
        put(to=to)

    assert OutgoingEmail.objects.count() == 0


def test_queue_refuses_a_key_too_long_for_the_column(db):
    with pytest.raises(ValueError, match="200 characters"):
        put(dedup_key="k" * 201)


@pytest.mark.django_db(transaction=True)
def test_rolled_back_decision_leaves_no_letter():
    with transaction.atomic():
        put()
        transaction.set_rollback(True)

    assert OutgoingEmail.objects.count() == 0


def test_queue_wakes_a_sender_after_the_commit_alone(db, django_capture_on_commit_callbacks, rings):
    with django_capture_on_commit_callbacks(execute=True):
        put()
        assert rings == []

    assert rings == ["aiss.mail.deliver_due"]


def test_cancel_takes_back_an_unclaimed_letter(db):
    email = put()

    assert outbox.cancel(email) is True

    email.refresh_from_db()
    assert email.state == State.CANCELLED
    assert email.text == make_letter().text


def test_cancel_erases_a_secret_letter(db):
    email = put(secret=True)

    outbox.cancel(email)

    email.refresh_from_db()
    assert (email.text, email.html) == ("", "")


@pytest.mark.parametrize("state", [State.SENDING, State.SENT, State.DEAD, State.CANCELLED])
def test_cancel_leaves_any_other_letter_alone(db, state):
    email = put(**in_state(state))

    assert outbox.cancel(email) is False

    email.refresh_from_db()
    assert email.state == state


def test_retry_sends_a_dead_letter_afresh(db, django_capture_on_commit_callbacks, rings):
    email = put(state=State.DEAD, attempts=15, due_at=Now() - HOUR, last_code=550, last_error="SMTPDataError")

    with django_capture_on_commit_callbacks(execute=True):
        assert outbox.retry(email) is True

    email.refresh_from_db()
    assert (email.state, email.attempts, email.last_code, email.last_error) == (State.WAITING, 0, None, "")
    assert outbox.oldest_unsent_age() < timedelta(minutes=1)
    assert rings == ["aiss.mail.deliver_due"]


def test_retry_ends_the_wait_of_a_letter_that_failed_before(db):
    email = put(attempts=3, retry_at=Now() + HOUR)

    assert outbox.retry(email) is True

    email.refresh_from_db()
    assert (email.state, email.attempts, email.retry_at) == (State.WAITING, 3, None)


@pytest.mark.parametrize("fields", [{"forgotten_at": Now()}, {"expires_at": Now() - HOUR}])
def test_retry_leaves_a_dead_letter_of_no_use_alone(db, fields):
    email = put(state=State.DEAD, **fields)

    assert outbox.retry(email) is False


@pytest.mark.parametrize("state", [State.WAITING, State.SENDING, State.SENT, State.CANCELLED])
def test_retry_leaves_any_other_letter_alone(db, state):
    email = put(**in_state(state))

    assert outbox.retry(email) is False

    email.refresh_from_db()
    assert email.state == state


def test_oldest_unsent_age_counts_from_when_a_letter_was_due(db):
    assert outbox.oldest_unsent_age() is None
    put(due_at=Now() + HOUR)
    assert outbox.oldest_unsent_age() is None
    put(due_at=Now() - HOUR, retry_at=Now() + HOUR, attempts=4)
    put(due_at=Now() - 5 * HOUR, state=State.DEAD)

    assert HOUR <= outbox.oldest_unsent_age() < HOUR + timedelta(minutes=1)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"state": "lost"}, "mail_state_known"),
        ({"lane": 5}, "mail_lane_known"),
        ({"state": State.SENDING}, "mail_lease_iff_sending"),
        ({"lease_owner": "a"}, "mail_lease_iff_sending"),
        ({"state": State.SENT}, "mail_sent_iff_time"),
        ({"sent_at": Now()}, "mail_sent_iff_time"),
        ({"bulk_slot": 1}, "mail_"),
    ],
)
def test_database_refuses_impossible_rows(db, fields, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        put(**fields)


def test_queue_takes_the_same_queries_every_time(db, django_assert_num_queries):
    letter = make_letter()
    # Look for the key, savepoint, insert, release, read the database's time back.
    with django_assert_num_queries(5):
        outbox.queue(to="author@example.org", letter=letter, dedup_key="event:1")

    assert connection.in_atomic_block


def in_state(state: State) -> dict:
    """Return what a row in `state` needs besides."""
    lease = {"lease_owner": "a", "lease_until": Now() + HOUR} if state == State.SENDING else {}
    return {"state": state, **lease, **({"sent_at": Now()} if state == State.SENT else {})}
