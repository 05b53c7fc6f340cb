"""The whole table, status × transition × role: a move happens exactly where the table says, and else nothing does."""

import datetime

import pytest
from django.utils import timezone

from aiss.accounts.models import User
from aiss.mail.models import OutgoingEmail
from submissions.models import Decision, DeclineReason, Event, Submission, Verdict
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
from submissions.services.moving import Mailed, MoveRefused, NotAllowed, WrongState, moving
from submissions.services.versions import Text
from submissions.workflow import TRANSITIONS, Status, Who
from tests.factories import STEPS, make_piece_in, make_staff

NEW_TEXT = Text(title="A New Title", standfirst="", body="<p>Another text altogether.</p>")
MAIL = Mailed(text="Dear desk, please do.")


def _details(piece, actor):
    first = piece.contributors.get(is_submitting=True)
    person = editing.Person(pk=first.pk, public_name=first.public_name, bio=first.bio)
    return editing.edit_details(
        piece, actor=actor, people=[person], kind=piece.kind, is_pen_name=False, discloses_pen_name=True, reason="r"
    )


def _digest(piece):
    proof = piece.live_proof
    return proof.digest if proof else ""


def _content(piece, **changes):
    return aftercare.changed_content(piece, **changes) if piece.article else None


def _system_move(name):
    def run(piece, actor, mailed, colleague):
        with moving(piece, name, actor=actor) as move:
            move.submission.publish_at = None
            move.submission.handler = None if name in {"hand_back", "lapse"} else move.submission.handler

    return run


VERBS = {
    "claim": lambda p, a, m, c: claiming.claim(p, actor=a, reason="r"),
    "assign": lambda p, a, m, c: claiming.assign(p, actor=a, handler=c, reason="r"),
    "release": lambda p, a, m, c: claiming.release(p, actor=a, reason="r"),
    "hand_back": _system_move("hand_back"),
    "lapse": _system_move("lapse"),
    "write": lambda p, a, m, c: conversing.write(p, actor=a, message="m", reason="r"),
    "write_back": lambda p, a, m, c: conversing.write_back(p, actor=a, message="m", mailed=m),
    "take_back": lambda p, a, m, c: deciding.take_back(p, actor=a, reason="r"),
    "move_due": lambda p, a, m, c: deciding.move_due(p, actor=a, due_on=timezone.localdate(), reason="r"),
    "reschedule": lambda p, a, m, c: publication.reschedule(
        p, actor=a, publish_at=timezone.now() + datetime.timedelta(days=1), reason="r"
    ),
    "edit": lambda p, a, m, c: editing.save_version(p, NEW_TEXT, actor=a, based_on=1, reason="r"),
    "edit_details": lambda p, a, m, c: _details(p, a),
    "request_changes": lambda p, a, m, c: deciding.request_changes(p, actor=a, message="m", reason="r"),
    "accept": lambda p, a, m, c: deciding.accept(p, actor=a, reason="r"),
    "decline": lambda p, a, m, c: deciding.decline(p, actor=a, decline_reason=DeclineReason.SCOPE, reason="r"),
    "reopen": lambda p, a, m, c: deciding.reopen(p, actor=a, handler=c, reason="r"),
    "resubmit": lambda p, a, m, c: editing.resubmit(p, NEW_TEXT, actor=a, mailed=m),
    "withdraw": lambda p, a, m, c: withdrawing.withdraw(p, actor=a, mailed=m),
    "send_proof": lambda p, a, m, c: proofing.send_proof(p, actor=a, reason="r"),
    "recall_proof": lambda p, a, m, c: proofing.recall_proof(p, actor=a, reason="r"),
    "approve_proof": lambda p, a, m, c: proofing.approve_proof(p, actor=a, digest=_digest(p), mailed=m),
    "dispute_proof": lambda p, a, m, c: proofing.dispute_proof(p, actor=a, digest=_digest(p), message="m", mailed=m),
    "waive_proof": lambda p, a, m, c: proofing.waive_proof(p, actor=a, reason="r"),
    "schedule": lambda p, a, m, c: publication.schedule(
        p, actor=a, publish_at=timezone.now() + datetime.timedelta(days=1), reason="r"
    ),
    "unschedule": lambda p, a, m, c: publication.unschedule(p, actor=a, reason="r"),
    "refuse_due": _system_move("refuse_due"),
    "publish": lambda p, a, m, c: publication.publish(p, actor=a, reason="r"),
    "correct": lambda p, a, m, c: aftercare.correct(p, actor=a, content=_content(p, title="New"), note="n", reason="r"),
    "update": lambda p, a, m, c: aftercare.update(p, actor=a, content=_content(p, title="New"), reason="r"),
    "hide": lambda p, a, m, c: aftercare.hide(p, actor=a, reason="r"),
    "unhide": lambda p, a, m, c: aftercare.unhide(p, actor=a, reason="r"),
    "ask_takedown": lambda p, a, m, c: aftercare.ask_takedown(p, actor=a, mailed=m),
    "ask_rename": lambda p, a, m, c: aftercare.ask_rename(p, actor=a, message="m", mailed=m),
}

ROLES = {
    "author": {Who.AUTHOR},
    "other author": set(),
    "handler": {Who.EDITOR, Who.HANDLER, Who.PUBLISHER, Who.CHIEF},
    "handler by mail": {Who.BY_MAIL},
    "other editor": {Who.EDITOR, Who.PUBLISHER},
    "chief editor": {Who.EDITOR, Who.PUBLISHER, Who.CHIEF},
    "administrator": set(),
    "clock": {Who.CLOCK},
}


def _parts(role: str, status: str) -> set[Who]:
    """What the role may be here: anybody at the desk may decide on an unclaimed piece."""
    parts = set(ROLES[role])
    if status == Status.SUBMITTED and Who.EDITOR in parts:
        parts.add(Who.HANDLER)
    return parts


@pytest.fixture
def people(db):
    return {
        "handler": make_staff("chief_editor"),
        "other editor": make_staff("editor"),
        "colleague": make_staff("editor"),
    }


def _hold(piece, actor):
    """Make the last decision one that can still be taken back, as if it had been made a minute ago."""
    decision = piece.decisions.first()
    if decision is None:
        decision = Decision.objects.create(
            submission=piece, version=piece.current_version, verdict=Verdict.CHANGES, made_by=actor
        )
    Decision.objects.filter(pk=decision.pk).update(
        former_status=Status.IN_REVIEW, former=taking_back.remember(piece) | {"handler": actor.pk}
    )
    OutgoingEmail.objects.update(due_at=timezone.now() + datetime.timedelta(minutes=4))
    piece.held_decision, piece.held_until = decision, timezone.now() + datetime.timedelta(minutes=4)
    piece.save(update_fields=["held_decision", "held_until"])


def _held_parts(piece, actor):
    return {Who.DECIDER} if piece.is_held and piece.held_decision.made_by == actor else set()


def _actor(role, people, piece):
    if role == "author":
        return piece.author
    if role == "other author":
        return User.objects.create_author(email="somebody-else@example.org", language="en")
    if role == "clock":
        return User.objects.system()
    if role in {"handler", "handler by mail"}:
        return people["handler"]
    if role == "other editor":
        return people["other editor"]
    return make_staff({"chief editor": "chief_editor", "administrator": "administrator"}[role])


def _trace(piece):
    return (
        Submission.objects.filter(pk=piece.pk)
        .values_list("status", "handler_id", "title", "due_on", "article_id")
        .get(),
        Event.objects.filter(submission=piece).count(),
        piece.versions.count(),
        OutgoingEmail.objects.count(),
    )


def test_table_every_transition_has_its_verb():
    assert VERBS.keys() == TRANSITIONS.keys()


def test_statuses_every_one_can_be_reached():
    assert STEPS.keys() == set(Status.values)


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("status", Status.values)
def test_table_moves_happen_exactly_where_it_says(status, role, people):
    for name, transition in TRANSITIONS.items():
        piece = make_piece_in(status, handler=people["handler"])
        if name == "unhide" and status == Status.PUBLISHED:
            aftercare.hide(piece, actor=people["handler"])
        actor = _actor_once(role, people, piece)
        mailed = MAIL if role == "handler by mail" else None
        if mailed and Who.BY_MAIL not in transition.who:
            continue
        if name == "take_back" and actor == people["handler"]:
            _hold(piece, actor)
        before = _trace(piece)
        is_allowed = bool(transition.who & (_parts(role, status) | _held_parts(piece, actor)))
        is_possible = status in transition.moves
        if is_allowed and is_possible:
            VERBS[name](piece, actor, mailed, people["colleague"])
            piece.refresh_from_db()
            assert (name, piece.status) == (name, transition.moves[Status(status)] or Status.IN_REVIEW)
            last = piece.events.order_by("-pk").first()
            assert (last.action, last.from_status, last.to_status, last.actor) == (name, status, piece.status, actor)
            assert Event.objects.filter(submission=piece).count() == before[1] + 1
        else:
            with pytest.raises(WrongState if is_allowed else NotAllowed):
                VERBS[name](piece, actor, mailed, people["colleague"])
            assert (name, _trace(piece)) == (name, before)


def _actor_once(role, people, piece):
    if role == "author":
        return piece.author
    if role not in people:
        people[role] = _actor(role, people, piece)
    return people[role]


@pytest.mark.django_db
def test_refusals_are_sentences(people):
    piece = make_piece_in(Status.PUBLISHED, handler=people["handler"])
    with pytest.raises(MoveRefused) as refusal:
        withdrawing.withdraw(piece, actor=piece.author)
    assert str(refusal.value).startswith("This is not possible now: the piece is “Published”.")
