"""The promised day: told to the author and the chief editor once it has passed, once for each promise."""

import pytest

from aiss.mail.models import Lane, OutgoingEmail
from submissions.models import Conflict
from submissions.services import claiming, conversing, deciding, editing, withdrawing
from submissions.services.reminding import tell_of_missed_promises
from submissions.services.versions import Text
from tests.factories import make_author, make_piece, make_piece_in, make_staff
from tests.submissions.services.reminding.days import date_of, days_told, go_to, kinds, last_letter

pytestmark = pytest.mark.django_db
PROMISED = 5


@pytest.fixture
def chief():
    return make_staff("chief_editor", email="chief@example.org")


@pytest.fixture
def day_zero(time_machine):
    go_to(time_machine, 0)


@pytest.mark.parametrize("status", ["submitted", "in_review"])
def test_promise_is_told_the_day_after_it_passed_and_never_again(chief, day_zero, time_machine, status):
    piece = make_piece_in(status, handler=chief)

    assert days_told(time_machine, tell_of_missed_promises, range(1, PROMISED + 11)) == {PROMISED + 1: 1}
    event = piece.events.get(action="promise_missed")
    assert event.codes == {"due_on": date_of(PROMISED).isoformat()}
    assert (event.as_who, event.from_status, event.to_status) == ("clock", status, status)


def test_clock_that_stood_still_tells_late_and_once(chief, day_zero, time_machine):
    make_piece()

    assert days_told(time_machine, tell_of_missed_promises, [2, PROMISED + 10, PROMISED + 11]) == {PROMISED + 10: 1}


def test_author_reads_the_day_and_the_chief_is_warned(chief, day_zero, time_machine):
    make_staff("editor")
    piece = make_piece(make_author(email="bahar@example.org"))
    before = last_letter()
    go_to(time_machine, PROMISED + 1)
    tell_of_missed_promises()
    written = {letter.kind: letter for letter in OutgoingEmail.objects.filter(pk__gt=before)}
    assert {kind: letter.recipient for kind, letter in written.items()} == {
        "late-answer": "bahar@example.org",
        "promise-missed": "chief@example.org",
    }
    author = written["late-answer"]
    assert "by 6 March 2026" in author.text
    assert "you may withdraw the piece at any time" in author.text
    assert author.lane == Lane.REMINDER
    assert piece.title not in written["promise-missed"].subject


@pytest.mark.parametrize(("language", "day"), [("en", "6 March 2026"), ("fa", "۱۵ حوت ۱۴۰۴"), ("ps", "۱۵ کب ۱۴۰۴")])
def test_receipts_state_the_promised_day(chief, day_zero, time_machine, language, day):
    piece = make_piece_in("changes_requested", handler=chief, piece_language=language, letter_language=language)
    editing.resubmit(piece, Text(title="A Title", standfirst="", body="<p>New.</p>"), actor=piece.author)

    assert [day in OutgoingEmail.objects.get(kind=kind).text for kind in ("receipt", "receipt-of-version")] == [
        True
    ] * 2


@pytest.mark.parametrize("status", ["changes_requested", "accepted", "declined", "withdrawn", "proof_sent"])
def test_decision_or_withdrawal_leaves_no_promise(chief, day_zero, time_machine, status):
    make_piece_in(status, handler=chief)

    assert days_told(time_machine, tell_of_missed_promises, [PROMISED + 1, PROMISED + 10]) == {}


def test_message_to_the_author_is_an_answer(chief, day_zero, time_machine):
    piece = make_piece_in("in_review", handler=chief)
    conversing.write(piece, actor=chief, message="We need some more days.")

    assert days_told(time_machine, tell_of_missed_promises, [PROMISED + 1, PROMISED + 10]) == {}


def test_decision_taken_back_is_no_answer(chief, day_zero, time_machine, settings):
    settings.DECISION_GRACE_MINUTES = 5
    piece = make_piece_in("in_review", handler=chief)
    deciding.decline(piece, actor=chief, decline_reason="scope")
    deciding.take_back(piece, actor=chief)

    assert days_told(time_machine, tell_of_missed_promises, [PROMISED, PROMISED + 1, PROMISED + 2]) == {PROMISED + 1: 1}


def test_each_new_version_makes_a_new_promise(chief, day_zero, time_machine):
    piece = make_piece_in("in_review", handler=chief)
    go_to(time_machine, 10)
    tell_of_missed_promises()
    deciding.request_changes(piece, actor=chief, message="Shorter, please.")
    go_to(time_machine, 12)
    editing.resubmit(piece, Text(title="A Title", standfirst="", body="<p>New.</p>"), actor=piece.author)

    assert days_told(time_machine, tell_of_missed_promises, range(12, 30)) == {18: 1}
    assert piece.events.filter(action="promise_missed").count() == 2


def test_piece_withdrawn_meanwhile_is_left_alone(chief, day_zero, time_machine):
    piece = make_piece()
    go_to(time_machine, PROMISED + 1)
    withdrawing.withdraw(piece, actor=piece.author)

    assert tell_of_missed_promises() == 0


def test_chief_who_is_shut_out_hears_nothing_and_the_others_are_warned(chief, day_zero, time_machine):
    editor = make_staff("editor", email="editor@example.org")
    piece = make_piece()
    claiming.claim(piece, actor=editor)
    Conflict.objects.create(submission=piece, user=chief, made_by=chief)
    before = last_letter()
    go_to(time_machine, PROMISED + 1)
    tell_of_missed_promises()
    assert kinds(before) == ["late-answer", "promise-missed"]
    assert OutgoingEmail.objects.get(kind="promise-missed").recipient == "editor@example.org"
