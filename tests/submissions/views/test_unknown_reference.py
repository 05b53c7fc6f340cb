"""Nobody learns from an address whether a piece of somebody else exists: the answers are the same to the byte."""

import pytest
from django.test import Client

from submissions import urls
from submissions.models import Submission
from tests.factories import make_author, make_piece_in, make_staff
from tests.submissions.views.walk import sign_in, url
from tests.tables import rows

pytestmark = pytest.mark.django_db

UNKNOWN = "AISS-2026-9999"
PAGES = [pattern for pattern in urls.urlpatterns if "reference" in pattern.pattern.converters]
METHODS = ("get", "head", "post", "put", "delete", "options")
FIELDS = {"text": "A long text that somebody typed.", "message": "Please.", "action": "approve", "digest": "0" * 64}


@pytest.fixture(params=["accepted", "proof_sent", "published"])
def piece(request):
    return make_piece_in(request.param, handler=make_staff("chief_editor"))


def answer(client, method, pattern, reference):
    """Return everything that tells one answer from another; where it repeats the address asked for, a mark."""
    number = [1] if "number" in pattern.pattern.converters else []
    path = url(pattern.name, reference, *number)
    response = getattr(client, method)(path, FIELDS if method == "post" else None)
    headers = {name: value.replace(reference, "*") for name, value in response.headers.items()}
    return response.status_code, response.content.replace(reference.encode(), b"*"), headers


def answers_of(client, reference):
    return {
        (pattern.name, method): answer(client, method, pattern, reference) for pattern in PAGES for method in METHODS
    }


def test_pages_with_a_reference_are_the_ones_of_a_piece():
    assert {pattern.name for pattern in PAGES} == {
        "piece",
        "answer",
        "write",
        "proof",
        "proof-page",
        "proof-changes",
        "withdraw",
        "ask-takedown",
        "ask-rename",
        "version",
        "version-docx",
        "version-changes",
    }


@pytest.mark.parametrize("reader", ["nobody", "another author", "somebody of the desk"])
def test_another_authors_reference_is_answered_as_an_unknown_one(piece, reader):
    client = Client()
    if reader == "another author":
        sign_in(client, make_author())
    elif reader == "somebody of the desk":
        client.force_login(make_staff("editor"), backend="aiss.accounts.backends.EmailBackend")
    assert Submission.objects.filter(reference=UNKNOWN).count() == 0
    before = rows()

    found = answers_of(client, piece.reference)

    assert found == answers_of(client, UNKNOWN)
    assert rows() == before
    refused = {302, 403, 200} if reader == "nobody" else {404, 405, 200}
    assert {status for status, _body, _headers in found.values()} <= refused
    assert {status for (_name, method), (status, _body, _headers) in found.items() if method == "get"} == (
        {302} if reader == "nobody" else {404}
    )
