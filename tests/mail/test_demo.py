"""The demo's mailbox: real rows, links to click, and nothing at all outside demo mode."""

import pytest
from django.db.models.functions import Now

from aiss.mail import letters, outbox
from aiss.mail.letters import Link
from aiss.mail.models import OutgoingEmail, State
from tests.mail.sample import VALUES, make_letter, put

LINK = Link("Your page", "http://testserver/en/pieces/AISS-2026-0042/")
# The count and the page of letters, and in the frame the institute's name and the pages about it.
LIST_QUERIES = 4
PAGES = ["/demo/mail/", "/demo/mail/{pk}/", "/demo/mail/{pk}/html/"]


@pytest.fixture
def demo(db, settings):
    settings.DEMO = True


def send(letter: letters.Letter, **fields) -> OutgoingEmail:
    email = put(letter=letter, **fields)
    outbox.deliver_due()
    return email


@pytest.mark.parametrize("page", PAGES)
def test_mailbox_does_not_exist_outside_the_demo(db, client, page):
    address = page.format(pk=put(state=State.SENT, sent_at=Now()).pk)

    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_mailbox_is_only_read(demo, client, page):
    address = page.format(pk=put(state=State.SENT, sent_at=Now()).pk)

    assert client.get(address).status_code == 200
    assert client.post(address).status_code == 405


def test_list_shows_sent_letters_alone_newest_first(demo, client):
    first = send(make_letter(reference="AISS-2026-0001"), to="wren@example.org")
    second = send(make_letter(reference="AISS-2026-0002"), secret=True)
    put(letter=make_letter(reference="AISS-2026-0003"), state=State.DEAD)
    OutgoingEmail.objects.filter(pk=first.pk).update(sent_at="2026-01-01T00:00:00Z")

    response = client.get("/demo/mail/")

    assert [letter.pk for letter in response.context["page"]] == [second.pk, first.pk]
    assert b"wren@example.org" in response.content
    assert b"AISS-2026-0003" not in response.content
    assert "no-store" in response["Cache-Control"]


def test_letter_is_shown_with_links_to_click(demo, client):
    email = send(letters.render("receipt", "en", VALUES | {"name": "<b>Wren</b>"}, links=[LINK]), secret=True)

    content = client.get(f"/demo/mail/{email.pk}/").content.decode()

    assert f'<a href="{LINK.url}" rel="nofollow">{LINK.url}</a>' in content
    assert "&lt;b&gt;Wren&lt;/b&gt;" in content
    assert "<b>Wren</b>" not in content


def test_persian_letter_is_shown_right_to_left(demo, client):
    email = send(make_letter(language="fa"))

    content = client.get(f"/demo/mail/{email.pk}/").content.decode()

    assert '<div class="prose" lang="fa" dir="rtl">' in content


def test_html_part_is_shown_under_a_policy_of_its_own(demo, client):
    email = send(make_letter())

    response = client.get(f"/demo/mail/{email.pk}/html/")

    assert response.content.decode() == email.html
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "style-src 'unsafe-inline'" in policy
    assert "script-src" not in policy


@pytest.mark.parametrize("page", PAGES[1:])
def test_letter_that_was_not_sent_is_not_shown(demo, client, page):
    assert client.get(page.format(pk=put().pk)).status_code == 404


@pytest.mark.parametrize("letter_count", [1, 3])
def test_list_costs_the_same_queries_whatever_it_holds(demo, client, django_assert_num_queries, letter_count):
    for _number in range(letter_count):
        send(make_letter())
    client.get("/demo/mail/")

    with django_assert_num_queries(LIST_QUERIES):
        client.get("/demo/mail/")
