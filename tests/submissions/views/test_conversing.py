"""The conversation on the author's page: everything that was said, and a form that loses no word."""

import pytest

from aiss.mail.models import OutgoingEmail
from submissions.services import conversing, deciding, editing, noting
from submissions.services.versions import Text
from tests.factories import make_author, make_piece_in, make_staff
from tests.submissions.views.walk import sign_in, step, url
from tests.tables import rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_staff("chief_editor", display_name="Zohra Secretname")


@pytest.fixture
def piece(editor):
    return make_piece_in("in_review", handler=editor, author=make_author("bahar@example.org"))


@pytest.fixture
def browser(client, piece):
    return sign_in(client, piece.author)


def page(browser, piece):
    return browser.get(url("piece", piece.reference))


def test_thread_holds_every_word_once_and_no_name_of_the_desk(browser, piece, editor):
    conversing.write(piece, actor=editor, message="A question.")
    conversing.write_back(piece, actor=piece.author, message="An answer.")
    noting.leave(piece, actor=editor, text="A note.")
    deciding.request_changes(piece, actor=editor, message="Shorten it.", reason="A reason.")
    text = Text(title=piece.title, standfirst="", body="<p>Shorter.</p>")
    editing.resubmit(piece, text, actor=piece.author, reply="Done.")
    shown = page(browser, piece)
    assert [(said.who, said.is_own, said.text) for said in shown.context["thread"]] == [
        ("The desk", False, "A question."),
        ("You", True, "An answer."),
        ("The desk", False, "Shorten it."),
        ("You", True, "Done."),
    ]
    assert [shown.text.count(words) for words in ("A question.", "An answer.", "Shorten it.", "Done.")] == [1] * 4
    for secret in ("A note.", "A reason.", "Secretname"):
        assert secret not in shown.text


def test_author_writes_from_the_piece_and_comes_back_to_the_conversation(browser, piece, editor):
    assert f'action="{url("write", piece.reference)}"' in page(browser, piece).text
    response = step(browser, "write", {"message": "When will\r\nit run?"}, piece.reference)
    assert response.headers["Location"] == url("piece", piece.reference) + "#conversation"
    shown = page(browser, piece)
    assert "Your message is with the desk." in shown.text
    assert [said.text for said in shown.context["thread"]] == ["When will\nit run?"]
    assert [letter.recipient for letter in OutgoingEmail.objects.filter(kind="message-from-author")] == [editor.email]


def test_page_of_its_own_offers_the_same_form(browser, piece):
    before = rows()
    shown = browser.get(url("write", piece.reference))
    assert shown.status_code == 200
    assert "Write to the desk" in shown.text
    assert rows() == before


@pytest.mark.parametrize("message", ["", "   ", "x" * 10_001])
def test_nothing_or_too_much_is_refused_and_the_words_are_kept(browser, piece, message):
    response = step(browser, "write", {"message": message}, piece.reference)
    assert response.status_code == 200
    assert response.context["form"].errors.keys() == {"message"}
    assert message.strip() in response.text
    assert not piece.events.filter(action="write_back").exists()


def test_second_click_sends_once(browser, piece):
    for _click in range(2):
        response = step(browser, "write", {"message": "Hello.\r\nDesk."}, piece.reference)
        assert response.headers["Location"] == url("piece", piece.reference) + "#conversation"
    assert piece.events.filter(action="write_back").count() == 1


def test_too_many_messages_give_the_words_back(browser, piece, monkeypatch):
    monkeypatch.setattr(conversing, "MESSAGES_AN_HOUR", 1)
    step(browser, "write", {"message": "One."}, piece.reference)
    before = rows()
    response = step(browser, "write", {"message": "Two is refused."}, piece.reference)
    assert response.status_code == 429
    assert "Two is refused." in response.text
    assert rows() == before


@pytest.mark.parametrize("status", ["submitted", "published", "declined", "withdrawn"])
def test_author_may_write_whatever_became_of_the_piece(client, editor, status):
    piece = make_piece_in(status, handler=editor)
    sign_in(client, piece.author)
    assert step(client, "write", {"message": "A word."}, piece.reference).status_code == 302


def test_message_that_came_by_mail_is_shown_as_such(browser, piece, editor):
    mailed = conversing.Mailed(text="From a train.")
    conversing.write_back(piece, actor=editor, message="From a train.", mailed=mailed)
    [said] = page(browser, piece).context["thread"]
    assert (said.who, said.is_own) == ("You, by e-mail; entered by the desk", True)


def test_words_are_shown_as_words(browser, piece, editor):
    conversing.write(piece, actor=editor, message="<script>alert(1)</script>")
    assert "<script>alert" not in page(browser, piece).text
