import datetime

import pytest
import time_machine
from django.db import connection, transaction

from aiss.accounts import codes, limits
from aiss.accounts.models import SignInCode, User
from aiss.mail.letters import Link
from aiss.mail.models import Lane, OutgoingEmail
from tests.accounts.making import NETWORK, letters_to, mailed_code, statements_of

pytestmark = pytest.mark.django_db

ADDRESS = "soraya@example.org"
NOON = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)


def send(address: str = ADDRESS, network: str = NETWORK, language: str = "en", **more) -> None:
    codes.send(address=address, language=language, network=network, **more)


def test_code_is_mailed_before_all_other_letters_and_expires():
    with time_machine.travel(NOON, tick=False):
        send()

    (letter,) = letters_to(ADDRESS)
    assert (letter.kind, letter.language, letter.lane, letter.secret) == ("code", "en", Lane.CODE, True)
    assert letter.expires_at == NOON + datetime.timedelta(minutes=60)
    assert letter.subject == "Your sign-in code"
    assert "60 minutes" in letter.text


def test_code_is_eight_plain_characters_in_two_halves():
    send()

    code = mailed_code(ADDRESS)
    assert len(code) == 9
    assert set(code.replace("-", "")) <= set("34679CDFGHJKMNPQRTVWXY")


def test_code_is_written_in_the_language_asked_for():
    send(language="fa")

    (letter,) = letters_to(ADDRESS)
    assert (letter.language, letter.subject) == ("fa", "کد ورود شما")
    assert "۶۰" in letter.text
    assert mailed_code(ADDRESS) in letter.text


def test_code_letter_carries_the_links_given():
    send(links=[Link(label="The page", url="http://testserver/en/code/")])

    assert "The page\nhttp://testserver/en/code/" in letters_to(ADDRESS)[0].text


def test_neither_code_nor_address_is_stored_in_clear():
    send()

    code = mailed_code(ADDRESS).replace("-", "")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM accounts_signincode")
        stored = str(cursor.fetchall())
    assert code not in stored
    assert "soraya" not in stored


def test_sending_makes_no_account():
    send()

    assert User.objects.by_email(ADDRESS) is None


def test_known_and_new_address_take_the_same_path():
    User.objects.create_author(email="known@example.org", language="en")
    statements, letters = [], []
    for address in ("known@example.org", "fresh@example.org"):
        send("warm@example.org")
        statements.append(statements_of(lambda to=address: send(to)))
        (letter,) = letters_to(address)
        letters.append((letter.subject, letter.text.replace(mailed_code(address), "CODE")))

    assert statements[0] == statements[1]
    assert "accounts_user" not in " ".join(statements[0])
    assert letters[0] == letters[1]


def test_sixth_code_for_an_address_within_an_hour_is_refused_and_nothing_is_sent():
    with time_machine.travel(NOON, tick=False):
        for number in range(5):
            send(network=f"network {number}")
        with pytest.raises(limits.LimitReached):
            send("SORAYA@example.org", network="another")

    assert len(letters_to(ADDRESS)) == 5
    assert SignInCode.objects.count() == 5
    with time_machine.travel(NOON + datetime.timedelta(hours=1), tick=False):
        send()
    assert len(letters_to(ADDRESS)) == 6


def test_twenty_first_code_from_a_network_is_refused():
    for number in range(20):
        send(f"author{number}@example.org")

    with pytest.raises(limits.LimitReached):
        send("another@example.org")

    assert OutgoingEmail.objects.count() == 20
    send("another@example.org", network="elsewhere")


def test_code_five_hundred_and_one_within_an_hour_is_refused():
    limits.hit(scope="code-overall", key="all", limit=500, seconds=3600)
    counter = limits.LimitCounter.objects.get()
    counter.count = 499
    counter.save()

    send()
    with pytest.raises(limits.LimitReached):
        send("another@example.org", network="elsewhere")

    assert OutgoingEmail.objects.count() == 1


@pytest.mark.parametrize("address", ["a@example.org\r\nBcc: b@example.org", "=?utf-8?q?a?=@example.org"])
def test_impossible_address_is_refused_and_counts_nothing(address):
    with pytest.raises(ValueError, match="address"):
        send(address)

    assert limits.LimitCounter.objects.count() == 0


def test_code_belongs_to_the_transaction_it_is_sent_in():
    with transaction.atomic():
        send()
        transaction.set_rollback(True)

    assert (SignInCode.objects.count(), OutgoingEmail.objects.count()) == (0, 0)
