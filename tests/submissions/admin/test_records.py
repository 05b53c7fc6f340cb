"""The records: nothing at the desk changes or deletes what happened."""

import re
from functools import cache

import pytest
from django.contrib import admin
from django.db import connection, transaction
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from aiss.accounts.models import Role
from submissions.models import (
    Attachment,
    Decision,
    Event,
    EventText,
    IdentityLook,
    Letter,
    Version,
)
from submissions.services import conversing, deciding, reviewing
from submissions.services.moving import Mailed
from tests.factories import make_piece_in, make_staff
from tests.submissions.admin.conftest import address, post, signed_in
from tests.tables import plain

RECORDS = (Event, EventText, Attachment, Decision, Letter, Version, IdentityLook)
TABLES = {model._meta.db_table for model in RECORDS}
ROLES = ("editor", "chief_editor", "administrator")
DELETE = {"post": "yes", "_confirm": "1", "action": "delete_selected", "index": "0", "DELETE": "on", "_save": "1"}


@cache
def routes():
    """Return the route of every address of the admin, such as `admin/accounts/user/<int:pk>/`."""
    return sorted(route for route in walk(get_resolver()) if route.startswith("admin/") and "(?P<" not in route)


def walk(resolver, prefix=""):
    for pattern in resolver.url_patterns:
        route = f"{prefix}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from walk(pattern, route)
        elif isinstance(pattern, URLPattern):
            yield route


def addresses(piece):
    """Return every address of the admin, with the ids of `piece` and its parts in the places of names.

    Where an address takes the id of any object, it is that of a record of each kind, in turn.
    """
    ids = {
        "pk": piece.pk,
        "letter": Letter.objects.latest("pk").pk,
        "person": piece.contributors.get().pk,
        "proof": piece.proofs.latest("pk").pk,
        "review": piece.reviews.latest("pk").pk,
        "token": "none",
        "kind": "receipt",
        "language": "en",
        "move": "hide",
    }
    records = sorted({model.objects.latest("pk").pk for model in RECORDS})
    for route in routes():
        for record in records if "object_id" in route else records[:1]:
            known = ids | {"object_id": record}
            path = re.sub(r"<(?:\w+:)?(\w+)>", lambda name, known=known: str(known.get(name[1], 1)), route)
            yield f"/{path}"


@pytest.fixture
def piece(chief):
    """Return a piece with something in every table of records."""
    piece = make_piece_in("in_review", handler=chief)
    mailed = Mailed(text="My answer, by mail.", filename="answer.eml", content=b"From: somebody")
    conversing.write_back(piece, actor=chief, message="My answer, by mail.", mailed=mailed)
    reviewing.ask(piece, actor=chief, name="Nilab", address="nilab@example.org", language="en")
    deciding.accept(piece, actor=chief, reason="No need to wait for it.")
    post(signed_in(chief), piece, "send_proof", due_on="2030-01-01")
    IdentityLook.objects.create(submission=piece, seen_by=chief, reason="Contract")
    return piece


def records():
    """Return every row of the tables of records, as the database holds it."""
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(TABLES):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names of our own tables
            found[table] = {tuple(map(plain, row)) for row in cursor.fetchall()}
    return found


@pytest.mark.parametrize("roles", [("editor",), ROLES], ids=["an editor", "every right"])
def test_no_address_of_the_admin_changes_or_deletes_a_record(piece, roles):
    user = make_staff()
    user.roles.set(Role.objects.filter(code__in=roles))
    before = records()
    assert [table for table, found in before.items() if not found] == []
    data = DELETE | {"_selected_action": [row[0] for row in before[Event._meta.db_table]]}
    places = list(addresses(piece))
    for place in places:
        with transaction.atomic():
            client = signed_in(user)
            answers = [client.get(place).status_code, client.post(place, data).status_code]
            after = records()
            transaction.set_rollback(True)
        assert [table for table, found in before.items() if found - after[table]] == [], place
        assert max(answers) < 500, place
    assert len(places) > len(routes())


def test_no_record_has_pages_of_its_own():
    assert [model for model in RECORDS if model in admin.site._registry] == []
    names = [f"{model._meta.app_label}/{model._meta.model_name}/" for model in RECORDS]
    assert [route for route in routes() if any(name in route for name in names)] == []


@pytest.mark.parametrize("model", RECORDS)
@pytest.mark.parametrize("role", ROLES)
def test_nobody_has_djangos_permissions_on_a_record(db, role, model):
    user = make_staff(role)
    verbs = ("add", "change", "delete", "view")
    label = f"{model._meta.app_label}.%s_{model._meta.model_name}"
    assert [user.has_perm(label % verb) for verb in verbs] == [False] * 4


def test_every_move_leaves_who_when_what_and_why(desk, chief):
    piece = make_piece_in("declined", handler=chief)
    post(desk["chief"], piece, "reopen", reason="New facts.", handler=chief.pk)
    event = piece.events.latest("pk")
    assert (event.actor, event.as_who, event.action) == (chief, "chief editor", "reopen")
    assert (event.from_status, event.to_status) == ("declined", "in_review")
    assert (timezone.now() - event.at).total_seconds() < 60
    assert event.texts.get().text == "New facts."
    page = desk["chief"].get(address(piece)).text
    assert [word in page for word in ("Reopened", "New facts.", chief.display_name)] == [True] * 3
