"""People, letters and simultaneous calls for the tests of accounts."""

import re
import threading
from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext

from aiss.accounts.models import Role, User
from aiss.mail.models import OutgoingEmail

PASSWORD = "seven quiet bridges"
NETWORK = "a-network"


def make_staff(name: str, *roles: str, language: str = "en", password: str = PASSWORD) -> User:
    """Return active staff called `name`, with the address <name>@example.org and the roles of these codes."""
    user = User.objects.create_staff(
        email=f"{name.lower()}@example.org",
        display_name=name,
        roles=Role.objects.named(*roles),
        language=language,
    )
    user.set_password(password)
    user.save()
    return user


def letters_to(address: str) -> list[OutgoingEmail]:
    return [letter for letter in OutgoingEmail.objects.order_by("pk") if letter.recipient == address]


def mailed_code(address: str) -> str:
    """Return the code in the newest letter to `address`, as printed there."""
    return re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", letters_to(address)[-1].text).group()


def mailed_path(address: str) -> str:
    """Return the path of the link to the staff's pages in the newest letter to `address`."""
    return re.search(r"http://testserver(/staff/\S+/)", letters_to(address)[-1].text).group(1)


def mailed_token(address: str) -> str:
    return mailed_path(address).rstrip("/").rsplit("/", 1)[1]


def statements_of(call: Callable[[], object]) -> list[str]:
    """Return the SQL that `call` runs, without its values."""
    with CaptureQueriesContext(connection) as captured:
        call()
    return [re.sub(r"'[^']*'|\bs\d+_x\d+|\b\d+\b", "?", query["sql"]) for query in captured]


def at_once(*calls: Callable[[], object]) -> list[object]:
    """Start every call at the same moment, each with its own connection; return what each gave back or raised."""
    outcomes: list[object] = [None] * len(calls)
    start = threading.Barrier(len(calls))

    def run(place: int, call: Callable[[], object]) -> None:
        start.wait(timeout=10)
        try:
            outcomes[place] = call()
        except Exception as error:
            outcomes[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, call)) for place, call in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return outcomes
