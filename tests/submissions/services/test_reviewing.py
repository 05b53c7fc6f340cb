"""Second opinions as the desk deals with them: whom it may ask, what leaves by letter, what a refusal changes."""

import datetime

import pytest
from django.utils import timezone

from aiss.mail.models import OutgoingEmail, State
from submissions.models import Conflict, Contributor, Kind, Review
from submissions.services import deciding, review_answers, reviewing, withdrawing
from submissions.services.moving import NotAllowed, StalePage, last_event_id
from tests.factories import make_author, make_piece, make_piece_in, make_staff
from tests.submissions.services.reviews import REVIEWER, ask, ask_and_agree, finish, make_reviewed_piece
from tests.tables import rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_staff("editor", display_name="Mina Sadat")


@pytest.fixture
def piece(editor):
    return make_reviewed_piece(editor)


def letters_to(address=REVIEWER):
    return [email for email in OutgoingEmail.objects.order_by("pk") if email.recipient == address]


def in_days(days):
    return timezone.localdate() + datetime.timedelta(days=days)


def test_ask_writes_one_review_one_event_and_one_letter(piece, editor):
    review = ask(piece, message="You know the town.", due_on=in_days(20))
    event = piece.events.latest("pk")
    [letter] = letters_to()
    assert (review.number, review.state, review.anonymity, review.colleague) == (1, "asked", "both_hidden", None)
    assert (review.due_on, review.answer_by) == (in_days(20), in_days(5))
    assert (event.action, event.actor, event.codes) == ("review_asked", editor, {"review": review.pk, "number": 1})
    assert (letter.kind, letter.secret, letter.state) == ("review-invitation", True, State.WAITING)
    for words in ("Rosa Reader", "You know the town.", "Does the argument hold?", "/en/reviews/", piece.reference):
        assert words in letter.subject + letter.text
    assert letter.subject.count(piece.title) == 0


def test_ask_takes_the_days_of_the_kind_and_no_longer_for_the_answer_than_for_the_review(piece):
    Kind.objects.filter(pk=piece.kind_id).update(review_days=3)
    review = ask(piece)
    assert (review.answer_by, review.due_on) == (in_days(3), in_days(3))


def test_ask_counts_the_reviewers_of_a_piece(piece):
    first = ask(piece)
    reviewing.call_off(first, actor=piece.handler)
    assert [ask(piece).number, ask(piece, address="other@example.org").number] == [2, 3]


def test_anonymity_stays_what_it_was_when_asked(piece):
    review = ask(piece)
    Kind.objects.filter(pk=piece.kind_id).update(anonymity="open")
    review.refresh_from_db()
    assert review.anonymity == "both_hidden"


def test_ask_with_the_address_of_staff_asks_a_colleague_in_their_language(piece):
    colleague = make_staff("administrator", email="aria@example.org", display_name="Aria", language="fa")
    review = ask(piece, address="ARIA@example.org", name="")
    assert (review.colleague, review.name, review.language) == (colleague, "Aria", "fa")
    assert [one.pk for one in reviewing.asked_of(colleague)] == [review.pk]
    Conflict.objects.create(submission=piece, user=colleague, made_by=piece.handler)
    assert list(reviewing.asked_of(colleague)) == []


def refusals():
    return {
        "the author": (reviewing.ReviewerIsAuthor, "Nobody reviews their own text"),
        "a co-author": (reviewing.ReviewerIsAuthor, "Nobody reviews their own text"),
        "the handling editor": (reviewing.ReviewerDecides, "Whoever decides"),
        "somebody shut out": (reviewing.ReviewerIsShutOut, "conflict of interest"),
        "somebody asked already": (reviewing.AskedAlready, "asked already"),
        "nobody": (reviewing.ReviewerUnknown, "e-mail address"),
        "an address that is none": (reviewing.ReviewerUnknown, "e-mail address"),
    }


@pytest.mark.parametrize("who", refusals())
def test_ask_refuses_who_cannot_review_and_changes_nothing(piece, who):
    author_address = piece.author.email.upper()
    Contributor.objects.create(submission=piece, position=2, public_name="Nur Ahmad", address="nur@example.org")
    shut_out = make_staff("editor", email="shut@example.org")
    Conflict.objects.create(submission=piece, user=shut_out, made_by=piece.handler)
    ask(piece, address="asked@example.org")
    addresses = {
        "the author": author_address,
        "a co-author": " Nur@Example.org",
        "the handling editor": piece.handler.email,
        "somebody shut out": "shut@example.org",
        "somebody asked already": "Asked@example.org",
        "nobody": "",
        "an address that is none": "a b@example.org\r\nBcc: x@example.org",
    }
    expected, words = refusals()[who]
    before = rows()
    with pytest.raises(expected, match=words):
        ask(piece, address=addresses[who])
    assert rows() == before


def test_ask_needs_a_text_and_a_day_to_come(editor):
    piece = make_reviewed_piece(editor)
    before = rows()
    with pytest.raises(reviewing.DayIsPast):
        ask(piece, due_on=in_days(-1))
    piece.needs_typing = True
    piece.save(update_fields=["needs_typing"])
    with pytest.raises(reviewing.TextNotTyped):
        ask(piece)
    piece.needs_typing = False
    piece.save(update_fields=["needs_typing"])
    assert rows() == before


def test_ask_refuses_words_that_name_the_author_unless_the_review_is_open(piece):
    before = rows()
    with pytest.raises(reviewing.MessageNamesAuthor):
        ask(piece, message="This is by BAHAR MEHR.")
    assert rows() == before
    Kind.objects.filter(pk=piece.kind_id).update(anonymity="open")
    ask(piece, message="This is by Bahar Mehr.")
    assert "Bahar Mehr" in letters_to()[0].text


@pytest.mark.parametrize("status", ["accepted", "declined", "withdrawn", "published"])
def test_ask_is_closed_once_a_piece_is_decided(status):
    chief = make_staff("chief_editor")
    piece = make_piece_in(status, handler=chief)
    before = rows()
    with pytest.raises(reviewing.NotOpenForReviews):
        ask(piece, actor=chief)
    assert rows() == before


def test_ask_is_for_who_decides(piece):
    before_staff = make_staff("editor")
    chief = make_staff("chief_editor")
    before = rows()
    for actor in (before_staff, piece.author):
        with pytest.raises(NotAllowed):
            ask(piece, actor=actor)
    assert rows() == before
    assert ask(piece, actor=chief).asked_by == chief


def test_a_sole_editor_asks_for_no_review_of_a_piece_of_their_own(db):
    only = make_staff("chief_editor")
    piece = make_piece(only)
    before = rows()
    with pytest.raises(NotAllowed):
        ask(piece, actor=only)
    assert rows() == before


def test_desk_verbs_notice_a_stale_page(piece):
    seen = last_event_id(piece)
    review = ask(piece, seen=seen)
    before = rows()
    with pytest.raises(StalePage):
        ask(piece, address="other@example.org", seen=seen)
    with pytest.raises(StalePage):
        reviewing.call_off(review, actor=piece.handler, seen=seen)
    with pytest.raises(StalePage):
        reviewing.move_due(review, actor=piece.handler, due_on=in_days(9), seen=seen)
    assert rows() == before


def test_move_due_tells_the_reviewer_and_makes_an_expired_invitation_work_again(piece, editor):
    review = ask(piece)
    Review.objects.filter(pk=review.pk).update(answer_by=in_days(-40), due_on=in_days(-35))
    review = reviewing.move_due(Review.objects.get(pk=review.pk), actor=editor, due_on=in_days(10))
    assert (review.due_on, review.answer_by) == (in_days(10), in_days(5))
    assert letters_to()[-1].kind == "review-moved"
    assert piece.events.latest("pk").codes == {"review": review.pk, "number": 1, "due_on": in_days(10).isoformat()}
    assert review_answers.agree(review).state == "agreed"


def test_call_off_tells_the_reviewer_and_keeps_the_reason_at_the_desk(piece, editor):
    review = reviewing.call_off(ask(piece), actor=editor, reason="The author has withdrawn a claim.")
    event = piece.events.latest("pk")
    letter = letters_to()[-1]
    assert (review.state, event.action, letter.kind) == ("stopped", "review_stopped", "review-stopped")
    assert [(text.text, text.is_for_author) for text in event.texts.all()] == [
        ("The author has withdrawn a claim.", False)
    ]
    assert "claim" not in letter.text
    before = rows()
    with pytest.raises(reviewing.ReviewIsOver):
        reviewing.call_off(review, actor=editor)
    with pytest.raises(reviewing.ReviewIsOver):
        reviewing.move_due(review, actor=editor, due_on=in_days(3))
    assert rows() == before


def test_withdrawal_stops_what_is_under_way_and_tells_each_reviewer(piece):
    agreed, asked = ask_and_agree(piece), ask(piece, address="two@example.org")
    done = finish(piece, address="three@example.org")
    withdrawing.withdraw(piece, actor=piece.author)
    assert [Review.objects.get(pk=one.pk).state for one in (agreed, asked, done)] == ["stopped", "stopped", "finished"]
    stopped = OutgoingEmail.objects.filter(kind="review-stopped")
    assert sorted(email.recipient for email in stopped) == [REVIEWER, "two@example.org"]


def test_decision_taken_back_lets_the_reviews_go_on_and_no_letter_leaves(piece, editor, settings):
    settings.DECISION_GRACE_MINUTES = 5
    review = ask_and_agree(piece)
    finished = finish(piece, address="two@example.org")
    deciding.decline(piece, actor=editor, decline_reason="scope")
    review.refresh_from_db()
    letter = OutgoingEmail.objects.get(kind="review-stopped")
    assert (review.state, letter.due_at, letter.secret) == ("stopped", piece.held_until, True)
    with pytest.raises(review_answers.DeskDeciding):
        review_answers.save(review, review_answers.Opinion())
    deciding.take_back(piece, actor=editor)
    review.refresh_from_db()
    finished.refresh_from_db()
    letter.refresh_from_db()
    assert (review.state, finished.state, letter.state) == ("agreed", "finished", State.CANCELLED)


def test_review_that_arrives_before_a_decision_is_taken_back_stays(piece, editor, settings):
    settings.DECISION_GRACE_MINUTES = 5
    review = ask_and_agree(piece)
    deciding.request_changes(piece, actor=editor, message="Shorter, please.")
    reviewing.call_off(review, actor=editor)
    deciding.take_back(piece, actor=editor)
    review.refresh_from_db()
    assert review.state == "stopped"


def test_nothing_is_asked_of_an_author_who_was_added_later(piece):
    review = ask(piece)
    Contributor.objects.create(submission=piece, position=2, public_name="Rosa", address=REVIEWER)
    before = rows()
    with pytest.raises(review_answers.ReviewStopped):
        review_answers.agree(review)
    assert rows() == before


def test_author_of_another_piece_may_review(piece):
    make_author(REVIEWER)
    assert ask(piece).colleague is None
