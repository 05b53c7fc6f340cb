"""Reviewers: asked again once for an answer, reminded before and after the review's day; then the editor is told."""

import pytest

from aiss.mail.models import Lane, OutgoingEmail
from submissions.models import Conflict
from submissions.services import deciding, review_answers, reviewing, withdrawing
from submissions.services.reminding import remind_of_reviews
from submissions.services.review_answers import Opinion
from tests.factories import make_piece_in, make_staff
from tests.submissions.services.reminding.days import date_of, days_told, go_to, kinds, last_letter, reminders

pytestmark = pytest.mark.django_db
ANSWER_BY, DUE = 5, 14
REMINDED = "review_reminded"


@pytest.fixture
def editor(time_machine):
    go_to(time_machine, 0)
    return make_staff("chief_editor", email="chief@example.org")


@pytest.fixture
def piece(editor):
    return make_piece_in("in_review", handler=editor)


def ask(piece, editor, name="Nilab", due=DUE):
    address = f"{name.lower()}@example.org"
    return reviewing.ask(piece, actor=editor, name=name, address=address, language="en", due_on=date_of(due))


@pytest.fixture
def review(piece, editor):
    return ask(piece, editor)


def when_reminded(piece):
    return [when for when, _due_on in reminders(piece, REMINDED)]


def test_invitation_without_an_answer_is_repeated_once_and_then_the_editor_is_told(piece, review, time_machine):
    there = last_letter()

    assert days_told(time_machine, remind_of_reviews, range(1, DUE + 11)) == {ANSWER_BY: 1, DUE + 1: 1}
    assert when_reminded(piece) == ["answer", "after"]
    assert kinds(there) == ["review-reminder", "review-overdue"]
    event = piece.events.filter(action=REMINDED).first()
    assert event.codes == {
        "review": review.pk, "number": 1, "when": "answer", "due_on": date_of(DUE).isoformat()
    }  # fmt: skip


def test_reviewer_who_agreed_is_reminded_before_and_after_and_the_editor_told_once(piece, review, time_machine):
    review_answers.agree(review)
    there = last_letter()

    assert days_told(time_machine, remind_of_reviews, range(1, DUE + 11)) == {DUE - 2: 1, DUE + 1: 1}
    assert when_reminded(piece) == ["before", "after"]
    assert kinds(there) == ["review-reminder", "review-reminder", "review-overdue"]
    letters = OutgoingEmail.objects.filter(kind="review-reminder")
    assert {(letter.recipient, letter.lane, letter.secret) for letter in letters} == {
        ("nilab@example.org", Lane.REMINDER, True)
    }
    assert OutgoingEmail.objects.get(kind="review-overdue").recipient == "chief@example.org"


def test_clock_that_stood_still_sends_only_the_last(piece, review, time_machine):
    review_answers.agree(review)
    there = last_letter()

    assert days_told(time_machine, remind_of_reviews, [3, DUE + 5, DUE + 6]) == {DUE + 5: 1}
    assert kinds(there) == ["review-reminder", "review-overdue"]


def test_clock_that_stood_still_repeats_a_late_invitation_and_tells_the_editor_in_one(piece, review, time_machine):
    there = last_letter()

    assert days_told(time_machine, remind_of_reviews, [DUE + 3, DUE + 4]) == {DUE + 3: 1}
    assert kinds(there) == ["review-reminder", "review-overdue"]


def test_link_that_has_expired_is_not_sent_again(piece, review, time_machine):
    there = last_letter()

    assert days_told(time_machine, remind_of_reviews, [60, 61]) == {60: 1}
    assert kinds(there) == ["review-overdue"]


def test_another_day_brings_its_own_reminders(piece, review, editor, time_machine):
    review_answers.agree(review)
    go_to(time_machine, DUE + 1)
    remind_of_reviews()
    reviewing.move_due(review, actor=editor, due_on=date_of(30))

    assert days_told(time_machine, remind_of_reviews, range(DUE + 1, 40)) == {28: 1, 31: 1}


def test_reviews_of_one_piece_are_told_apart(piece, review, editor, time_machine):
    other = ask(piece, editor, "Rahim", due=20)
    review_answers.agree(review)
    review_answers.agree(other)

    assert days_told(time_machine, remind_of_reviews, range(1, 25)) == {12: 1, 15: 1, 18: 1, 21: 1}


@pytest.mark.parametrize("end", ["refused", "finished", "called off", "accepted", "withdrawn"])
def test_review_that_ended_meanwhile_is_left_alone(piece, review, editor, time_machine, end):
    if end != "refused":
        review_answers.agree(review)
    go_to(time_machine, DUE + 1)
    if end == "refused":
        review_answers.refuse(review, reason="No time.")
    elif end == "finished":
        questions = {question.pk: "Yes." for question in review_answers.questions_of(review)}
        review_answers.finish(review, Opinion(recommendation="accept", answers=questions))
    elif end == "called off":
        reviewing.call_off(review, actor=editor)
    elif end == "accepted":
        deciding.accept(piece, actor=editor)
    else:
        withdrawing.withdraw(piece, actor=piece.author)

    assert days_told(time_machine, remind_of_reviews, [DUE + 1, DUE + 10]) == {}


def test_colleague_who_was_shut_out_is_not_reminded(piece, editor, time_machine):
    colleague = make_staff("editor", email="nilab@example.org")
    review = ask(piece, editor)
    review_answers.agree(review)
    Conflict.objects.create(submission=piece, user=colleague, made_by=editor)

    assert days_told(time_machine, remind_of_reviews, [DUE - 2, DUE]) == {}
    assert not OutgoingEmail.objects.filter(kind="review-reminder").exists()


def test_nobody_is_reminded_on_the_heels_of_the_invitation(piece, editor, time_machine):
    ask(piece, editor, due=0)
    go_to(time_machine, 0, hours=12)

    assert remind_of_reviews() == 0


def test_no_name_or_address_of_a_reviewer_is_in_an_event(piece, review, time_machine):
    days_told(time_machine, remind_of_reviews, [ANSWER_BY, DUE + 1])
    codes = str(list(piece.events.values_list("codes", flat=True))).lower()
    assert ("nilab" in codes, "@" in codes) == (False, False)
