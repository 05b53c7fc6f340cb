"""Who stands behind made-up pieces: editors nobody can sign in as, and authors with addresses that reach nobody."""

import random

from aiss.accounts.addresses import address_index
from aiss.accounts.models import Role, User
from publishing.loading.batch import Batch

EDITORS = (
    ("fill-chief@example.org", "Chief of the full desk", "chief_editor", "en"),
    ("fill-one@example.org", "First of the full desk", "editor", "en"),
    ("fill-two@example.org", "Second of the full desk", "editor", "fa"),
    ("fill-three@example.org", "Third of the full desk", "editor", "ps"),
)
NEW_AUTHOR = 0.4  # of the pieces; the others come from somebody who has sent one before
NO_PASSWORD = "!"  # noqa: S105 - Django's mark of a password that nobody can have


def make_editors() -> list[User]:
    """Return the four editors of a full desk, made where they are missing; they have no password."""
    return [
        User.objects.by_email(address)
        or User.objects.create_staff(
            email=address, display_name=name, roles=[Role.objects.get(code=role)], language=language
        )
        for address, name, role, language in EDITORS
    ]


class Authors:
    """Hands out authors, now and then a new one."""

    def __init__(self, batch: Batch, dice: random.Random, first_number: int) -> None:
        self._batch = batch
        self._dice = dice
        self._number = first_number
        self._known: list[User] = []

    def one(self, language: str) -> User:
        if not self._known or self._dice.random() < NEW_AUTHOR:
            self._known.append(self._new(language))
            return self._known[-1]
        return self._dice.choice(self._known)

    def _new(self, language: str) -> User:
        self._number += 1
        address = f"fill-author-{self._number}@example.org"
        return self._batch.add(
            User(email=address, email_index=address_index(address), language=language, password=NO_PASSWORD)
        )
