"""Withdrawing, asking to take down, asking for another name."""

import pytest

from aiss.mail.models import OutgoingEmail
from tests.factories import make_author, make_piece_in, make_staff
from tests.submissions.views.walk import sign_in, step, url

pytestmark = pytest.mark.django_db

ASKS = [("ask-takedown", "ask_takedown", "takedown-asked"), ("ask-rename", "ask_rename", "rename-asked")]


@pytest.fixture
def chief():
    return make_staff("chief_editor")


def piece_in(status, chief):
    return make_piece_in(status, handler=chief, author=make_author("b@example.org"))


@pytest.mark.parametrize("status", ["submitted", "in_review", "changes_requested", "proof_sent", "scheduled"])
def test_withdraw_is_open_until_publication(client, chief, status):
    piece = piece_in(status, chief)
    browser = sign_in(client, piece.author)
    assert browser.get(url("withdraw", piece.reference)).status_code == 200
    response = step(browser, "withdraw", {"message": "I changed my mind."}, piece.reference)
    assert response.headers["Location"] == url("piece", piece.reference)
    piece.refresh_from_db()
    assert piece.status == "withdrawn"
    page = browser.get(url("piece", piece.reference)).text
    assert "You have withdrawn the piece." in page
    assert "I changed my mind." in page


def test_withdraw_clicked_twice_withdraws_once(client, chief):
    piece = piece_in("submitted", chief)
    browser = sign_in(client, piece.author)
    for _click in range(2):
        assert step(browser, "withdraw", {}, piece.reference).headers["Location"] == url("piece", piece.reference)
    assert piece.events.filter(action="withdraw").count() == 1
    assert OutgoingEmail.objects.filter(kind="withdrawal").count() == 1


@pytest.mark.parametrize("status", ["published", "declined", "withdrawn"])
def test_withdraw_is_closed_where_there_is_nothing_to_withdraw(client, chief, status):
    piece = piece_in(status, chief)
    browser = sign_in(client, piece.author)
    assert browser.get(url("withdraw", piece.reference)).headers["Location"] == url("piece", piece.reference)
    assert "This is not possible any more." in browser.get(url("piece", piece.reference)).text


def test_withdraw_too_late_gives_the_words_back(client, chief):
    piece = piece_in("published", chief)
    response = step(sign_in(client, piece.author), "withdraw", {"message": "Please do not."}, piece.reference)
    assert response.status_code == 409
    assert "Please do not." in response.text


@pytest.mark.parametrize(("name", "action", "letter"), ASKS)
def test_asking_after_publication_reaches_every_publisher_once(client, chief, name, action, letter):
    make_staff("editor")
    piece = piece_in("published", chief)
    browser = sign_in(client, piece.author)
    seen = browser.get(url(name, piece.reference)).context["last_event"]
    for _click in range(2):
        response = step(browser, name, {"message": "Please, for my safety.", "seen": seen}, piece.reference)
        assert response.headers["Location"] == url("piece", piece.reference)
    piece.refresh_from_db()
    assert piece.urgent_since is not None
    assert piece.events.filter(action=action).count() == 1
    assert OutgoingEmail.objects.filter(kind=letter).count() == 2
    assert "Please, for my safety." in browser.get(url("piece", piece.reference)).text


def test_asking_for_another_name_needs_the_name(client, chief):
    piece = piece_in("published", chief)
    response = step(sign_in(client, piece.author), "ask-rename", {"message": ""}, piece.reference)
    assert response.context["form"].errors == {"message": ["Please write the name that should be printed."]}


@pytest.mark.parametrize(("name", "action", "letter"), ASKS)
def test_asking_before_publication_is_refused(client, chief, name, action, letter):
    piece = piece_in("accepted", chief)
    browser = sign_in(client, piece.author)
    assert browser.get(url(name, piece.reference)).headers["Location"] == url("piece", piece.reference)
    assert step(browser, name, {"message": "Please."}, piece.reference).status_code == 409
    assert OutgoingEmail.objects.filter(kind=letter).count() == 0


@pytest.mark.parametrize("name", ["withdraw", "ask-takedown", "ask-rename"])
def test_moves_looked_at_change_nothing(client, chief, name):
    piece = piece_in("published" if name.startswith("ask") else "submitted", chief)
    events = piece.events.count()
    assert sign_in(client, piece.author).get(url(name, piece.reference)).status_code == 200
    assert piece.events.count() == events
