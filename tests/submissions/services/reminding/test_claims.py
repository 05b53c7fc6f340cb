"""A claim that nobody works on goes back to the queue; any sign of work keeps it."""

import datetime

import pytest
from django.conf import settings
from django.utils import timezone

from aiss.mail.models import OutgoingEmail
from submissions.models import Conflict, WorkingCopy
from submissions.services import claiming, conversing, deciding, editing, noting, reviewing
from submissions.services.reminding import release_idle_claims, tell_of_missed_promises
from submissions.services.versions import Text
from tests.factories import make_piece_in, make_staff
from tests.submissions.services.reminding.days import date_of, days_told, go_to, kinds, last_letter

pytestmark = pytest.mark.django_db
IDLE = settings.IDLE_CLAIM_DAYS


@pytest.fixture
def editor(time_machine):
    go_to(time_machine, 0)
    make_staff("chief_editor", email="chief@example.org", language="fa")
    return make_staff("editor", email="editor@example.org")


def test_idle_claim_goes_back_once_with_a_letter_to_its_editor_and_the_chief(editor, time_machine):
    piece = make_piece_in("in_review", handler=editor)
    there = last_letter()

    assert days_told(time_machine, release_idle_claims, range(1, IDLE + 11)) == {IDLE: 1}
    piece.refresh_from_db()
    event = piece.events.latest("pk")
    assert (piece.status, piece.handler) == ("submitted", None)
    assert (event.action, event.as_who, event.codes) == ("lapse", "clock", {"user": editor.public_id})
    assert kinds(there) == ["claim-lapsed", "claim-lapsed"]
    written = {letter.recipient: letter.language for letter in OutgoingEmail.objects.filter(kind="claim-lapsed")}
    assert written == {"editor@example.org": "en", "chief@example.org": "fa"}


def test_clock_that_stood_still_releases_late(editor, time_machine):
    make_piece_in("in_review", handler=editor)

    assert days_told(time_machine, release_idle_claims, [3, IDLE + 10]) == {IDLE + 10: 1}


def test_released_piece_can_be_claimed_again_and_counts_anew(editor, time_machine):
    piece = make_piece_in("in_review", handler=editor)
    go_to(time_machine, IDLE)
    release_idle_claims()
    claiming.claim(piece, actor=editor)

    assert days_told(time_machine, release_idle_claims, range(IDLE, 2 * IDLE + 2)) == {2 * IDLE: 1}


def note(piece, editor):
    noting.leave(piece, actor=editor, text="Still reading.")


def write(piece, editor):
    conversing.write(piece, actor=editor, message="Still reading.")


def save(piece, editor):
    editing.save_version(
        piece, Text(title="Another Title", standfirst="", body="<p>New.</p>"), actor=editor, based_on=1
    )


def type_a_word(piece, editor):
    WorkingCopy.objects.create(submission=piece, user=editor, based_on=1, has_text=True, seen_at=timezone.now())


def assign(piece, editor):
    claiming.assign(piece, actor=editor, handler=make_staff("editor"))


@pytest.mark.parametrize("work", [note, write, save, type_a_word, assign])
def test_sign_of_work_counts_the_days_anew(editor, time_machine, work):
    piece = make_piece_in("in_review", handler=editor)
    go_to(time_machine, 6)
    work(piece, editor)

    assert days_told(time_machine, release_idle_claims, range(6, IDLE + 10)) == {IDLE + 6: 1}


def test_review_under_way_keeps_the_claim_until_it_is_overdue_for_as_long(editor, time_machine):
    piece = make_piece_in("in_review", handler=editor)
    reviewing.ask(piece, actor=editor, name="Nilab", address="nilab@example.org", due_on=date_of(20))

    assert days_told(time_machine, release_idle_claims, range(1, 20 + IDLE + 5)) == {20 + IDLE + 1: 1}


def test_what_the_clock_did_and_what_the_author_asked_is_no_sign_of_work(editor, time_machine):
    piece = make_piece_in("in_review", handler=editor)
    go_to(time_machine, IDLE - 2)
    assert tell_of_missed_promises() == 1
    conversing.write_back(piece, actor=piece.author, message="Any news?")

    assert days_told(time_machine, release_idle_claims, [IDLE - 1, IDLE]) == {IDLE: 1}


@pytest.mark.parametrize(
    "status", ["submitted", "changes_requested", "accepted", "proof_sent", "approved", "published"]
)
def test_only_claims_under_review_lapse(editor, time_machine, status):
    chief = make_staff("chief_editor")
    make_piece_in(status, handler=chief)

    assert days_told(time_machine, release_idle_claims, [IDLE, IDLE + 10]) == {}


def test_editor_who_was_shut_out_meanwhile_hears_nothing(editor, time_machine):
    piece = make_piece_in("in_review", handler=editor)
    Conflict.objects.create(submission=piece, user=editor, made_by=editor)
    go_to(time_machine, IDLE)
    release_idle_claims()
    assert [letter.recipient for letter in OutgoingEmail.objects.filter(kind="claim-lapsed")] == ["chief@example.org"]


def test_decision_taken_back_counts_as_work(editor, time_machine, settings):
    settings.DECISION_GRACE_MINUTES = 5
    piece = make_piece_in("in_review", handler=editor)
    go_to(time_machine, 8)
    deciding.decline(piece, actor=editor, decline_reason="scope")
    deciding.take_back(piece, actor=editor)

    assert days_told(time_machine, release_idle_claims, [IDLE, 8 + IDLE]) == {8 + IDLE: 1}


def test_days_are_counted_from_the_hour(editor, time_machine):
    make_piece_in("in_review", handler=editor)
    time_machine.move_to(timezone.now() + datetime.timedelta(days=IDLE, minutes=-1), tick=False)

    assert release_idle_claims() == 0
