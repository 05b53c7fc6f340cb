"""A sender and an editor reach for the same letter at the same moment: exactly one of them gets it."""

import datetime

import pytest
from django.core import mail
from django.utils import timezone

from aiss.mail import outbox
from aiss.mail.models import OutgoingEmail, State
from submissions.services import conflicts, deciding
from submissions.services.moving import MoveRefused
from tests.accounts.making import at_once
from tests.factories import make_piece, make_piece_in, make_staff

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def tried(move):
    """Return a call that makes a move and tells whether it happened."""

    def call():
        try:
            move()
        except MoveRefused:
            return False
        return True

    return call


@pytest.mark.parametrize("turn", range(4))
def test_sender_and_editor_at_once_and_one_side_wins(settings, turn):
    settings.DECISION_GRACE_MINUTES = 5
    chief = make_staff("chief_editor")
    piece = make_piece_in("in_review", handler=chief)
    OutgoingEmail.objects.all().update(state=State.CANCELLED)
    deciding.accept(piece, actor=chief)
    # The grace is over by the sender's clock and not yet by the editor's.
    OutgoingEmail.objects.filter(kind="acceptance").update(due_at=timezone.now() - datetime.timedelta(minutes=1))
    calls = [outbox.deliver_due, tried(lambda: deciding.take_back(piece, actor=chief))]
    if turn % 2:
        calls.reverse()

    answers = at_once(*calls)

    sent, is_taken_back = reversed(answers) if turn % 2 else answers
    piece.refresh_from_db()
    state = OutgoingEmail.objects.get(kind="acceptance").state
    outcome = (sent, len(mail.outbox), is_taken_back, state, piece.status)
    assert outcome in {(0, 0, True, State.CANCELLED, "in_review"), (1, 1, False, State.SENT, "accepted")}
    assert piece.events.filter(action="take_back").count() == is_taken_back


def test_two_last_editors_shut_out_at_once_and_one_is_left():
    first, second = make_staff(), make_staff()
    piece = make_piece()

    answers = at_once(
        *(
            tried(lambda user=user: conflicts.shut_out(piece, user=user, actor=user, reason=""))
            for user in (first, second)
        )
    )

    assert sorted(answers) == [False, True]
    assert piece.conflicts.count() == 1
