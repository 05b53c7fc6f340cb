"""The desk's pages about reviews: ask, another day, call off, side by side; who may see them, and second clicks."""

import datetime

import pytest
from django.utils import timezone

from aiss.mail.models import OutgoingEmail
from submissions.models import Contributor, Review
from submissions.services import review_answers
from submissions.services.moving import last_event_id
from tests.factories import make_piece, make_staff
from tests.submissions.admin.conftest import address, signed_in
from tests.submissions.services.reviews import REVIEWER, ask, ask_and_agree, finish, make_reviewed_piece
from tests.tables import rows


@pytest.fixture
def piece(editor):
    return make_reviewed_piece(editor)


def in_days(days):
    return (timezone.localdate() + datetime.timedelta(days=days)).isoformat()


def form_for(piece, **more):
    sent = {"seen": last_event_id(piece), "name": "Rosa Reader", "address": REVIEWER, "language": "en"}
    return sent | {"due_on": in_days(9), "message": "You know the town."} | more


def test_ask_sends_the_invitation_and_shows_on_the_piece(desk, piece):
    response = desk["editor"].post(address(piece, "ask_review"), form_for(piece), follow=True)
    review = Review.objects.get()
    assert response.redirect_chain[-1][0] == f"{address(piece)}#reviews"
    for words in ("Rosa Reader is asked for a review", "asked, no answer yet", "a reviewer", "Review asked for"):
        assert words in response.text
    assert review.due_on.isoformat() == in_days(9)
    assert "You know the town." in OutgoingEmail.objects.get(kind="review-invitation").text


def test_ask_of_a_colleague_needs_no_name_and_no_address(desk, piece, other_editor):
    sent = form_for(piece, name="", address="", colleague=other_editor.pk)
    desk["editor"].post(address(piece, "ask_review"), sent)
    assert Review.objects.get().colleague == other_editor


def test_ask_offers_no_colleague_who_decides_or_wrote_the_piece(desk, piece, editor, other_editor, chief):
    page = desk["editor"].get(address(piece, "ask_review"))
    assert set(page.context["form"].fields["colleague"].queryset) == {other_editor, chief}


def test_ask_twice_is_one_letter_and_no_complaint(desk, piece):
    sent = form_for(piece)
    first = desk["editor"].post(address(piece, "ask_review"), sent)
    second = desk["editor"].post(address(piece, "ask_review"), sent)
    assert (first.status_code, second.status_code) == (302, 302)
    assert (Review.objects.count(), OutgoingEmail.objects.filter(kind="review-invitation").count()) == (1, 1)


def test_ask_from_a_stale_page_keeps_the_words_and_tells_what_happened(desk, piece):
    sent = form_for(piece)
    ask(piece, address="two@example.org")
    before = rows()
    response = desk["editor"].post(address(piece, "ask_review"), sent)
    assert response.status_code == 409
    for words in ("You know the town.", "This happened meanwhile", "Review asked for"):
        assert words in response.text
    assert rows() == before


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"address": "author@writers.example"}, "Nobody reviews their own text"),
        ({"address": "", "name": ""}, "choose a colleague"),
        ({"address": "not an address"}, "such as name@example.org"),
        ({"due_on": "2020-01-01"}, "This day is in the past"),
        ({"due_on": "2026-02-30"}, "valid date"),
        ({"due_on": ""}, "This field is required"),
    ],
)
def test_ask_that_is_refused_keeps_the_words_and_changes_nothing(desk, editor, change, words):
    author = make_staff("administrator", email="author@writers.example")
    piece = make_reviewed_piece(editor, author=author)
    before = rows()
    response = desk["editor"].post(address(piece, "ask_review"), form_for(piece, **change))
    assert response.status_code in {200, 409}
    assert words in response.text
    assert "You know the town." in response.text
    assert rows() == before


def test_ask_shows_what_the_reviewer_will_read(desk, editor):
    body = "<p>Bahar Mehr said so, and Mehr again.</p>"
    piece = make_reviewed_piece(editor, body=body, title="On Bahar Mehr")
    Contributor.objects.create(submission=piece, position=2, public_name="Nur Ahmad")
    page = desk["editor"].get(address(piece, "ask_review"))
    assert page.context["reading"].places == 2
    for words in ("[name removed] said so", "On [name removed]", "in 2 places", "<bdi>Mehr</bdi> (1)", "Other clues"):
        assert words in page.text


def test_another_day_and_calling_off_take_one_page_each(desk, piece):
    review = ask(piece)
    day = address(piece, "move_review", review.pk)
    desk["editor"].post(day, {"seen": last_event_id(piece), "due_on": in_days(30)})
    stale = last_event_id(piece)
    again = desk["editor"].post(day, {"seen": stale, "due_on": in_days(30)})
    review.refresh_from_db()
    assert (review.due_on.isoformat(), again.status_code) == (in_days(30), 302)
    sent = {"seen": last_event_id(piece), "reason": "Not needed any more."}
    call_off = address(piece, "call_off_review", review.pk)
    statuses = [desk["editor"].post(call_off, sent).status_code for _click in range(2)]
    review.refresh_from_db()
    assert (review.state, statuses) == ("stopped", [302, 302])
    assert OutgoingEmail.objects.filter(kind="review-stopped").count() == 1
    assert desk["editor"].get(call_off).status_code == 409
    assert "Not needed any more." in desk["editor"].get(address(piece)).text


def test_reviews_stand_side_by_side_with_what_is_confidential_marked(desk, piece):
    finish(piece)
    finish(piece, address="two@example.org", name="Omid Other", for_author="", recommendation="decline")
    page = desk["other"].get(address(piece, "reviews")).text
    for words in ("Rosa Reader", "Omid Other", "Accept after small changes", "Decline", "Confidential: I doubt"):
        assert words in page
    assert page.count("For the desk alone") == 6
    assert "Read 2 reviews side by side" in desk["other"].get(address(piece)).text


def test_reason_of_a_refusal_stands_on_the_piece(desk, piece):
    review_answers.refuse(ask(piece), reason="I am too close to it.")
    page = desk["editor"].get(address(piece)).text
    assert "I am too close to it." in page
    assert "Reviewer 1" in page


def test_pages_are_for_who_decides(desk, piece, chief):
    review = ask(piece)
    for name, args in (("ask_review", ()), ("move_review", (review.pk,)), ("call_off_review", (review.pk,))):
        found = {who: client.get(address(piece, name, *args)).status_code for who, client in desk.items()}
        assert found == {"editor": 200, "other": 403, "chief": 200}
    other = make_piece()
    assert desk["editor"].get(address(other, "call_off_review", review.pk)).status_code == 404


def test_post_of_somebody_who_does_not_decide_changes_nothing(desk, piece):
    review = ask(piece)
    before = rows()
    sent = form_for(piece, address="two@example.org")
    assert desk["other"].post(address(piece, "ask_review"), sent).status_code == 403
    assert desk["other"].post(address(piece, "call_off_review", review.pk), sent).status_code == 403
    assert rows() == before


def test_sole_editor_sees_no_review_of_a_piece_of_their_own(db):
    only = make_staff("chief_editor")
    elsewhere = make_staff("editor")
    piece = make_reviewed_piece(elsewhere, author=only)
    finish(piece, for_author="The reviewer wrote this.")
    elsewhere.is_active = False
    elsewhere.save()
    client = signed_in(only)
    page = client.get(address(piece))
    assert page.status_code == 200
    assert "Rosa Reader" not in page.text
    assert "The reviewer wrote this." not in page.text + client.get(address(piece, "accept")).text
    assert client.get(address(piece, "reviews")).status_code == 404
    assert client.get(address(piece, "ask_review")).status_code == 403


def test_letters_to_reviewers_are_no_pages_at_the_desk(desk, piece):
    ask_and_agree(piece)
    letters = [letter for letter in piece.events.values_list("letters", "letters__email__kind") if letter[0]]
    for pk, kind in letters:
        status = desk["editor"].get(address(piece, "letter", pk)).status_code
        is_secret = kind.startswith("review-") and kind not in {"review-answered", "review-finished"}
        assert (kind, status) == (kind, 404 if is_secret else 200)


def test_queries_of_the_piece_do_not_grow_with_its_reviews(desk, piece, django_assert_max_num_queries):
    def count():
        with django_assert_max_num_queries(500) as captured:
            assert desk["editor"].get(address(piece)).status_code == 200
        return len(captured)

    finish(piece)
    ask(piece, address="0@example.org")
    desk["editor"].get(address(piece))
    before = count()
    for number in range(1, 4):
        finish(piece, address=f"{number}@example.org")
        ask(piece, address=f"{number}@two.example")
    assert count() == before
