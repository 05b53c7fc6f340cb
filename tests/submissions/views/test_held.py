"""While a decision can be taken back, its author sees the piece as it was before, on every page."""

import datetime

import pytest
from django.utils import timezone

from aiss.mail.models import OutgoingEmail
from submissions.models import Submission
from submissions.services import conversing, deciding
from tests.factories import make_author, make_piece_in, make_staff
from tests.submissions.services.test_taking_back import DECISIONS, VERBS, WITH
from tests.submissions.views.walk import sign_in, step, url
from tests.tables import rows

pytestmark = pytest.mark.django_db

PAGES = ["my", "piece", "answer", "proof", "proof-page", "proof-changes", "withdraw", "write", "ask-takedown"]
PENDING = "The desk is writing to you at this moment."
NEW = {"text": "A new text altogether.", "title": "A Title", "standfirst": "", "asked": "1"}
POSTS = {
    "answer": NEW,
    "withdraw": {"message": "My own words."},
    "write": {"message": "My own words."},
    "proof": {"action": "dispute", "message": "My own words.", "digest": "0" * 64},
}


@pytest.fixture(autouse=True)
def clock(settings, time_machine):
    settings.DECISION_GRACE_MINUTES = 5
    time_machine.move_to("2026-03-02T08:00:00Z", tick=False)
    return time_machine


@pytest.fixture
def chief():
    return make_staff("chief_editor")


def make(status, chief):
    piece = make_piece_in(status, handler=chief, author=make_author("bahar@example.org"))
    Submission.objects.filter(pk=piece.pk).update(held_decision=None, held_until=None)
    piece.refresh_from_db()
    return piece


def everything(browser, piece):
    """Return what each page says, without the tokens of its forms."""
    found = {}
    for name in PAGES:
        response = browser.get(url(name, *([] if name == "my" else [piece.reference])))
        text = "".join(line for line in response.text.splitlines() if "csrfmiddlewaretoken" not in line)
        found[name] = (response.status_code, response.headers.get("Location"), text)
    list(browser.get(url("my")).wsgi_request._messages)
    return found


@pytest.mark.parametrize(("name", "status"), DECISIONS)
def test_every_page_is_the_same_before_while_held_and_after_taking_back(client, chief, name, status):
    piece = make(status, chief)
    browser = sign_in(client, piece.author)
    everything(browser, piece)
    before = everything(browser, piece)
    VERBS[name](piece, chief, WITH)
    assert everything(browser, piece) == before
    deciding.take_back(piece, actor=chief)
    assert everything(browser, piece) == before


@pytest.mark.parametrize(("name", "status"), DECISIONS)
def test_every_page_tells_the_decision_once_it_stands(client, chief, clock, name, status):
    piece = make(status, chief)
    browser = sign_in(client, piece.author)
    before = everything(browser, piece)
    VERBS[name](piece, chief, WITH)
    clock.shift(datetime.timedelta(minutes=5))
    after = everything(browser, piece)
    assert after["piece"] != before["piece"]
    assert after["my"] != before["my"]


@pytest.mark.parametrize("page", POSTS)
@pytest.mark.parametrize(
    ("name", "status"), [("accept", "in_review"), ("decline", "changes_requested"), ("decline", "proof_sent")]
)
def test_authors_forms_are_refused_with_a_sentence_and_the_words_kept(client, chief, name, status, page):
    piece = make(status, chief)
    browser = sign_in(client, piece.author)
    data = dict(POSTS[page])
    if page == "proof" and piece.live_proof:
        data["digest"] = piece.live_proof.digest
    VERBS[name](piece, chief, WITH)
    before = without_drafts()
    response = step(browser, page, data, piece.reference)
    assert response.status_code == 409
    assert PENDING in response.text
    kept = response.text if "message" in data else f"{response.text} {response.context['text']}"
    assert data.get("message", "words") in kept
    assert without_drafts() == before


def without_drafts():
    return {table: found for table, found in rows().items() if "draft" not in table}


def test_letters_of_the_decision_are_not_listed_before_they_leave(client, chief, clock):
    piece = make("in_review", chief)
    browser = sign_in(client, piece.author)
    deciding.accept(piece, actor=chief)
    kinds = [str(letter.kind) for letter in browser.get(url("piece", piece.reference)).context["letters"]]
    assert kinds == ["Receipt"]
    clock.shift(datetime.timedelta(minutes=5))
    kinds = [str(letter.kind) for letter in browser.get(url("piece", piece.reference)).context["letters"]]
    assert kinds == ["Acceptance", "Receipt"]


def test_request_made_anew_is_the_one_that_counts(client, chief, clock):
    piece = make("in_review", chief)
    browser = sign_in(client, piece.author)
    deciding.request_changes(piece, actor=chief, message="A hasty word.")
    deciding.take_back(piece, actor=chief)
    deciding.request_changes(piece, actor=chief, message="A kind word.")
    clock.shift(datetime.timedelta(minutes=5))
    for name in ("piece", "answer"):
        page = browser.get(url(name, piece.reference)).text
        assert "A kind word." in page
        assert "A hasty word." not in page
    assert "hasty" not in "".join(
        letter.text for letter in OutgoingEmail.objects.filter(due_at__lte=timezone.now()).exclude(state="cancelled")
    )


def test_whatever_the_desk_does_next_shows_the_author_where_the_piece_stands(client, chief):
    piece = make("in_review", chief)
    browser = sign_in(client, piece.author)
    deciding.accept(piece, actor=chief)
    assert "With an editor" in browser.get(url("piece", piece.reference)).text
    conversing.write(piece, actor=chief, message="We are glad.")
    assert "Accepted, being edited" in browser.get(url("piece", piece.reference)).text


@pytest.mark.parametrize("number", [1, 3])
def test_list_of_pieces_takes_the_same_queries_with_decisions_held(client, chief, number, django_assert_num_queries):
    author = make_author("bahar@example.org")
    for _piece in range(number):
        deciding.accept(make_piece_in("in_review", handler=chief, author=author), actor=chief)
    browser = sign_in(client, author)
    browser.get(url("my"))
    with django_assert_num_queries(6):
        assert "With an editor" in browser.get(url("my")).text
