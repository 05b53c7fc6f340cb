import datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError

from aiss.accounts import limits, passwords
from aiss.accounts.models import PasswordReset, User
from aiss.accounts.sign_in import ADDRESS_SCOPE
from aiss.mail import outbox
from aiss.mail.models import Lane, State
from tests.accounts.making import NETWORK, PASSWORD, letters_to, mailed_token, make_staff, statements_of

pytestmark = pytest.mark.django_db

ADDRESS = "nadia@example.org"
NEW = "another long password"
NOON = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)


def send(address: str = ADDRESS, network: str = NETWORK) -> None:
    passwords.send_reset(address=address, network=network)


def test_staff_get_a_link_that_sets_a_new_password_once():
    user = make_staff("Nadia", "editor")
    with time_machine.travel(NOON, tick=False):
        send("Nadia@Example.org")
        token = mailed_token(ADDRESS)
        passwords.reset(token=token, password=NEW)

    assert User.objects.get(pk=user.pk).check_password(NEW)
    (letter,) = letters_to(ADDRESS)
    assert (letter.kind, letter.lane, letter.secret) == ("password-reset", Lane.CODE, True)
    assert letter.expires_at == NOON + datetime.timedelta(hours=1)
    with time_machine.travel(NOON, tick=False), pytest.raises(passwords.LinkRefused):
        passwords.reset(token=token, password=PASSWORD)


def test_older_links_die_with_the_use_of_one():
    make_staff("Nadia", "editor")
    send()
    first = mailed_token(ADDRESS)
    send()

    passwords.reset(token=mailed_token(ADDRESS), password=NEW)

    with pytest.raises(passwords.LinkRefused):
        passwords.reset(token=first, password=PASSWORD)


def test_link_expires_after_an_hour():
    make_staff("Nadia", "editor")
    with time_machine.travel(NOON, tick=False):
        send()
    with time_machine.travel(NOON + datetime.timedelta(hours=1), tick=False), pytest.raises(passwords.LinkRefused):
        passwords.reset(token=mailed_token(ADDRESS), password=NEW)

    assert User.objects.by_email(ADDRESS).check_password(PASSWORD)


def test_weak_password_is_refused_and_leaves_the_link_usable():
    make_staff("Nadia", "editor")
    send()

    with pytest.raises(ValidationError):
        passwords.reset(token=mailed_token(ADDRESS), password="short")

    assert passwords.person_with_reset(mailed_token(ADDRESS)) == User.objects.by_email(ADDRESS)


def test_new_password_forgets_the_wrong_tries():
    user = make_staff("Nadia", "editor")
    limits.hit(scope=ADDRESS_SCOPE, key=user.email_index, limit=1, seconds=900)
    send()

    passwords.reset(token=mailed_token(ADDRESS), password=NEW)

    limits.hit(scope=ADDRESS_SCOPE, key=user.email_index, limit=1, seconds=900)


@pytest.mark.parametrize("whose", ["nobody", "author", "inactive staff"])
def test_letter_to_anybody_but_active_staff_is_never_sent_and_its_link_opens_nothing(whose):
    if whose == "author":
        User.objects.create_author(email=ADDRESS, language="en")
    if whose == "inactive staff":
        User.objects.filter(pk=make_staff("Nadia", "editor").pk).update(is_active=False)
    send()
    token = mailed_token(ADDRESS)

    outbox.deliver_due()

    assert [letter.state for letter in letters_to(ADDRESS)] == [State.CANCELLED]
    with pytest.raises(passwords.LinkRefused):
        passwords.reset(token=token, password=NEW)


def test_known_and_unknown_address_take_the_same_path():
    make_staff("Nadia", "editor")
    statements = []
    for address in (ADDRESS, "nobody@example.org"):
        send("warm@example.org")
        statements.append(statements_of(lambda to=address: send(to)))

    assert statements[0] == statements[1]


def test_sixth_letter_for_an_address_within_an_hour_is_refused():
    make_staff("Nadia", "editor")
    for number in range(5):
        send(network=f"network {number}")

    with pytest.raises(limits.LimitReached):
        send(network="another")

    assert PasswordReset.objects.count() == 5


def test_twenty_first_letter_from_a_network_is_refused():
    for number in range(20):
        send(f"person{number}@example.org")

    with pytest.raises(limits.LimitReached):
        send("another@example.org")
