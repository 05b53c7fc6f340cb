"""Who sends what, in which order, once; and what becomes of letters whose sender died."""

import logging
import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection, transaction
from django.db.models.functions import Now

from aiss.mail import delivery, outbox
from aiss.mail.models import MAX_ATTEMPTS, Lane, OutgoingEmail, State
from aiss.mail.transport import Outcome, Verdict
from tests.mail.sample import put

HOUR = timedelta(hours=1)
ABANDONED = {"state": State.SENDING, "attempts": 1, "lease_owner": "dead", "lease_until": Now() - timedelta(seconds=1)}


def sent_ids() -> list[str]:
    return [message.extra_headers["Message-ID"] for message in mail.outbox]


def test_lanes_leave_in_order_and_the_older_first(db):
    emails = {
        "bulk": put(lane=Lane.BULK, due_at=Now() - 9 * HOUR),
        "reminder": put(lane=Lane.REMINDER),
        "newer decision": put(due_at=Now() - HOUR),
        "older decision": put(due_at=Now() - 2 * HOUR),
        "code": put(lane=Lane.CODE),
    }

    assert outbox.deliver_due() == 5

    order = ["code", "older decision", "newer decision", "reminder", "bulk"]
    assert sent_ids() == [emails[name].message_id for name in order]


def test_limit_and_time_bound_a_run(db):
    for _number in range(3):
        put()

    assert outbox.deliver_due(2) == 2
    assert outbox.deliver_due(seconds=0) == 0
    assert outbox.deliver_due() == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"due_at": Now() + HOUR},
        {"retry_at": Now() + HOUR, "attempts": 1},
        {"state": State.CANCELLED},
        {"state": State.DEAD},
        {"state": State.SENDING, "lease_owner": "other", "lease_until": Now() + HOUR},
    ],
)
def test_letter_that_is_not_due_or_not_free_stays(db, fields):
    put(**fields)

    assert outbox.deliver_due() == 0
    assert mail.outbox == []


def test_expired_code_is_cancelled_and_erased(db):
    code = put(lane=Lane.CODE, expires_at=Now() - HOUR, secret=True)
    lost = put(lane=Lane.CODE, expires_at=Now() - HOUR, **ABANDONED)
    fresh = put(lane=Lane.CODE, expires_at=Now() + HOUR, secret=True)

    assert outbox.deliver_due() == 1

    code.refresh_from_db()
    lost.refresh_from_db()
    assert (code.state, code.text, code.html, code.possibly_delivered) == (State.CANCELLED, "", "", False)
    assert (lost.state, lost.possibly_delivered) == (State.CANCELLED, True)
    assert sent_ids() == [fresh.message_id]


def test_secret_letter_is_erased_once_sent(db):
    email = put(secret=True)

    outbox.deliver_due()

    email.refresh_from_db()
    assert (email.state, email.text, email.html) == (State.SENT, "", "")
    assert email.recipient == "author@example.org"
    assert "Dear Wren," in mail.outbox[0].body


def test_demo_keeps_secret_letters_for_its_mailbox(db, settings):
    settings.DEMO = True
    email = put(secret=True)

    outbox.deliver_due()

    email.refresh_from_db()
    assert "Dear Wren," in email.text


def test_letter_of_a_dead_sender_is_sent_again_and_marked(db):
    email = put(**ABANDONED)

    assert outbox.deliver_due() == 1

    email.refresh_from_db()
    assert (email.state, email.attempts, email.possibly_delivered) == (State.SENT, 2, True)


def test_letter_that_keeps_killing_its_sender_is_given_up(db):
    email = put(**ABANDONED | {"attempts": MAX_ATTEMPTS})

    assert outbox.deliver_due() == 0

    email.refresh_from_db()
    assert (email.state, email.last_error, email.possibly_delivered) == (State.DEAD, "SenderDied", True)


def test_attempts_are_counted_at_the_claim(db):
    email = put()

    claim = delivery.claim_next()

    email.refresh_from_db()
    assert (email.state, email.attempts, email.lease_owner) == (State.SENDING, 1, claim.owner)
    assert timedelta(seconds=170) < email.lease_until - email.created_at < timedelta(seconds=190)


def test_sender_that_lost_its_lease_writes_nothing(db, caplog):
    email = put()
    claim = delivery.claim_next()
    OutgoingEmail.objects.update(lease_owner="other")

    with caplog.at_level(logging.WARNING):
        assert delivery.record(claim, Outcome(verdict=Verdict.SENT)) is False

    email.refresh_from_db()
    assert (email.state, email.lease_owner) == (State.SENDING, "other")
    assert caplog.messages == [f"Letter {email.pk} was taken over by another sender."]


@pytest.mark.parametrize(("attempts", "seconds"), [(1, 60), (2, 120), (5, 960), (8, 7680), (9, 14400), (15, 14400)])
def test_back_off_doubles_up_to_four_hours_with_jitter(attempts, seconds):
    waits = [delivery.back_off(attempts).total_seconds() for _turn in range(50)]

    assert 0.75 * seconds <= min(waits) < max(waits) <= 1.25 * seconds


def test_bulk_takes_every_slot_but_the_last(db, settings):
    settings.MAIL_SLOTS = 3
    for _number in range(4):
        put(lane=Lane.BULK)

    claims = [delivery.claim_next() for _turn in range(3)]
    assert [claim is None for claim in claims] == [False, False, True]
    assert sorted(OutgoingEmail.objects.exclude(bulk_slot=None).values_list("bulk_slot", flat=True)) == [1, 2]

    code = put(lane=Lane.CODE)
    assert delivery.claim_next().pk == code.pk
    delivery.record(claims[0], Outcome(verdict=Verdict.SENT))
    assert delivery.claim_next() is not None
    assert delivery.claim_next() is None


def test_bulk_letter_of_a_dead_sender_does_not_block_its_slot(db):
    put(lane=Lane.BULK, due_at=Now() - HOUR)
    stuck = put(lane=Lane.BULK, **ABANDONED | {"bulk_slot": 1})

    assert delivery.claim_next().pk == stuck.pk


def test_letter_whose_key_is_missing_here_waits(db, settings):
    email = put()
    settings.IDENTITY_KEYS = "9:" + "A" * 43

    outbox.deliver_due()

    state = OutgoingEmail.objects.without_content().get(pk=email.pk)
    assert (state.state, state.attempts, state.last_error) == (State.WAITING, 1, "CannotUnseal")


@pytest.mark.django_db(transaction=True)
def test_sending_inside_a_transaction_is_refused():
    put()

    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        outbox.deliver_due()

    assert mail.outbox == []


@pytest.mark.django_db(transaction=True)
def test_two_senders_never_claim_the_same_letter():
    for _number in range(12):
        put(lane=Lane.DECISION)
    barrier = threading.Barrier(4)
    claimed: list[int] = []
    failures: list[Exception] = []

    def claim_all() -> None:
        try:
            barrier.wait(10)
            while (claim := delivery.claim_next()) is not None:
                claimed.append(claim.pk)
        except Exception as error:  # shown by the assertion below
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=claim_all) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert failures == []
    assert sorted(claimed) == sorted(OutgoingEmail.objects.values_list("pk", flat=True))
    assert set(OutgoingEmail.objects.values_list("attempts", flat=True)) == {1}


@pytest.mark.django_db(transaction=True)
def test_two_senders_never_share_the_bulk_slot():
    for _number in range(6):
        put(lane=Lane.BULK)
    barrier = threading.Barrier(3)
    claims = []

    def claim_one() -> None:
        try:
            barrier.wait(10)
            claims.append(delivery.claim_next())
        finally:
            connection.close()

    threads = [threading.Thread(target=claim_one) for _number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert len(claims) == 3
    assert OutgoingEmail.objects.filter(state=State.SENDING).count() == 1


@pytest.mark.parametrize("letters", [1, 3])
def test_claim_costs_two_queries_whatever_waits(db, django_assert_num_queries, letters):
    for _number in range(letters):
        put()

    # The candidates, and the compare-and-swap between its savepoint's two ends.
    with django_assert_num_queries(4):
        delivery.claim_next()
