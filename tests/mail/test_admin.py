"""The keeper's list of letters: how they fare, two moves, and never a recipient or a text."""

from datetime import timedelta

import pytest
from django.db.models.functions import Now
from django.urls import reverse

from aiss.accounts.models import Role, User
from aiss.mail import pause
from aiss.mail.models import OutgoingEmail, QueuePause, State
from tests.mail.sample import put

LIST = reverse("admin:mail_outgoingemail_changelist")
# Session, person, rights, the pause, the oldest letter; count, filter choices and rows of the list.
LIST_QUERIES = 8
HOUR = timedelta(hours=1)


def make_staff(role: str) -> User:
    return User.objects.create_staff(
        email=f"{role}@example.org", display_name=role.title(), roles=[Role.objects.get(code=role)], language="en"
    )


@pytest.fixture
def keeper(db, client):
    client.force_login(make_staff("administrator"))
    return client


def url(name: str, email: OutgoingEmail) -> str:
    return reverse(f"admin:{name}", args=[email.pk])


def every_page(email: OutgoingEmail) -> list[str]:
    return [
        LIST,
        url("mail_outgoingemail_change", email),
        url("mail_outgoingemail_history", email),
        url("mail_letter_retry", email),
        url("mail_letter_cancel", email),
        reverse("admin:mail_resume"),
    ]


def test_no_page_shows_recipient_or_text(keeper):
    pause.take(QueuePause.Reason.SERVER, 421)
    for secret in (False, True):
        email = put(to="wren.real@example.org", secret=secret)
        for page in every_page(email):
            content = keeper.get(page).content.decode()
            assert "wren.real" not in content
            assert "Dear Wren" not in content


def test_pages_are_closed_without_the_right(client, db):
    email = put()
    client.force_login(make_staff("editor"))

    assert [client.get(page).status_code for page in every_page(email)] == [403] * 6
    assert [client.post(page).status_code for page in every_page(email)[3:]] == [403] * 3
    email.refresh_from_db()
    assert email.state == State.WAITING


def test_pages_ask_a_stranger_to_sign_in(client, db):
    assert [client.get(page).status_code for page in every_page(put())] == [302] * 6


@pytest.mark.parametrize("name", ["mail_outgoingemail_add", "mail_outgoingemail_delete"])
def test_letters_are_neither_added_nor_deleted_by_hand(keeper, name):
    arguments = [put().pk] if name.endswith("delete") else []

    assert keeper.post(reverse(f"admin:{name}", args=arguments)).status_code == 403
    assert OutgoingEmail.objects.count() == len(arguments)


def test_list_shows_how_letters_fare(keeper):
    put(state=State.DEAD, attempts=3, last_code=550, last_error="SMTPRecipientsRefused 5.1.1", due_at=Now() - HOUR)

    content = keeper.get(LIST).content.decode()

    for text in ("Failed", "550", "SMTPRecipientsRefused 5.1.1", "receipt"):
        assert f">{text}<" in content


def test_list_shows_the_pause_and_how_long_letters_wait(keeper):
    put(due_at=Now() - HOUR)
    pause.take(QueuePause.Reason.CREDENTIALS, 535)

    content = keeper.get(LIST).content.decode()

    assert "Sending is paused. The mail server refuses the user name or password. Its answer was 535." in content
    assert "has waited for 60 minutes." in content
    assert reverse("admin:mail_resume") in content


@pytest.mark.parametrize(
    ("fields", "moves"),
    [
        ({}, ["cancel"]),
        ({"attempts": 2, "retry_at": Now() + HOUR}, ["retry", "cancel"]),
        ({"state": State.DEAD}, ["retry"]),
        ({"state": State.DEAD, "forgotten_at": Now()}, []),
        ({"state": State.CANCELLED}, []),
        ({"state": State.SENT, "sent_at": Now()}, []),
    ],
)
def test_letter_offers_the_moves_that_are_possible_now(keeper, fields, moves):
    email = put(**fields)

    content = keeper.get(url("mail_outgoingemail_change", email)).content.decode()

    assert [move for move in ("retry", "cancel") if url(f"mail_letter_{move}", email) in content] == moves


def test_looking_at_a_move_changes_nothing(keeper):
    email = put()

    assert keeper.get(url("mail_letter_cancel", email)).status_code == 200
    assert keeper.get(url("mail_letter_retry", email)).status_code == 200

    email.refresh_from_db()
    assert email.state == State.WAITING


def test_cancelling_takes_the_letter_back(keeper):
    email = put()

    response = keeper.post(url("mail_letter_cancel", email), follow=True)

    email.refresh_from_db()
    assert email.state == State.CANCELLED
    assert [str(message) for message in response.context["messages"]] == ["The letter is cancelled."]


def test_cancelling_a_letter_that_has_left_says_so(keeper):
    email = put(state=State.SENT, sent_at=Now())

    response = keeper.post(url("mail_letter_cancel", email), follow=True)

    [message] = response.context["messages"]
    assert (message.level_tag, str(message)) == ("error", "It is too late to cancel this letter: look at its state.")


def test_retrying_puts_a_failed_letter_back(keeper):
    email = put(state=State.DEAD, attempts=15)

    keeper.post(url("mail_letter_retry", email))

    email.refresh_from_db()
    assert (email.state, email.attempts) == (State.WAITING, 0)


def test_resuming_lets_the_next_sender_try(keeper):
    put()
    pause.take(QueuePause.Reason.CREDENTIALS, 535)

    keeper.post(reverse("admin:mail_resume"))

    assert pause.gate() is pause.Gate.PROBE


def test_unknown_letter_is_not_found(keeper):
    assert keeper.get(reverse("admin:mail_letter_retry", args=[0])).status_code == 404


@pytest.mark.parametrize("letters", [1, 3])
def test_list_costs_the_same_queries_whatever_it_holds(keeper, django_assert_num_queries, letters):
    for _number in range(letters):
        put()
    keeper.get(LIST)

    with django_assert_num_queries(LIST_QUERIES):
        keeper.get(LIST)
