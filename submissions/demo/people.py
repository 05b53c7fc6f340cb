"""Who works at the demo's desk. Their passwords are known to everybody, so they exist in demo mode alone."""

from typing import NamedTuple

from django.contrib.auth.hashers import make_password
from django.db import transaction

from aiss.accounts.models import Role, User

PASSWORD = "try-the-demo-desk"  # noqa: S105 - made to be printed


class SignIn(NamedTuple):
    """How one of the staff signs in; `role` is the code of a seeded role."""

    name: str
    role: str
    address: str
    password: str
    language: str


CHIEF = SignIn("Farhad Kohsar", "chief_editor", "chief@example.org", PASSWORD, "fa")
EDITOR = SignIn("Laila Sorush", "editor", "editor@example.org", PASSWORD, "en")
SECOND_EDITOR = SignIn("Spogmai Sapand", "editor", "editor2@example.org", PASSWORD, "ps")
ADMINISTRATOR = SignIn("Idris Karwan", "administrator", "admin@example.org", PASSWORD, "en")
SIGN_INS = (CHIEF, EDITOR, SECOND_EDITOR, ADMINISTRATOR)

# Authors whom it is worth being; they sign in with a code, as every author does
AUTHORS = {
    "golnar.taimani@example.org": "is asked for changes",
    "shirin.chindawoli@example.org": "has a proof to approve (Persian)",
    "javid.hirmandi@example.org": "has three pieces (Persian, English)",
    "sitara.bamdad@example.org": "writes under a pen name",
}


def make_staff() -> dict[SignIn, User]:
    """Return the account of everybody in SIGN_INS, made now where it is missing; one that is there stays as it is."""
    staff = {person: User.objects.by_email(person.address) for person in SIGN_INS}
    missing = [person for person, user in staff.items() if user is None]
    password = make_password(PASSWORD) if missing else ""  # once: it is slow on purpose
    return staff | {person: _make(person, password) for person in missing}


@transaction.atomic
def _make(person: SignIn, password: str) -> User:
    user = User.objects.create_staff(
        email=person.address,
        display_name=person.name,
        roles=[Role.objects.get(code=person.role)],
        language=person.language,
    )
    user.password = password
    user.save(update_fields=["password"])
    return user
