"""Due days of authors: a reminder before and one after, for each day that was given."""

import datetime

import pytest
from django.utils import timezone

from aiss.mail.models import Lane, OutgoingEmail
from submissions.services import conversing, deciding, proofing, withdrawing
from submissions.services.reminding import remind_of_changes, remind_of_proofs
from tests.factories import make_piece_in, make_staff
from tests.submissions.services.reminding.days import date_of, days_told, go_to, kinds, last_letter, reminders

pytestmark = pytest.mark.django_db
DUE = 7
BEFORE, AFTER = DUE - 2, DUE + 1
ACTIONS = ("changes_reminded", "proof_reminded")
# status, what reminds, the letters before and after
CHANGES = ("changes_requested", remind_of_changes, ["changes-reminder"], ["changes-reminder"])
PROOF = ("proof_sent", remind_of_proofs, ["proof-reminder"], ["proof-reminder", "proof-overdue"])
BOTH = pytest.mark.parametrize(("status", "remind", "before", "after"), [CHANGES, PROOF], ids=["changes", "proof"])


@pytest.fixture
def chief(time_machine):
    go_to(time_machine, 0)
    return make_staff("chief_editor", email="chief@example.org")


@BOTH
def test_author_is_reminded_before_and_after_once_each(chief, time_machine, status, remind, before, after):
    piece = make_piece_in(status, handler=chief)
    there = last_letter()

    assert days_told(time_machine, remind, range(1, DUE + 11)) == {BEFORE: 1, AFTER: 1}
    due_on = date_of(DUE).isoformat()
    assert reminders(piece, *ACTIONS) == [("before", due_on), ("after", due_on)]
    assert kinds(there) == before + after


@BOTH
@pytest.mark.parametrize("day", [AFTER, AFTER + 1, DUE + 10])
def test_clock_that_stood_still_sends_only_the_later_of_both(chief, time_machine, status, remind, before, after, day):
    make_piece_in(status, handler=chief)
    there = last_letter()

    assert days_told(time_machine, remind, [2, day, day + 1, day + 9]) == {day: 1}
    assert kinds(there) == after


@BOTH
def test_clock_that_comes_back_between_both_sends_each(chief, time_machine, status, remind, before, after):
    piece = make_piece_in(status, handler=chief)

    assert days_told(time_machine, remind, [DUE, DUE + 6]) == {DUE: 1, DUE + 6: 1}
    assert [when for when, _due_on in reminders(piece, *ACTIONS)] == ["before", "after"]


@BOTH
def test_another_day_brings_its_own_reminders(chief, time_machine, status, remind, before, after):
    piece = make_piece_in(status, handler=chief)
    go_to(time_machine, AFTER)
    remind()
    deciding.move_due(piece, actor=chief, due_on=date_of(20))

    assert days_told(time_machine, remind, range(AFTER, 32)) == {18: 1, 21: 1}
    assert reminders(piece, *ACTIONS)[1:] == [(when, date_of(20).isoformat()) for when in ("before", "after")]


@BOTH
def test_same_day_given_again_brings_reminders_again(chief, time_machine, status, remind, before, after):
    piece = make_piece_in(status, handler=chief)
    go_to(time_machine, BEFORE)
    remind()
    deciding.move_due(piece, actor=chief, due_on=date_of(DUE + 3))
    deciding.move_due(piece, actor=chief, due_on=date_of(DUE))

    assert days_told(time_machine, remind, range(BEFORE, 12)) == {BEFORE + 1: 1, AFTER: 1}


@BOTH
def test_nobody_is_reminded_on_the_heels_of_the_letter_that_asked(chief, time_machine, status, remind, before, after):
    piece = make_piece_in(status, handler=chief)
    deciding.move_due(piece, actor=chief, due_on=date_of(1))
    go_to(time_machine, 0, hours=12)

    assert remind() == 0
    assert days_told(time_machine, remind, [1, 2]) == {1: 1, 2: 1}


@BOTH
def test_piece_withdrawn_meanwhile_is_left_alone(chief, time_machine, status, remind, before, after):
    piece = make_piece_in(status, handler=chief)
    go_to(time_machine, AFTER)
    withdrawing.withdraw(piece, actor=piece.author)

    assert remind() == 0


@BOTH
def test_author_who_waits_for_an_answer_is_not_reminded_until_it_came(
    chief, time_machine, status, remind, before, after
):
    piece = make_piece_in(status, handler=chief)
    conversing.write_back(piece, actor=piece.author, message="May I have another week?")
    assert days_told(time_machine, remind, [BEFORE, AFTER]) == {}
    conversing.write(piece, actor=chief, message="I am afraid not.")

    assert days_told(time_machine, remind, [AFTER + 1, AFTER + 2]) == {AFTER + 1: 1}


@BOTH
def test_reminder_before_the_day_loses_its_use_with_the_day(chief, time_machine, status, remind, before, after):
    make_piece_in(status, handler=chief)
    days_told(time_machine, remind, [BEFORE, AFTER])
    letters = OutgoingEmail.objects.filter(kind=before[0]).order_by("pk")

    midnight = timezone.make_aware(datetime.datetime.combine(date_of(DUE + 1), datetime.time.min))
    assert [(letter.lane, letter.expires_at) for letter in letters] == [
        (Lane.REMINDER, midnight),
        (Lane.REMINDER, None),
    ]
    assert ["by 8 March 2026" in letter.text for letter in letters] == [True, True]


def test_request_that_can_be_taken_back_reminds_nobody(chief, time_machine, settings):
    settings.DECISION_GRACE_MINUTES = 60
    piece = make_piece_in("in_review", handler=chief)
    deciding.request_changes(piece, actor=chief, message="Shorter.", due_on=date_of(0))
    go_to(time_machine, 0, hours=0.5)
    assert remind_of_changes() == 0
    deciding.take_back(piece, actor=chief)

    assert days_told(time_machine, remind_of_changes, [1, 2, 9]) == {}


def test_proof_sent_anew_brings_its_own_reminders(chief, time_machine):
    piece = make_piece_in("proof_sent", handler=chief)
    go_to(time_machine, AFTER)
    remind_of_proofs()
    proofing.recall_proof(piece, actor=chief, reason="A slip.")
    proofing.send_proof(piece, actor=chief)

    assert days_told(time_machine, remind_of_proofs, range(AFTER, AFTER + 12)) == {AFTER + 5: 1, AFTER + 8: 1}


def test_proof_that_is_overdue_shows_at_the_desk_in_the_editor_own_language(chief, time_machine):
    chief.language = "fa"
    chief.save()
    make_piece_in("proof_sent", handler=chief)
    go_to(time_machine, AFTER)
    remind_of_proofs()
    letter = OutgoingEmail.objects.get(kind="proof-overdue")
    assert (letter.recipient, letter.language) == ("chief@example.org", "fa")
