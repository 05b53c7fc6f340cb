"""Taking a decision back: everything is as before, while no letter has left; then it stands."""

import datetime

import pytest
from django.utils import timezone

from aiss.mail import delivery, outbox
from aiss.mail.models import OutgoingEmail, State
from submissions.models import Decision, Event, Letter, Proof, Review, Submission
from submissions.services import (
    aftercare,
    claiming,
    conversing,
    deciding,
    editing,
    proofing,
    publication,
    taking_back,
    withdrawing,
)
from submissions.services.moving import DecisionPending, LetterChoice, MoveRefused, NotAllowed
from submissions.services.versions import Text
from submissions.workflow import TRANSITIONS
from tests.factories import make_piece, make_piece_in, make_staff
from tests.submissions.services.test_conflicts import review_of
from tests.tables import rows

pytestmark = pytest.mark.django_db

GRACE = 5
WITH, WITHOUT = LetterChoice(), LetterChoice(is_sent=False)
VERBS = {
    "request_changes": lambda piece, actor, letter: deciding.request_changes(
        piece, actor=actor, message="Shorten it.", letter=letter
    ),
    "accept": lambda piece, actor, letter: deciding.accept(piece, actor=actor, letter=letter),
    "decline": lambda piece, actor, letter: deciding.decline(piece, actor=actor, decline_reason="scope", letter=letter),
}
DECISIONS = [(name, status) for name in VERBS for status in TRANSITIONS[name].moves]


@pytest.fixture(autouse=True)
def grace(settings):
    settings.DECISION_GRACE_MINUTES = GRACE


@pytest.fixture
def chief():
    return make_staff("chief_editor")


def settled_piece(status, chief):
    """Return a piece in `status` with no decision held, a message waiting, and a review under way."""
    piece = make_piece_in(status, handler=chief)
    Submission.objects.filter(pk=piece.pk).update(held_decision=None, held_until=None)
    conversing.write_back(piece, actor=piece.author, message="Any news?")
    review_of(piece, make_staff("editor"), chief)
    piece.refresh_from_db()
    return piece


def dump(piece):
    """Return everything that a decision may change: the piece's whole row, its proofs, reviews and people."""
    return {
        "piece": Submission.objects.filter(pk=piece.pk).values().get(),
        **{
            model.__name__: list(model.objects.filter(submission=piece).order_by("pk").values())
            for model in (Proof, Review)
        },
        "people": list(piece.contributors.order_by("pk").values()),
        "versions": list(piece.versions.order_by("pk").values()),
    }


def letters_of(decision):
    return [letter.email for letter in Letter.objects.filter(event__decision=decision).select_related("email")]


@pytest.mark.parametrize("choice", [WITH, WITHOUT], ids=["letter", "no-letter"])
@pytest.mark.parametrize(("name", "status"), DECISIONS)
def test_every_decision_taken_back_leaves_all_as_it_was(name, status, choice, chief):
    piece = settled_piece(status, chief)
    before, events, sent = dump(piece), piece.events.count(), OutgoingEmail.objects.count()
    VERBS[name](piece, chief, choice)
    assert dump(piece) != before
    decision = piece.held_decision
    assert piece.is_held
    deciding.take_back(piece, actor=chief)
    assert dump(piece) == before
    decision.refresh_from_db()
    assert decision.taken_back_at is not None
    assert piece.decisions.standing().filter(pk=decision.pk).count() == 0
    event = piece.events.latest("pk")
    assert (event.action, event.actor, event.decision) == ("take_back", chief, decision)
    assert event.codes == {"taken_back": decision.verdict}
    assert piece.events.count() == events + 2
    assert {letter.state for letter in letters_of(decision)} <= {State.CANCELLED}
    has_letter = choice is WITH
    is_reviewer_told = name != "request_changes"
    assert OutgoingEmail.objects.count() == sent + has_letter + is_reviewer_told


@pytest.mark.parametrize(("name", "status"), DECISIONS)
def test_every_decision_can_be_made_again_after_it_was_taken_back(name, status, chief):
    piece = settled_piece(status, chief)
    for _time in range(2):
        VERBS[name](piece, chief, WITH)
        deciding.take_back(piece, actor=chief)
    VERBS[name](piece, chief, WITH)
    assert piece.status == TRANSITIONS[name].moves[status]


def test_letter_waits_for_the_end_of_the_grace(chief, time_machine):
    time_machine.move_to("2026-03-02T08:00:00Z", tick=False)
    piece = make_piece_in("in_review", handler=chief)
    deciding.accept(piece, actor=chief)
    assert piece.held_until == timezone.now() + datetime.timedelta(minutes=GRACE)
    assert [letter.due_at for letter in letters_of(piece.held_decision)] == [piece.held_until]


def after_the_grace(time_machine):
    time_machine.shift(datetime.timedelta(minutes=GRACE, seconds=1))


def test_after_the_grace_the_decision_stands(chief, time_machine):
    time_machine.move_to("2026-03-02T08:00:00Z", tick=False)
    piece = make_piece_in("in_review", handler=chief)
    deciding.accept(piece, actor=chief)
    after_the_grace(time_machine)
    before = rows()
    with pytest.raises(MoveRefused):
        deciding.take_back(piece, actor=chief)
    assert rows() == before


def test_without_a_grace_nothing_is_held(chief, settings):
    settings.DECISION_GRACE_MINUTES = 0
    piece = make_piece_in("in_review", handler=chief)
    deciding.accept(piece, actor=chief)
    assert (piece.held_decision, piece.held_until) == (None, None)
    with pytest.raises(NotAllowed):
        deciding.take_back(piece, actor=chief)


@pytest.mark.parametrize("state", [State.SENDING, State.SENT, State.DEAD])
def test_letter_that_a_sender_had_lets_the_decision_stand_and_keeps_the_other_letters(chief, state):
    piece = settled_piece("in_review", chief)
    deciding.accept(piece, actor=chief)
    first, *others = letters_of(piece.held_decision)
    assert len(others) == 1
    now = timezone.now()
    lease = {"lease_owner": "x", "lease_until": now + delivery.LEASE} if state == State.SENDING else {}
    sent = {"sent_at": now} if state == State.SENT else {}
    for taken in (first, others[0]):
        OutgoingEmail.objects.filter(pk=taken.pk).update(state=state, attempts=1, **lease, **sent)
        before = rows()
        with pytest.raises(taking_back.LetterGone) as refusal:
            deciding.take_back(piece, actor=chief)
        assert str(refusal.value) == "The letter is already on its way to the author. The decision stands."
        assert rows() == before
        fields = {"state": State.WAITING, "attempts": 0, "lease_owner": "", "lease_until": None, "sent_at": None}
        OutgoingEmail.objects.filter(pk=taken.pk).update(**fields)
    deciding.take_back(piece, actor=chief)


def test_letter_that_was_tried_once_counts_as_gone(chief):
    piece = make_piece_in("in_review", handler=chief)
    deciding.accept(piece, actor=chief)
    OutgoingEmail.objects.filter(kind="acceptance").update(attempts=1)
    with pytest.raises(taking_back.LetterGone):
        deciding.take_back(piece, actor=chief)


def test_letter_that_its_keeper_cancelled_has_not_left(chief):
    piece = make_piece_in("in_review", handler=chief)
    deciding.accept(piece, actor=chief)
    outbox.cancel(OutgoingEmail.objects.get(kind="acceptance"))
    deciding.take_back(piece, actor=chief)
    assert piece.status == "in_review"


def test_nobody_else_takes_the_decision_back(chief):
    piece = make_piece_in("in_review", handler=chief)
    deciding.accept(piece, actor=chief)
    others = [make_staff("chief_editor"), make_staff("editor"), piece.author]
    before = rows()
    for other in others:
        with pytest.raises(NotAllowed):
            deciding.take_back(piece, actor=other)
    assert rows() == before


def test_decision_is_taken_back_once(chief):
    piece = make_piece_in("in_review", handler=chief)
    deciding.accept(piece, actor=chief)
    deciding.take_back(piece, actor=chief)
    before = rows()
    with pytest.raises(NotAllowed):
        deciding.take_back(piece, actor=chief)
    assert rows() == before


GOING_ON = {
    "assign": lambda piece, actor: claiming.assign(piece, actor=actor, handler=make_staff("editor")),
    "write": lambda piece, actor: conversing.write(piece, actor=actor, message="One more thing."),
    "edit": lambda piece, actor: editing.save_version(
        piece, Text(title="New", standfirst="", body="<p>New text.</p>"), actor=actor, based_on=1
    ),
    "send_proof": lambda piece, actor: proofing.send_proof(piece, actor=actor),
    "decline": lambda piece, actor: deciding.decline(piece, actor=actor, decline_reason="scope"),
}


@pytest.mark.parametrize("name", GOING_ON)
def test_whoever_goes_on_lets_the_decision_stand_and_its_letter_leave_at_once(name, chief):
    piece = make_piece_in("in_review", handler=chief)
    deciding.accept(piece, actor=chief)
    decision = piece.held_decision
    GOING_ON[name](piece, chief)
    assert piece.held_decision != decision
    [letter] = letters_of(decision)
    assert letter.due_at <= timezone.now()
    assert piece.is_held == (name == "decline")


def test_second_decision_taken_back_leads_to_the_first(chief):
    piece = make_piece_in("in_review", handler=chief)
    deciding.accept(piece, actor=chief)
    before = dump(piece)["piece"] | {"held_decision_id": None, "held_until": None}
    deciding.decline(piece, actor=chief, decline_reason="scope")
    deciding.take_back(piece, actor=chief)
    assert dump(piece)["piece"] == before


AUTHORS = {
    "resubmit": lambda piece: editing.resubmit(
        piece, Text(title="New", standfirst="", body="<p>New.</p>"), actor=piece.author
    ),
    "write_back": lambda piece: conversing.write_back(piece, actor=piece.author, message="Hello."),
    "withdraw": lambda piece: withdrawing.withdraw(piece, actor=piece.author),
    "approve_proof": lambda piece: proofing.approve_proof(piece, actor=piece.author, digest="x" * 64),
    "dispute_proof": lambda piece: proofing.dispute_proof(piece, actor=piece.author, digest="x" * 64, message="No."),
}


@pytest.mark.parametrize("verb", AUTHORS)
@pytest.mark.parametrize(("name", "status"), DECISIONS)
def test_authors_moves_wait_with_a_sentence(name, status, verb, chief):
    piece = settled_piece(status, chief)
    VERBS[name](piece, chief, WITH)
    before = rows()
    with pytest.raises(DecisionPending) as refusal:
        AUTHORS[verb](piece)
    assert str(refusal.value).startswith("The desk is writing to you at this moment. Nothing was changed;")
    assert rows() == before


def test_author_moves_again_after_the_grace(chief, time_machine):
    time_machine.move_to("2026-03-02T08:00:00Z", tick=False)
    piece = make_piece_in("in_review", handler=chief)
    deciding.accept(piece, actor=chief)
    after_the_grace(time_machine)
    withdrawing.withdraw(piece, actor=piece.author)
    assert (piece.status, piece.held_decision) == ("withdrawn", None)


def test_only_decisions_have_a_grace(chief):
    piece = make_piece_in("published", handler=chief)
    conversing.write(piece, actor=chief, message="It is out.")
    aftercare.ask_takedown(piece, actor=piece.author)
    aftercare.hide(piece, actor=chief)
    aftercare.unhide(piece, actor=chief, reason="A mistake.")
    other = make_piece_in("approved", handler=chief)
    publication.schedule(other, actor=chief, publish_at=timezone.now() + datetime.timedelta(days=1))
    held = {letter.kind for letter in OutgoingEmail.objects.all() if letter.due_at > letter.created_at}
    decided = {letter.kind for decision in Decision.objects.all() for letter in letters_of(decision)}
    # Each of them was sent at once by the move that came after.
    assert held <= decided == {"acceptance"}
    assert OutgoingEmail.objects.filter(due_at__gt=timezone.now()).count() == 0


def test_receipt_and_code_leave_at_once(chief):
    make_piece()
    assert [letter.kind for letter in OutgoingEmail.objects.all() if letter.due_at != letter.created_at] == []


def test_pieces_of_the_desk_keep_their_true_status(chief):
    piece = make_piece_in("in_review", handler=chief)
    deciding.accept(piece, actor=chief)
    assert (piece.status, piece.status_shown) == ("accepted", "in_review")
    assert Event.objects.filter(submission=piece, action="accept", to_status="accepted").count() == 1
