"""The author's list and the page of one piece: what they show, to whom, and in how many queries."""

import pytest
from django.test import Client

from aiss.mail.models import OutgoingEmail, State
from submissions.models import Draft, EventText, Submission
from submissions.services import aftercare, claiming, deciding, drafting
from submissions.services.moving import LetterChoice
from tests.factories import make_author, make_draft, make_piece, make_piece_in, make_staff
from tests.submissions.views.walk import draft_of, sign_in, step, url

pytestmark = pytest.mark.django_db

ACTIONS = {
    "submitted": ["Withdraw the piece"],
    "in_review": ["Withdraw the piece"],
    "changes_requested": ["Send a new version", "Withdraw the piece"],
    "accepted": ["Withdraw the piece"],
    "proof_sent": ["Read the final page and answer", "Withdraw the piece"],
    "approved": ["Withdraw the piece"],
    "scheduled": ["Withdraw the piece"],
    "published": ["Ask to change my name", "Ask to take this down"],
    "declined": [],
    "withdrawn": [],
}


@pytest.fixture
def author():
    return make_author("bahar@example.org")


@pytest.fixture
def chief():
    return make_staff("chief_editor", display_name="Zohra Secretname")


@pytest.fixture
def browser(client, author):
    return sign_in(client, author)


@pytest.mark.parametrize("number", [1, 3])
def test_my_list_takes_the_same_queries_for_any_number(browser, author, chief, number, django_assert_num_queries):
    for _piece in range(number):
        make_piece_in("published", handler=chief, author=author)
        make_draft(email=author.email)
    browser.get(url("my"))
    with django_assert_num_queries(6):  # session, person, pieces with articles, drafts, the site's words and its pages
        page = browser.get(url("my"))
    assert len(page.context["rows"]) == number
    assert len(page.context["drafts"]) == number


@pytest.mark.parametrize("number", [1, 3])
def test_piece_page_takes_the_same_queries_for_any_history(browser, author, chief, number, django_assert_num_queries):
    piece = make_piece(author)
    claiming.claim(piece, actor=chief)
    for _round in range(number):
        claiming.release(piece, actor=chief)
        claiming.claim(piece, actor=chief)
    browser.get(url("piece", piece.reference))
    with django_assert_num_queries(9):  # session, person, piece, rights, versions, events, texts, letters, pages
        browser.get(url("piece", piece.reference))


def test_my_list_shows_own_pieces_alone(browser, author):
    own, other = make_piece(author, title="Mine"), make_piece(title="Not Mine")
    page = browser.get(url("my")).text
    assert own.reference in page
    assert other.reference not in page
    assert "Not Mine" not in page


def test_my_list_offers_drafts_under_the_address_and_no_others(browser, author):
    make_draft(email=author.email, title="Begun")
    other = make_draft(title="Of Somebody Else")
    page = browser.get(url("my")).text
    assert "Begun" in page
    assert "Of Somebody Else" not in page
    assert step(browser, "open-draft", {"action": "open"}, other.pk).status_code == 404


def test_my_draft_is_opened_here_or_deleted(browser, author):
    draft = make_draft(email=author.email)
    assert browser.get(url("open-draft", draft.pk)).headers["Location"] == url("my")
    assert step(browser, "open-draft", {"action": "open"}, draft.pk).headers["Location"] == url("preview")
    assert draft_of(browser) == draft
    assert step(browser, "open-draft", {"action": "delete"}, draft.pk).headers["Location"] == url("my")
    assert Draft.objects.count() == 0


def test_my_draft_incomplete_goes_on_where_something_is_missing(browser, author):
    draft = make_draft(email=author.email, title="")
    assert step(browser, "open-draft", {}, draft.pk).headers["Location"] == url("details")
    drafting.change(draft, body="")
    assert step(browser, "open-draft", {}, draft.pk).headers["Location"] == url("start")


PAGES = [
    "piece",
    "answer",
    "proof",
    "proof-page",
    "proof-changes",
    "withdraw",
    "ask-takedown",
    "ask-rename",
]


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", [*PAGES, "version", "version-docx", "version-changes"])
def test_pages_of_another_authors_piece_are_unknown_like_any_that_never_was(browser, chief, name, method):
    other = make_piece_in("proof_sent", handler=chief)
    number = [1] if name.startswith("version") else []
    answers = []
    for reference in (other.reference, "AISS-2026-9999"):
        answer = getattr(browser, method)(url(name, reference, *number))
        answers.append((answer.status_code, answer.text.replace(reference, "").split("csrfmiddlewaretoken")[0]))
    assert answers[0] == answers[1]
    assert answers[0][0] in {404, 405}
    assert Submission.objects.get(pk=other.pk).status == "proof_sent"


@pytest.mark.parametrize("name", PAGES)
def test_pages_signed_out_lead_to_the_sign_in_whether_or_not_the_piece_exists(client, author, name):
    piece = make_piece(author)
    for reference in (piece.reference, "AISS-2026-9999"):
        wanted = url(name, reference)
        location = client.get(wanted).headers["Location"]
        assert location == f"{url('sign-in')}?next={wanted.replace('/', '%2F')}"


@pytest.mark.parametrize("status", ACTIONS)
def test_piece_says_where_it_stands_and_offers_what_is_open(browser, author, chief, status):
    piece = make_piece_in(status, handler=chief, author=author)
    response = browser.get(url("piece", piece.reference))
    assert response.status_code == 200
    assert [str(action.label) for action in response.context["actions"]] == ACTIONS[status]
    assert str(piece.status_for_author) in response.text
    for action in response.context["actions"]:
        assert browser.get(url(action.address.removeprefix("submissions:"), piece.reference)).status_code == 200


def test_piece_shows_no_internal_word_and_no_name_of_the_desk(browser, author, chief):
    piece = make_piece(author, note_to_editor="Dear desk")
    claiming.claim(piece, actor=chief, reason="Internal why")
    deciding.request_changes(piece, actor=chief, message="Please shorten it.", reason="Internal reason")
    page = browser.get(url("piece", piece.reference)).text
    assert page.count("Please shorten it.") == 1
    for secret in ("Internal", "Secretname", chief.public_id, chief.email, author.email_index):
        assert secret not in page


def test_piece_shows_no_erased_word(browser, author, chief):
    piece = make_piece_in("changes_requested", handler=chief, author=author)
    EventText.objects.update(erased_at="2026-01-01T00:00:00Z", text="")
    assert browser.get(url("piece", piece.reference)).status_code == 200


def test_piece_lists_letters_to_the_author_without_their_words(browser, author, chief):
    piece = make_piece(author)
    deciding.request_changes(
        piece, actor=chief, message="Please shorten it.", letter=LetterChoice(body="Letter's own words.")
    )
    OutgoingEmail.objects.filter(kind="receipt").update(state=State.DEAD)
    response = browser.get(url("piece", piece.reference))
    rows = [(str(letter.kind), str(letter.state)) for letter in response.context["letters"]]
    assert rows == [("Request for changes", "on its way"), ("Receipt", "could not be delivered; the desk knows")]
    assert "own words" not in response.text


def test_piece_published_links_to_the_article_until_it_is_hidden(browser, author, chief):
    piece = make_piece_in("published", handler=chief, author=author)
    response = browser.get(url("piece", piece.reference))
    address = response.context["article_address"]
    assert f'href="{address}"' in response.text
    aftercare.hide(piece, actor=chief)
    page = browser.get(url("piece", piece.reference)).text
    assert "Taken from the site" in page
    assert f'href="{address}"' not in page


def test_piece_in_persian_is_written_from_right_to_left(browser, author, chief):
    piece = make_piece_in("proof_sent", handler=chief, author=author)
    page = browser.get(url("piece", piece.reference, language="fa")).text
    assert '<html lang="fa" dir="rtl">' in page
    assert "۱۴۰" in page


def test_another_browser_of_the_same_author_sees_the_same(browser, author):
    piece = make_piece(author)
    second = sign_in(Client(), author)
    assert second.get(url("piece", piece.reference)).status_code == 200
    author.is_active = False
    author.save()
    assert second.get(url("piece", piece.reference)).status_code == 302
