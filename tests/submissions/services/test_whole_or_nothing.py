"""Whatever statement the database fails at, a move happens whole or not at all."""

from collections.abc import Callable

import pytest
from django.db import OperationalError, connection

from submissions.models import Submission
from submissions.services import aftercare, conflicts, noting, submitting
from submissions.services.moving import Mailed
from submissions.workflow import TRANSITIONS, Who
from tests.factories import STEPS, make_author, make_draft, make_piece_in, make_staff
from tests.submissions.test_workflow_table import VERBS
from tests.submissions.test_workflow_table import _hold as hold
from tests.tables import rows

pytestmark = pytest.mark.django_db

MOST_STATEMENTS = 200
MOVES = [name for name, transition in TRANSITIONS.items() if transition.who != {Who.CLOCK}]


class FailingAt:
    """Lets the statements of one transaction pass, but for the one with this number; after it, only reading is left."""

    def __init__(self, number: int) -> None:
        self.left = number
        self.depth = 0
        self.is_over = False

    def __call__(self, execute, sql, params, many, context):
        self.left -= 1
        if self.left == 0 and not self.is_over:
            raise OperationalError
        assert not self.is_over or sql.startswith("SELECT")
        self.depth += sql.startswith("SAVEPOINT")
        if sql.startswith("RELEASE"):
            self.depth -= 1
            self.is_over = self.left > 0 and self.depth == 0
        return execute(sql, params, many, context)


def fail_at_every_statement(move: Callable[[], object]) -> int:
    """Run `move` with each of its statements failing in turn, until it passes; return how many it has."""
    before = rows()
    for number in range(1, MOST_STATEMENTS):
        try:
            with connection.execute_wrapper(FailingAt(number)):
                move()
        except OperationalError:
            assert rows() == before, number
        else:
            assert rows() != before
            return number - 1
    pytest.fail("The move never came to its end.")


@pytest.mark.parametrize("name", MOVES)
def test_move_that_fails_at_any_statement_leaves_no_trace(name):
    chief, colleague = make_staff("chief_editor"), make_staff("editor")
    transition = TRANSITIONS[name]
    status = next(status for status in STEPS if status in transition.moves)
    piece = make_piece_in(status, handler=chief)
    if name == "unhide":
        aftercare.hide(piece, actor=chief)
    if name == "take_back":
        hold(piece, chief)
    actor = chief if transition.who - {Who.AUTHOR, Who.BY_MAIL} else piece.author

    def move():
        VERBS[name](Submission.objects.get(pk=piece.pk), actor, None, colleague)

    assert fail_at_every_statement(move) > 5
    assert piece.events.filter(action=name).count() == 1


def test_conflict_or_note_that_fails_at_any_statement_leaves_no_trace():
    chief, colleague = make_staff("chief_editor"), make_staff("editor")
    piece = make_piece_in("accepted", handler=chief)
    assert fail_at_every_statement(lambda: noting.leave(piece, actor=colleague, text="A note.")) > 5
    shut_out = {"user": chief, "actor": chief, "reason": "A cousin.", "successor": colleague}
    assert fail_at_every_statement(lambda: conflicts.shut_out(piece, **shut_out)) > 5
    assert piece.conflicts.count() == 1


def test_sending_that_fails_at_any_statement_keeps_the_draft():
    make_staff("editor")
    author = make_author()
    people = [{"public_name": "Ali Sina", "address": "ali@example.org"}]
    draft = make_draft(email=author.email, coauthors=people, is_pen_name=True, legal_name="Zarmina Qaderi")

    assert fail_at_every_statement(lambda: submitting.submit(draft, author=author)) > 15
    assert Submission.objects.count() == 1


def test_entering_that_fails_at_any_statement_leaves_no_trace():
    editor = make_staff("editor")
    fields = make_draft().fields

    def enter():
        submitting.enter_received(
            actor=editor,
            address="nargis@example.org",
            fields=fields,
            sent_file=None,
            mailed=Mailed(text="Dear desk.", filename="mail.eml", content=b"From: nargis@example.org"),
        )

    assert fail_at_every_statement(enter) > 15
    assert Submission.objects.get().author.email == "nargis@example.org"
