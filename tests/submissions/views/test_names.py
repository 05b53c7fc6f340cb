"""A co-author confirms the printed name through the letter's link alone."""

import pytest

from submissions.models import Contributor
from submissions.services import withdrawing
from tests.factories import make_author, make_piece
from tests.submissions.views.walk import newest_link, url

pytestmark = pytest.mark.django_db

PERSON = {
    "public_name": "Nur Ahmad",
    "role_line": "Researcher",
    "bio": "Nur Ahmad is a researcher.",
    "address": "nur@example.org",
}


@pytest.fixture
def piece():
    return make_piece(make_author("b@example.org"), coauthors=[PERSON])


@pytest.fixture
def link(piece) -> str:
    return newest_link("name-to-confirm")


def person() -> Contributor:
    return Contributor.objects.get(is_submitting=False)


def test_name_looked_at_shows_what_will_be_printed_and_changes_nothing(client, piece, link):
    page = client.get(link).text
    for words in ("Nur Ahmad", "Researcher", "Nur Ahmad is a researcher.", piece.title):
        assert words in page
    assert "nur@example.org" not in page
    assert "b@example.org" not in page
    assert person().confirmed_at is None


def test_name_confirmed_twice_is_confirmed_once(client, piece, link):
    for _click in range(2):
        assert "You have confirmed this." in client.post(link).text
    assert person().confirmed_at is not None
    assert piece.events.filter(action="name_confirmed").count() == 1


@pytest.mark.parametrize("method", ["get", "post"])
def test_name_link_that_is_unknown_or_of_a_closed_piece_is_answered_alike(client, piece, link, method):
    withdrawing.withdraw(piece, actor=piece.author)
    answers = [getattr(client, method)(address) for address in (link, url("confirm-name", "x" * 43))]
    assert [answer.status_code for answer in answers] == [410, 410]
    assert all("This link is not valid any more." in answer.text for answer in answers)
    assert person().confirmed_at is None
