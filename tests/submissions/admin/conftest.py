"""The people of the desk, signed in, and what the tests of its pages ask of an answer."""

import pytest
from django import forms
from django.test import Client
from django.urls import reverse

from submissions.services.moving import last_event_id
from tests.factories import make_staff


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def address(piece, name="change", *args):
    return reverse(f"admin:submissions_submission_{name}", args=[piece.pk, *args])


def letter_of(client, piece, move):
    """Return the letter that the page of `move` offers, as a browser would send it back."""
    return client.get(address(piece, move)).context["form"]["letter"].value()


def as_shown(form):
    """Return what a browser would send of a form that nobody has touched: its letter, and the first of its choices."""
    sent = {}
    for field in form:
        if field.name == "letter":
            sent["letter"] = field.value().replace("\n", "\r\n")
        elif isinstance(field.field, forms.ChoiceField) and field.field.choices:
            sent[field.name] = field.field.choices[0][0]
    return sent


def post(client, piece, move, **data):
    """Send the form of `move` as its page shows it, changed by `data`."""
    page = client.get(address(piece, move))
    sent = as_shown(page.context["form"]) if page.status_code == 200 else {}
    return client.post(address(piece, move), {"seen": last_event_id(piece)} | sent | data)


@pytest.fixture
def editor(db):
    return make_staff("editor", display_name="Mina Sadat")


@pytest.fixture
def other_editor(db):
    return make_staff("editor", display_name="Karim Wardak")


@pytest.fixture
def chief(db):
    return make_staff("chief_editor", display_name="Laila Rahmani")


@pytest.fixture
def desk(editor, other_editor, chief):
    """Return a client for each person of a desk of three."""
    return {"editor": signed_in(editor), "other": signed_in(other_editor), "chief": signed_in(chief)}
