"""The desk's own thread: who may leave and read a note, who hears of it, and that its words go nowhere else."""

import pytest

from aiss.mail.models import OutgoingEmail
from submissions.models import Conflict, InternalNote
from submissions.services import noting
from submissions.services.conversing import NothingSaid
from submissions.services.moving import NotAllowed
from tests.factories import make_author, make_piece, make_piece_in, make_staff
from tests.tables import rows

pytestmark = pytest.mark.django_db

WORD = "Quetzalcoatl"


@pytest.fixture
def editor():
    return make_staff("editor")


@pytest.fixture
def colleague():
    return make_staff("editor")


@pytest.fixture
def piece(editor):
    return make_piece_in("in_review", handler=editor)


def told():
    return [letter.recipient for letter in OutgoingEmail.objects.filter(kind="internal-note").order_by("pk")]


def test_note_stands_in_a_table_of_its_own_and_its_event_has_no_words(piece, colleague):
    note = noting.leave(piece, actor=colleague, text=f" {WORD} is a pen name. ")
    event = piece.events.latest("pk")
    assert (note.text, note.written_by) == (f"{WORD} is a pen name.", colleague)
    assert (event.action, event.actor, event.codes, event.texts.count()) == ("noted", colleague, {}, 0)


def test_letter_goes_to_the_handler_and_to_those_who_wrote_before_and_never_says_what(piece, editor, colleague):
    chief = make_staff("chief_editor")
    make_staff("editor")
    noting.leave(piece, actor=chief, text="One.")
    assert told() == [editor.email]
    noting.leave(piece, actor=colleague, text=WORD)
    assert sorted(told()[1:]) == sorted([editor.email, chief.email])
    noting.leave(piece, actor=editor, text="Three.")
    assert sorted(told()[3:]) == sorted([colleague.email, chief.email])
    for letter in OutgoingEmail.objects.all():
        assert WORD not in letter.subject + letter.text + letter.html


def test_letter_of_an_unclaimed_piece_goes_to_nobody_who_did_not_write(colleague):
    piece = make_piece()
    noting.leave(piece, actor=colleague, text="One.")
    assert told() == []


def test_second_click_leaves_no_second_note(piece, colleague):
    first = noting.leave(piece, actor=colleague, text="One.")
    before = rows()
    assert noting.leave(piece, actor=colleague, text="One.\n") == first
    assert rows() == before


def test_nothing_said_is_refused(piece, colleague):
    before = rows()
    with pytest.raises(NothingSaid):
        noting.leave(piece, actor=colleague, text=" \n")
    assert rows() == before


def test_notes_are_for_the_desk_alone(piece, editor, colleague):
    noting.leave(piece, actor=editor, text=WORD)
    Conflict.objects.create(submission=piece, user=colleague, made_by=editor)
    strangers = [piece.author, make_author(), make_staff("administrator"), colleague]
    before = rows()
    for stranger in strangers:
        assert noting.notes_of(piece, stranger) == []
        with pytest.raises(NotAllowed):
            noting.leave(piece, actor=stranger, text="Mine.")
    assert rows() == before
    assert [note.text for note in noting.notes_of(piece, make_staff("chief_editor"))] == [WORD]


def test_notes_about_the_own_piece_are_not_even_for_the_only_editor(editor):
    piece = make_piece()
    InternalNote.objects.create(submission=piece, written_by=editor, text=WORD)
    piece.author = editor
    piece.save(update_fields=["author"])
    assert noting.notes_of(piece, editor) == []
    with pytest.raises(NotAllowed):
        noting.leave(piece, actor=editor, text="Mine.")


def test_who_was_shut_out_since_hears_of_no_further_note(piece, editor, colleague):
    noting.leave(piece, actor=colleague, text="One.")
    Conflict.objects.create(submission=piece, user=colleague, made_by=editor)
    noting.leave(piece, actor=editor, text="Two.")
    assert told() == [editor.email]
