"""Going on later, on another device, or not at all."""

import pytest
from django.test import Client

from aiss.mail.models import OutgoingEmail
from submissions.models import Draft, DraftLink
from submissions.services import confirming
from tests.submissions.views.walk import (
    DETAILS,
    draft_of,
    newest_link,
    step,
    url,
    walk_to_details,
    walk_to_preview,
)

pytestmark = pytest.mark.django_db


def test_later_without_a_draft_begins_at_the_start(client):
    assert client.get(url("later")).headers["Location"] == url("start")


def test_later_asks_for_an_address_and_mails_the_private_link(client):
    walk_to_details(client)
    assert client.get(url("later")).status_code == 200
    assert step(client, "later", {"email": "Bahar@example.org"}).headers["Location"] == url("later")
    letter = OutgoingEmail.objects.get()
    assert (letter.kind, letter.recipient, letter.secret) == ("draft-link", "bahar@example.org", True)
    assert newest_link("draft-link").startswith("/en/submit/link/")
    assert "The private link is on its way to you." in client.get(url("later")).text


def test_later_knows_the_address_that_was_typed(client):
    walk_to_details(client)
    step(client, "details", {**DETAILS, "action": "later"})
    assert 'value="bahar@example.org"' in client.get(url("later")).text


def test_later_with_a_bad_address_says_so(client):
    walk_to_details(client)
    response = step(client, "later", {"email": "nowhere"})
    assert "Write an e-mail address, such as name@example.org." in response.text
    assert OutgoingEmail.objects.count() == 0


def test_later_beyond_the_limit_says_when(client, monkeypatch):
    monkeypatch.setitem(confirming.LINKS_PER_HOUR, "address", 0)
    walk_to_details(client)
    response = step(client, "later", {"email": "bahar@example.org"})
    assert response.status_code == 429
    assert "There were too many tries." in response.text


@pytest.fixture
def link(client) -> str:
    walk_to_preview(client)
    step(client, "later", {"email": "bahar@example.org"})
    return newest_link("draft-link")


def test_link_looked_at_changes_nothing(client, link):
    digest = Draft.objects.get().token_digest
    other = Client()
    response = other.get(link)
    assert response.status_code == 200
    assert "A Bridge Nobody Crosses" not in response.text
    assert "draft" not in response.cookies
    assert Draft.objects.get().token_digest == digest
    assert draft_of(client) is not None


def test_link_opens_the_draft_on_another_device_and_works_again(client, link):
    other = Client()
    assert other.post(link).headers["Location"] == url("preview")
    assert draft_of(other).fields["title"] == "A Bridge Nobody Crosses"
    assert draft_of(client) is None
    assert client.post(link).headers["Location"] == url("preview")
    assert draft_of(client) is not None


def test_link_opened_where_another_draft_is_warns(link):
    other = Client()
    walk_to_details(other)
    assert "This browser holds another draft." in other.get(link).text


@pytest.mark.parametrize("method", ["get", "post"])
def test_link_unknown_or_of_a_deleted_draft_is_answered_alike(client, link, method):
    Draft.objects.all().delete()
    answers = [getattr(Client(), method)(address) for address in (link, url("draft-link", "x" * 43))]
    assert [answer.status_code for answer in answers] == [410, 410]
    assert all("We cannot find this draft any more." in answer.text for answer in answers)


def test_discard_asks_first_and_then_erases_everything(client, link):
    assert client.get(url("discard")).status_code == 200
    assert Draft.objects.count() == 1
    response = step(client, "discard")
    assert response.headers["Location"] == url("start")
    assert response.cookies["draft"]["max-age"] == 0
    assert (Draft.objects.count(), DraftLink.objects.count()) == (0, 0)
    assert "The draft is deleted." in client.get(url("start")).text


def test_discard_without_a_draft_does_nothing(client):
    assert client.get(url("discard")).headers["Location"] == url("start")
    assert step(client, "discard").headers["Location"] == url("start")
