"""Conflicts of interest: what an editor loses who is shut out of a piece, and who may do it."""

import datetime

import pytest
from django.utils import timezone

from aiss.mail import outbox
from aiss.mail.models import OutgoingEmail, State
from submissions.models import Conflict, Review, ReviewState, Submission, WorkingCopy
from submissions.services import aftercare, claiming, conflicts, conversing, deciding, noting, staffing
from submissions.services.claiming import CannotHandle
from submissions.services.moving import NotAllowed, ReasonMissing
from submissions.workflow import Status, Who
from tests.factories import make_piece, make_piece_in, make_staff
from tests.tables import rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_staff("editor", display_name="Mina Sadat")


@pytest.fixture
def other():
    return make_staff("editor", display_name="Karim Wardak")


@pytest.fixture
def chief():
    return make_staff("chief_editor", display_name="Laila Rahmani")


def refused(error, piece, **call):
    before = rows()
    with pytest.raises(error) as refusal:
        conflicts.shut_out(piece, **{"reason": "A cousin."} | call)
    assert rows() == before
    assert str(refusal.value).endswith(".")


def letters_to(user):
    return [letter for letter in OutgoingEmail.objects.order_by("pk") if letter.recipient == user.email]


def review_of(piece, colleague, asked_by):
    today = timezone.localdate()
    return Review.objects.create(
        submission=piece,
        version=piece.current_version,
        number=1,
        colleague=colleague,
        name=colleague.display_name,
        address=colleague.email,
        address_index=colleague.email_index,
        language="en",
        anonymity=piece.kind.anonymity,
        asked_by=asked_by,
        answer_by=today,
        due_on=today,
    )


def test_own_conflict_gives_a_piece_in_review_back_to_the_queue(editor, chief):
    piece = make_piece_in("in_review", handler=editor)
    conflicts.shut_out(piece, user=editor, actor=editor, reason="")
    assert (piece.status, piece.handler) == (Status.SUBMITTED, None)
    assert [event.action for event in piece.events.order_by("-pk")[:2]] == ["shut_out", "release"]
    event = piece.events.latest("pk")
    assert (event.codes, event.as_who, event.texts.count()) == ({"user": editor.public_id}, Who.EDITOR, 0)


@pytest.mark.parametrize("status", ["in_review", "changes_requested", "accepted", "proof_sent", "approved"])
def test_piece_goes_to_the_successor_who_gets_a_letter(editor, other, chief, status):
    piece = make_piece_in(status, handler=editor)
    conflicts.shut_out(piece, user=editor, actor=chief, reason="A cousin.", successor=other)
    assert (piece.status, piece.handler) == (status, other)
    assert [letter.kind for letter in letters_to(other)][-1] == "assignment"
    assert Conflict.objects.get().reason == "A cousin."
    assert piece.events.get(action="shut_out").texts.get().kind == "reason"


def test_piece_beyond_review_needs_a_successor(editor, chief):
    piece = make_piece_in("accepted", handler=editor)
    refused(conflicts.SuccessorMissing, piece, user=editor, actor=editor)


@pytest.mark.parametrize("status", ["published", "declined", "withdrawn"])
def test_closed_piece_goes_to_nobody_or_to_the_successor(editor, other, chief, status):
    for successor in (None, other):
        piece = make_piece_in(status, handler=make_staff("chief_editor"))
        Submission.objects.filter(pk=piece.pk).update(handler=editor)
        conflicts.shut_out(piece, user=editor, actor=chief, reason="A cousin.", successor=successor)
        assert (piece.status, piece.handler) == (status, successor)


def test_successor_has_to_be_somebody_who_may_have_the_piece(editor, other, chief):
    piece = make_piece_in("accepted", handler=editor)
    Conflict.objects.create(submission=piece, user=other, made_by=chief)
    administrator = make_staff("administrator")
    for heir in (editor, other, administrator):
        refused(CannotHandle, piece, user=editor, actor=chief, successor=heir)


def test_others_shut_out_somebody_only_as_chief_editor_and_with_a_reason(editor, other, chief):
    piece = make_piece_in("in_review", handler=editor)
    refused(NotAllowed, piece, user=editor, actor=other)
    refused(NotAllowed, piece, user=piece.author, actor=other)
    refused(NotAllowed, piece, user=editor, actor=make_staff("administrator"))
    refused(ReasonMissing, piece, user=editor, actor=chief, reason=" ")
    refused(CannotHandle, piece, user=piece.author, actor=chief)
    refused(CannotHandle, piece, user=make_staff("administrator"), actor=chief)


def test_shut_out_twice_is_refused(editor, other, chief):
    piece = make_piece()
    conflicts.shut_out(piece, user=other, actor=chief, reason="A cousin.")
    refused(conflicts.ShutOutAlready, piece, user=other, actor=chief)
    refused(NotAllowed, piece, user=other, actor=other)


def test_somebody_is_always_left_who_sees_the_piece(editor, chief):
    make_staff("administrator")
    piece = make_piece()
    conflicts.shut_out(piece, user=editor, actor=editor, reason="")
    refused(conflicts.NobodyLeft, piece, user=chief, actor=chief)


def test_somebody_who_wrote_the_piece_does_not_count_as_left(editor, chief):
    piece = make_piece()
    Submission.objects.filter(pk=piece.pk).update(author=editor)
    piece.refresh_from_db()
    refused(conflicts.NobodyLeft, piece, user=chief, actor=chief)


def test_waiting_letters_to_them_are_cancelled_and_no_others(editor, other, chief):
    piece, another = make_piece(), make_piece()
    conflicts.shut_out(piece, user=other, actor=other, reason="")
    states = {letter.event_piece: letter.state for letter in with_pieces(letters_to(other))}
    assert states == {piece.reference: State.CANCELLED, another.reference: State.WAITING}
    assert {letter.state for person in (editor, chief) for letter in letters_to(person)} == {State.WAITING}
    assert OutgoingEmail.objects.filter(kind="receipt", state=State.WAITING).count() == 2


def with_pieces(letters):
    for letter in letters:
        letter.event_piece = letter.subject.partition("(")[2].rstrip(")") or letter.text
        yield letter


def test_letter_to_them_that_failed_or_is_being_sent_is_never_tried_again(editor, other, chief):
    piece = make_piece()
    [letter] = letters_to(other)
    OutgoingEmail.objects.filter(pk=letter.pk).update(state=State.DEAD)
    conflicts.shut_out(piece, user=other, actor=other, reason="")
    assert not outbox.retry(letter)
    assert OutgoingEmail.objects.get(pk=letter.pk).state == State.DEAD


def test_no_further_letter_reaches_them(editor, other, chief):
    piece = make_piece_in("published", handler=chief)
    noting.leave(piece, actor=other, text="A note.")
    conflicts.shut_out(piece, user=other, actor=other, reason="")
    written = len(letters_to(other))
    conversing.write_back(piece, actor=piece.author, message="Hello.")
    aftercare.ask_takedown(piece, actor=piece.author)
    noting.leave(piece, actor=editor, text="Another.")
    assert len(letters_to(other)) == written


def test_handler_of_a_closed_piece_gets_no_letter_either(editor, chief):
    piece = make_piece_in("published", handler=editor)
    Conflict.objects.create(submission=piece, user=editor, made_by=chief)
    written = len(letters_to(editor))
    conversing.write_back(piece, actor=piece.author, message="Hello.")
    assert len(letters_to(editor)) == written
    assert [letter.kind for letter in letters_to(chief)][-1] == "message-from-author"


def test_review_asked_of_them_is_called_off_without_a_letter(editor, other, chief):
    piece = make_piece_in("in_review", handler=editor)
    review = review_of(piece, other, editor)
    written = OutgoingEmail.objects.count()
    conflicts.shut_out(piece, user=other, actor=other, reason="")
    review.refresh_from_db()
    assert review.state == ReviewState.STOPPED
    assert piece.events.get(action="review_stopped").codes == {"review": review.pk, "number": 1}
    assert OutgoingEmail.objects.count() == written


def test_review_of_theirs_is_not_taken_up_again_by_a_decision_taken_back(editor, other, chief, settings):
    settings.DECISION_GRACE_MINUTES = 5
    piece = make_piece_in("in_review", handler=editor)
    review = review_of(piece, other, editor)
    deciding.accept(piece, actor=editor)
    conflicts.shut_out(piece, user=other, actor=other, reason="")
    deciding.take_back(piece, actor=editor)
    review.refresh_from_db()
    assert (piece.status, review.state) == ("in_review", ReviewState.STOPPED)


def test_unfinished_edit_of_theirs_is_gone_and_nobody_elses(editor, other, chief):
    piece = make_piece_in("in_review", handler=editor)
    for user in (editor, other):
        WorkingCopy.objects.create(submission=piece, user=user, based_on=1)
    conflicts.shut_out(piece, user=other, actor=other, reason="")
    assert [copy.user for copy in WorkingCopy.objects.all()] == [editor]


def test_shut_out_editor_can_do_nothing_with_the_piece(editor, other, chief):
    piece = make_piece()
    conflicts.shut_out(piece, user=other, actor=other, reason="")
    with pytest.raises(NotAllowed):
        claiming.claim(piece, actor=other)
    with pytest.raises(CannotHandle):
        claiming.assign(piece, actor=chief, handler=other)


def test_chief_editor_shut_out_cannot_let_themself_in(editor, chief):
    second = make_staff("chief_editor")
    piece = make_piece()
    conflicts.shut_out(piece, user=chief, actor=chief, reason="")
    before = rows()
    with pytest.raises(NotAllowed):
        conflicts.let_in(piece, user=chief, actor=chief, reason="I like it.")
    with pytest.raises(NotAllowed):
        conflicts.let_in(piece, user=chief, actor=editor, reason="I like it.")
    with pytest.raises(ReasonMissing):
        conflicts.let_in(piece, user=chief, actor=second, reason="")
    with pytest.raises(conflicts.NotShutOut):
        conflicts.let_in(piece, user=editor, actor=second, reason="A mistake.")
    assert rows() == before
    conflicts.let_in(piece, user=chief, actor=second, reason="A mistake.")
    assert Conflict.objects.count() == 0
    event = piece.events.latest("pk")
    assert (event.action, event.codes, event.texts.get().text) == ("let_in", {"user": chief.public_id}, "A mistake.")


def test_piece_is_never_handed_to_who_is_shut_out_of_it(editor, chief):
    piece = make_piece_in("accepted", handler=editor)
    make_staff("chief_editor")
    conflicts.shut_out(piece, user=chief, actor=chief, reason="")
    with pytest.raises(CannotHandle):
        staffing.deactivate(editor, actor=chief)
    editor.refresh_from_db()
    assert editor.is_active


def test_held_decision_stands_where_its_maker_loses_the_piece(editor, other, chief, settings):
    settings.DECISION_GRACE_MINUTES = 5
    piece = make_piece_in("in_review", handler=editor)
    deciding.accept(piece, actor=editor)
    conflicts.shut_out(piece, user=editor, actor=chief, reason="A cousin.", successor=other)
    assert (piece.held_decision, piece.status, piece.handler) == (None, "accepted", other)
    assert OutgoingEmail.objects.get(kind="acceptance").due_at <= timezone.now() + datetime.timedelta(seconds=5)
