"""The final page: seen exactly, answered once, and never in place of another."""

import re

import pytest

from publishing import services as publishing
from publishing.content import ArticleContent
from submissions.models import ProofState
from submissions.services import claiming, deciding, editing, proofing
from submissions.services.versions import Text
from tests.factories import BODY, make_author, make_piece, make_piece_in, make_staff
from tests.submissions.views.walk import sign_in, step, url

pytestmark = pytest.mark.django_db

ARTICLE = re.compile(r"<article.*?</article>", re.DOTALL)
EDITED = BODY.replace("matters now", "matters to everybody")


@pytest.fixture
def chief():
    return make_staff("chief_editor")


@pytest.fixture
def piece(chief):
    piece = make_piece(make_author("b@example.org"))
    claiming.claim(piece, actor=chief)
    text = Text(title="A Bridge Hardly Anybody Crosses", standfirst="", body=EDITED)
    editing.save_version(piece, text, actor=chief, based_on=1)
    deciding.accept(piece, actor=chief)
    proofing.send_proof(piece, actor=chief)
    return piece


@pytest.fixture
def browser(client, piece):
    return sign_in(client, piece.author)


def respond(browser, piece, action: str, **fields):
    digest = fields.pop("digest", piece.live_proof.digest if piece.live_proof else "")
    return step(browser, "proof", {"action": action, "digest": digest, **fields}, piece.reference)


def test_proof_article_is_byte_for_byte_the_one_that_will_be_published(browser, piece, chief):
    shown = ARTICLE.search(browser.get(url("proof", piece.reference)).text)[0]
    alone = browser.get(url("proof-page", piece.reference))
    content = ArticleContent.from_json(piece.live_proof.content)
    assert alone.text == publishing.render_preview(content)
    assert shown == ARTICLE.search(alone.text)[0]
    assert alone.headers["Cache-Control"] == "no-store, private"
    assert "A Bridge Hardly Anybody Crosses" in shown


def test_proof_changes_are_told_word_by_word_against_what_the_author_sent(browser, piece):
    page = browser.get(url("proof-changes", piece.reference)).text
    assert "The final page against version 1, the last text you sent." in page
    assert "<del>Nobody</del>" in page
    assert "<ins>Hardly Anybody</ins>" in page
    assert "<ins>to everybody</ins>" in page


def test_proof_changes_of_an_untouched_text_are_none(client, chief):
    piece = make_piece_in("proof_sent", handler=chief)
    page = sign_in(client, piece.author).get(url("proof-changes", piece.reference)).text
    assert "Nothing changed." in page
    assert "<ins>" not in page


def test_proof_approved_is_bound_to_what_was_shown(browser, piece):
    assert respond(browser, piece, "approve").headers["Location"] == url("piece", piece.reference)
    piece.refresh_from_db()
    assert (piece.status, piece.live_proof.state) == ("approved", ProofState.APPROVED)


def test_proof_disputed_carries_the_authors_words(browser, piece):
    assert respond(browser, piece, "dispute", message="The date is wrong.").status_code == 302
    piece.refresh_from_db()
    assert (piece.status, piece.live_proof) == ("accepted", None)
    assert "The date is wrong." in browser.get(url("piece", piece.reference)).text


def test_proof_disputed_without_a_word_asks_for_one(browser, piece):
    response = respond(browser, piece, "dispute", message="  ")
    assert response.context["form"].errors == {"message": ["Please write what should be different."]}
    assert piece.proofs.get().state == ProofState.SENT


@pytest.mark.parametrize(("action", "status"), [("approve", "approved"), ("dispute", "accepted")])
def test_proof_answered_twice_is_answered_once(browser, piece, action, status):
    digest = piece.live_proof.digest
    for _click in range(2):
        response = respond(browser, piece, action, message="The date is wrong.", digest=digest)
        assert response.headers["Location"] == url("piece", piece.reference)
    piece.refresh_from_db()
    assert piece.status == status
    assert piece.events.filter(action=f"{action}_proof").count() == 1


@pytest.mark.parametrize("action", ["approve", "dispute"])
def test_proof_replaced_meanwhile_shows_the_new_one_and_keeps_the_words(browser, piece, chief, action):
    digest = piece.live_proof.digest
    proofing.recall_proof(piece, actor=chief, reason="A slip.")
    text = Text(title="A Third Title", standfirst="", body=EDITED)
    editing.save_version(piece, text, actor=chief, based_on=2)
    proofing.send_proof(piece, actor=chief)
    response = respond(browser, piece, action, digest=digest, message="The date is wrong.")
    assert response.status_code == 409
    assert "This is no longer the text that waits for approval. Please read the new proof." in response.text
    assert "A Third Title" in response.text
    assert "The date is wrong." in response.text
    assert piece.live_proof.state == ProofState.SENT


def test_proof_recalled_meanwhile_gives_the_words_back(browser, piece, chief):
    digest = piece.live_proof.digest
    proofing.recall_proof(piece, actor=chief, reason="A slip.")
    response = respond(browser, piece, "dispute", digest=digest, message="The date is wrong.")
    assert response.status_code == 409
    assert "The date is wrong." in response.text
    assert piece.events.filter(action="dispute_proof").count() == 0


def test_proof_of_a_forged_digest_is_not_approved(browser, piece):
    assert respond(browser, piece, "approve", digest="0" * 64).status_code == 409
    piece.refresh_from_db()
    assert piece.status == "proof_sent"


@pytest.mark.parametrize("status", ["submitted", "approved", "published"])
def test_proof_pages_without_a_proof_to_answer(client, chief, status):
    piece = make_piece_in(status, handler=chief)
    browser = sign_in(client, piece.author)
    assert browser.get(url("proof", piece.reference)).headers["Location"] == url("piece", piece.reference)
    assert browser.get(url("proof-page", piece.reference)).status_code == 404
    assert browser.get(url("proof-changes", piece.reference)).status_code == 404


@pytest.mark.parametrize("name", ["proof-page", "proof-changes"])
def test_proof_reading_pages_answer_no_post(browser, piece, name):
    assert browser.post(url(name, piece.reference), {"digest": piece.live_proof.digest}).status_code == 405
