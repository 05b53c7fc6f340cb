"""The conversation between author and desk: each message an event with its words, and a letter."""

import pytest

from aiss.accounts.limits import LimitReached
from aiss.mail.models import OutgoingEmail
from submissions.models import EventText
from submissions.services import conversing, deciding
from submissions.services.moving import Mailed, NotAllowed, StalePage, last_event_id
from submissions.workflow import Status, Who
from tests.factories import make_author, make_piece, make_piece_in, make_staff
from tests.tables import rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_staff("editor", display_name="Mina Sadat")


@pytest.fixture
def piece(editor):
    return make_piece_in("in_review", handler=editor)


def letters(kind):
    return list(OutgoingEmail.objects.filter(kind=kind))


def test_message_reaches_the_author_with_its_words_and_the_writers_name(piece, editor):
    conversing.write(piece, actor=editor, message="What does US$50 million {title} mean?\n\nThank you. ")
    event = piece.events.latest("pk")
    assert (event.action, event.as_who, event.to_status) == ("write", Who.HANDLER, "in_review")
    text = event.texts.get()
    assert (text.text, text.is_for_author) == ("What does US$50 million {title} mean?\n\nThank you.", True)
    [letter] = letters("message")
    assert letter.recipient == piece.author.email
    assert "What does US$50 million {title} mean?\n\nThank you." in letter.text
    assert "Mina Sadat" in letter.text
    assert f"/my/{piece.reference}/" in letter.text


def test_message_of_the_chief_editor_names_the_chief_editor(piece):
    conversing.write(piece, actor=make_staff("chief_editor", display_name="Laila Rahmani"), message="A word.")
    [letter] = letters("message")
    assert "Laila Rahmani" in letter.text
    assert "Mina Sadat" not in letter.text


@pytest.mark.parametrize("language", ["fa", "ps"])
def test_message_is_written_in_the_authors_language(editor, language):
    piece = make_piece_in("in_review", handler=editor, letter_language=language)
    conversing.write(piece, actor=editor, message="یک پیام.")
    [letter] = letters("message")
    assert letter.language == language
    assert "یک پیام." in letter.text


def test_first_message_is_the_first_answer(piece, editor):
    assert piece.answered_at is None
    conversing.write(piece, actor=editor, message="One.")
    first = piece.answered_at
    conversing.write(piece, actor=editor, message="Two.")
    assert piece.answered_at == first is not None


def test_answer_of_the_author_reaches_the_handler_without_its_words(piece, editor):
    conversing.write_back(piece, actor=piece.author, message="My secret plans.")
    assert piece.author_wrote_at is not None
    [letter] = letters("message-from-author")
    assert letter.recipient == editor.email
    for part in (letter.subject, letter.text, letter.html):
        assert "secret plans" not in part
    assert f"/admin/submissions/submission/{piece.pk}/" in letter.text
    assert EventText.objects.get(event__action="write_back").text == "My secret plans."


def test_answer_about_an_unclaimed_piece_reaches_every_editor(editor):
    make_staff("chief_editor"), make_staff("administrator")
    piece = make_piece()
    conversing.write_back(piece, actor=piece.author, message="Hello?")
    assert len(letters("message-from-author")) == 2


@pytest.mark.parametrize("status", Status.values)
def test_author_may_always_write(editor, status):
    piece = make_piece_in(status, handler=make_staff("chief_editor"))
    conversing.write_back(piece, actor=piece.author, message="Hello.")
    assert piece.status == status


def test_answer_by_mail_keeps_the_words_once(piece, editor):
    mailed = Mailed(text="I agree.", filename="m.eml", content=b"raw")
    conversing.write_back(piece, actor=editor, message="I agree.", mailed=mailed)
    event = piece.events.latest("pk")
    assert (event.as_who, [text.text for text in event.texts.all()]) == (Who.BY_MAIL, ["I agree."])
    assert event.attachments.get().content == b"raw"


def test_waiting_since_is_the_first_unanswered_message_and_ends_with_an_answer(piece, editor):
    conversing.write_back(piece, actor=piece.author, message="One.")
    first = piece.author_wrote_at
    conversing.write_back(piece, actor=piece.author, message="Two.")
    assert piece.author_wrote_at == first
    conversing.write(piece, actor=editor, message="Yes.")
    assert piece.author_wrote_at is None


def test_decision_answers_too(piece, editor):
    conversing.write_back(piece, actor=piece.author, message="One.")
    deciding.request_changes(piece, actor=editor, message="Shorten it.")
    assert piece.author_wrote_at is None


def test_settling_ends_the_waiting_once_and_writes_no_letter(piece, editor):
    conversing.write_back(piece, actor=piece.author, message="Thank you!")
    sent = OutgoingEmail.objects.count()
    for _click in range(2):
        conversing.settle(piece, actor=editor)
    assert piece.author_wrote_at is None
    event = piece.events.get(action="settle")
    assert (event.actor, event.as_who, event.texts.count()) == (editor, Who.HANDLER, 0)
    assert OutgoingEmail.objects.count() == sent


def test_settling_is_for_who_answers(piece, editor):
    conversing.write_back(piece, actor=piece.author, message="Thank you!")
    strangers = (make_staff("editor"), piece.author)
    before = rows()
    for stranger in strangers:
        with pytest.raises(NotAllowed):
            conversing.settle(piece, actor=stranger)
    assert rows() == before


@pytest.mark.parametrize("words", ["", "  \n "])
def test_nothing_said_is_refused(piece, editor, words):
    before = rows()
    with pytest.raises(conversing.NothingSaid):
        conversing.write(piece, actor=editor, message=words)
    with pytest.raises(conversing.NothingSaid):
        conversing.write_back(piece, actor=piece.author, message=words)
    assert rows() == before


def test_same_words_twice_in_a_row_are_a_second_click(piece, editor):
    conversing.write_back(piece, actor=piece.author, message="Hello.")
    conversing.write(piece, actor=editor, message="Hello.")
    conversing.write_back(piece, actor=piece.author, message="Hello.")
    before = rows()
    with pytest.raises(conversing.SaidAlready):
        conversing.write_back(piece, actor=piece.author, message="Hello.  ")
    assert rows() == before
    assert (len(letters("message")), len(letters("message-from-author"))) == (1, 2)


def test_stale_page_sends_nothing(piece, editor):
    seen = last_event_id(piece)
    conversing.write_back(piece, actor=piece.author, message="Wait!")
    before = rows()
    with pytest.raises(StalePage):
        conversing.write(piece, actor=editor, message="We go on.", seen=seen)
    assert rows() == before


def test_strangers_may_neither_write_nor_answer(piece):
    other, stranger = make_staff("editor"), make_author()
    before = rows()
    with pytest.raises(NotAllowed):
        conversing.write(piece, actor=other, message="Hello.")
    for user in (other, stranger):
        with pytest.raises(NotAllowed):
            conversing.write_back(piece, actor=user, message="Hello.")
    assert rows() == before


def test_author_cannot_flood_the_desk(piece):
    for number in range(conversing.MESSAGES_AN_HOUR):
        conversing.write_back(piece, actor=piece.author, message=f"Message {number}.")
    before = rows()
    with pytest.raises(LimitReached):
        conversing.write_back(piece, actor=piece.author, message="One more.")
    assert rows() == before
