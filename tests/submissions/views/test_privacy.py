"""Every author's address: kept by nobody, changed by no GET, and safe against forms from elsewhere."""

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from submissions.urls import urlpatterns
from tests.factories import make_author, make_piece_in, make_staff
from tests.submissions.views.walk import DETAILS, TEXT, newest_link, sign_in, step, url, walk_to_preview

pytestmark = pytest.mark.django_db

PUBLIC = {"write-for-us"}  # tried in test_write_for_us.py
NAMES = [pattern.name for pattern in urlpatterns if pattern.name not in PUBLIC]


def rows() -> dict[str, int]:
    """Return how many rows there are of everything that a page could write; looking around makes no session either."""
    return {model._meta.label: model._base_manager.count() for model in apps.get_models() if not model._meta.proxy}


def address(name: str, piece) -> str:
    pattern = next(pattern for pattern in urlpatterns if pattern.name == name)
    values = {
        "reference": piece.reference,
        "number": 1,
        "pk": 1,
        "token": "x" * 43,
        "signed": "x" * 43,
        "answer": "sent",
    }
    return reverse(f"submissions:{name}", kwargs={key: values[key] for key in pattern.pattern.converters})


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("is_signed_in", [True, False])
def test_every_page_is_private_and_no_get_changes_anything(client, name, is_signed_in):
    piece = make_piece_in("proof_sent", handler=make_staff("chief_editor"))
    walk_to_preview(client)
    if is_signed_in:
        sign_in(client, piece.author)
    before = rows()
    response = client.get(address(name, piece))
    assert rows() == before
    if response.status_code != 404:
        assert response.headers["Cache-Control"] == "no-store, private"
        assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert response.headers["Referrer-Policy"] == "same-origin"
        assert response.cookies.keys() <= {"csrftoken", "session"}


@pytest.mark.parametrize("kind", ["draft-link", "name-to-confirm"])
def test_mailed_links_looked_at_change_nothing(client, kind):
    person = {"public_name": "Nur", "role_line": "", "bio": "", "address": "nur@example.org"}
    make_piece_in("submitted", handler=make_staff("chief_editor"), coauthors=[person])
    walk_to_preview(client)
    step(client, "later", {"email": "bahar@example.org"})
    before = rows()
    assert Client().get(newest_link(kind)).status_code == 200
    assert rows() == before


def test_no_word_of_a_draft_enters_the_session(client):
    sign_in(client, make_author("bahar@example.org"))
    step(client, "start", {"text": TEXT})
    step(client, "details", {**DETAILS, "title": "Findable Title", "action": "back"})
    client.get(url("start"))
    stored = [session.get_decoded() for session in Session.objects.all()]
    assert "Findable" not in str(stored)
    assert "first paragraph" not in str(stored)


def test_stale_form_gives_the_words_back_but_no_code_or_password(client):
    strict = Client(enforce_csrf_checks=True)
    typed = {"text": "A long text. " * 30, "title": "Short Title", "code": "SECR-ETXX", "password": "hunter2hunter2"}
    response = strict.post(url("details"), typed)
    assert response.status_code == 403
    assert "The form was too old." in response.text
    assert typed["text"] in response.text
    assert "Short Title" in response.text
    assert "SECR-ETXX" not in response.text
    assert "hunter2" not in response.text
    assert response.headers["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize("name", ["start", "details", "preview", "code", "sign-in", "sign-out"])
def test_forms_from_elsewhere_are_refused(name):
    strict = Client(enforce_csrf_checks=True)
    before = rows()
    response = strict.post(url(name), {"text": TEXT}, headers={"origin": "https://evil.example"})
    assert response.status_code == 403
    assert rows() == before


def test_words_from_elsewhere_are_shown_as_words():
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(url("details"), {"text": "</textarea><script>alert(1)</script>" * 5})
    assert "<script>alert" not in response.text
