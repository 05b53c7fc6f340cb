"""The reviewer's side: agree, decline, draft, finish; and what every use of a link that is over leaves untouched."""

import datetime

import pytest
from django.utils import timezone

from aiss.accounts.models import User
from aiss.mail.models import OutgoingEmail
from submissions.models import Review, ReviewQuestion
from submissions.services import deciding, review_answers, reviewing
from submissions.services.review_answers import Opinion
from tests.factories import make_staff
from tests.submissions.services.reviews import REVIEWER, ask, ask_and_agree, finish, make_reviewed_piece, opinion_on
from tests.submissions.services.test_whole_or_nothing import fail_at_every_statement
from tests.tables import rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def piece():
    return make_reviewed_piece(make_staff("editor", email="desk@example.org"))


def kinds_since(pk=0):
    return [(email.kind, email.recipient) for email in OutgoingEmail.objects.filter(pk__gt=pk).order_by("pk")]


def last_letter():
    return OutgoingEmail.objects.latest("pk").pk


def test_agree_mails_the_way_to_the_text_to_the_address_that_was_asked(piece):
    review = ask(piece)
    before = last_letter()
    review_answers.agree(review)
    event = piece.events.latest("pk")
    assert (review.state, event.action, event.as_who) == ("agreed", "review_agreed", "reviewer")
    assert event.actor == User.objects.system()
    assert kinds_since(before) == [("review-agreed", REVIEWER), ("review-answered", "desk@example.org")]
    assert "/write/" in OutgoingEmail.objects.get(kind="review-agreed").text


def test_refuse_keeps_the_reason_with_the_review_and_out_of_the_letters(piece):
    review = ask(piece)
    before = last_letter()
    review_answers.refuse(review, reason="I know the author’s cousin.")
    assert (review.state, review.refusal) == ("refused", "I know the author’s cousin.")
    assert kinds_since(before) == [("review-answered", "desk@example.org")]
    assert "cousin" not in OutgoingEmail.objects.get(kind="review-answered").text
    assert "cousin" not in str(piece.events.latest("pk").codes)


def test_refuse_needs_a_word_of_why(piece):
    review = ask(piece)
    before = rows()
    with pytest.raises(review_answers.ReasonOfRefusalMissing):
        review_answers.refuse(review, reason="  ")
    assert rows() == before


def test_draft_is_kept_without_an_event_or_a_letter(piece):
    review = ask_and_agree(piece)
    events, letters = piece.events.count(), OutgoingEmail.objects.count()
    review_answers.save(review, Opinion(for_author=" Half a thought. "))
    assert (review.state, review.for_author, review.recommendation) == ("agreed", "Half a thought.", "")
    assert (piece.events.count(), OutgoingEmail.objects.count()) == (events, letters)
    assert review_answers.opinion_of(review).for_author == "Half a thought."


def test_finish_keeps_every_word_and_tells_the_desk_none_of_them(piece):
    review = ask_and_agree(piece)
    before = last_letter()
    review_answers.finish(review, opinion_on(review))
    assert (review.state, review.recommendation) == ("finished", "minor")
    assert [(a.asked_as, a.is_for_author, a.text) for a in review.answers.all()] == [
        ("Does the argument hold?", True, "Answer to 1."),
        ("Is anything in it wrong, unfair or a risk to somebody?", False, "Answer to 2."),
    ]
    assert kinds_since(before) == [("review-thanks", REVIEWER), ("review-finished", "desk@example.org")]
    for email in OutgoingEmail.objects.filter(pk__gt=before):
        for words in ("Answer to", "sources", "figures", "town"):
            assert words not in email.text + email.html


def test_questions_are_kept_as_they_were_asked(piece):
    review = finish(piece)
    ReviewQuestion.objects.filter(kind=piece.kind).update(text_en="Another question?", is_for_author=False)
    assert next((a.asked_as, a.is_for_author) for a in review.answers.all()) == ("Does the argument hold?", True)


def test_question_that_is_no_longer_asked_stays_for_who_has_answered_it(piece):
    review = ask_and_agree(piece)
    first, second = review_answers.questions_of(review)
    review_answers.save(review, Opinion(answers={first.pk: "Yes."}))
    other = ask_and_agree(piece, address="two@example.org")
    ReviewQuestion.objects.filter(pk=first.pk).update(is_asked=False)
    assert review_answers.questions_of(review) == [first, second]
    assert review_answers.questions_of(other) == [second]


@pytest.mark.parametrize(
    ("gap", "refusal"),
    [
        ({"recommendation": ""}, review_answers.RecommendationMissing),
        ({"recommendation": "burn it"}, review_answers.RecommendationMissing),
        ({"answers": {}}, review_answers.AnswerMissing),
    ],
)
def test_finish_with_a_gap_changes_nothing(piece, gap, refusal):
    review = ask_and_agree(piece)
    before = rows()
    with pytest.raises(refusal):
        review_answers.finish(review, opinion_on(review, **gap))
    assert rows() == before


def over(piece):
    """Return for each way in which a link is over: the review, and what is refused with which sentence."""
    past = timezone.localdate() - datetime.timedelta(days=60)
    agreed, refused, stopped, finished = (ask(piece, address=f"{number}@example.org") for number in range(4))
    review_answers.agree(agreed)
    review_answers.refuse(refused, reason="No time.")
    reviewing.call_off(stopped, actor=piece.handler)
    review_answers.agree(finished)
    review_answers.finish(finished, opinion_on(finished))
    expired_answer, expired_writing = ask(piece, address="5@example.org"), ask(piece, address="6@example.org")
    review_answers.agree(expired_writing)
    Review.objects.filter(pk__in=[expired_answer.pk, expired_writing.pk]).update(answer_by=past, due_on=past)
    return {
        "agreed": (agreed, "answer", review_answers.LinkUsed),
        "refused": (refused, "answer", review_answers.DeclinedAlready),
        "stopped": (stopped, "answer", review_answers.ReviewStopped),
        "finished": (finished, "answer", review_answers.LinkUsed),
        "finished writing": (finished, "write", review_answers.ReviewSent),
        "stopped writing": (stopped, "write", review_answers.ReviewStopped),
        "not agreed": (ask(piece, address="7@example.org"), "write", review_answers.LinkUnknown),
        "expired": (expired_answer, "answer", review_answers.LinkExpired),
        "expired writing": (expired_writing, "write", review_answers.LinkExpired),
    }


def test_link_that_is_over_changes_nothing_whatever_is_done_with_it(piece):
    cases = over(piece)
    before = rows()
    for name, (review, purpose, refusal) in cases.items():
        verbs = {
            "answer": (review_answers.agree, lambda one: review_answers.refuse(one, reason="No.")),
            "write": (
                lambda one: review_answers.save(one, opinion_on(one)),
                lambda one: review_answers.finish(one, opinion_on(one)),
            ),
        }[purpose]
        for verb in verbs:
            with pytest.raises(refusal) as raised:
                verb(Review.objects.get(pk=review.pk))
            assert (name, str(raised.value)[-1]) == (name, ".")
    assert rows() == before


def test_link_of_a_piece_that_was_decided_meanwhile_changes_nothing(piece):
    review = ask_and_agree(piece)
    deciding.accept(piece, actor=piece.handler)
    before = rows()
    with pytest.raises(review_answers.ReviewStopped):
        review_answers.finish(review, opinion_on(review))
    assert rows() == before


VERBS = {
    "ask": lambda piece, _review: ask(piece, address="new@example.org", message="Please."),
    "move_due": lambda piece, review: reviewing.move_due(review, actor=piece.handler, due_on=review.due_on),
    "call_off": lambda piece, review: reviewing.call_off(review, actor=piece.handler, reason="r"),
    "agree": lambda _piece, review: review_answers.agree(review),
    "refuse": lambda _piece, review: review_answers.refuse(review, reason="No time."),
    "finish": lambda _piece, review: review_answers.finish(review, opinion_on(review)),
}


@pytest.mark.parametrize("name", VERBS)
def test_verb_that_fails_at_any_statement_leaves_no_trace(piece, name):
    review = ask_and_agree(piece) if name == "finish" else ask(piece)
    assert fail_at_every_statement(lambda: VERBS[name](piece, Review.objects.get(pk=review.pk))) > 5
