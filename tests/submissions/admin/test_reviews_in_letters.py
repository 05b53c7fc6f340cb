"""Comments of reviewers in a decision's letter: the editor's choice, once, editable, never what is confidential."""

import pytest

from aiss.mail.models import OutgoingEmail
from submissions.models import Kind
from submissions.services.moving import last_event_id
from tests.submissions.admin.conftest import address, letter_of, post
from tests.submissions.services.reviews import ask, finish, make_reviewed_piece, opinion_on
from tests.tables import rows

MOVES = ("request_changes", "accept", "decline")


@pytest.fixture
def piece(editor):
    return make_reviewed_piece(editor)


def insert(client, piece, move, chosen, **more):
    letter = more.pop("letter", None) or letter_of(client, piece, move)
    sent = {"seen": last_event_id(piece), "letter": letter.replace("\n", "\r\n"), "comments": chosen, "insert": "1"}
    response = client.post(address(piece, move), sent | more)
    return response, response.context["form"]["letter"].value()


def keys_of(client, piece, move):
    return [key for key, _comment in client.get(address(piece, move)).context["form"].fields["comments"].choices]


@pytest.mark.parametrize("move", MOVES)
def test_chosen_comments_stand_in_the_letter_and_nothing_is_saved(desk, piece, move):
    finish(piece)
    finish(piece, address="two@example.org", name="Omid Other", for_author="Shorten it.")
    keys = keys_of(desk["editor"], piece, move)
    assert len(keys) == 4
    before = rows()
    response, letter = insert(desk["editor"], piece, move, [keys[0], keys[1], keys[3]])
    assert response.status_code == 200
    assert letter.endswith(
        "\n\nReviewer 1\n\nDoes the argument hold?\nAnswer to 1.\n\nPlease name the sources."
        "\n\nReviewer 2\n\nShorten it."
    )
    assert "Rosa" not in letter
    assert rows() == before


def test_comments_put_in_twice_stand_there_once_and_later_ones_under_their_reviewer(desk, piece):
    finish(piece)
    keys = keys_of(desk["editor"], piece, "accept")
    _response, once = insert(desk["editor"], piece, "accept", keys[1:])
    _response, twice = insert(desk["editor"], piece, "accept", keys[1:], letter=once)
    _response, more = insert(desk["editor"], piece, "accept", keys, letter=f"{twice}\n\nThe desk adds a line.")
    assert twice == once
    assert more.count("Reviewer 1") == more.count("Please name the sources.") == more.count("Answer to 1.") == 1
    assert more.endswith("The desk adds a line.")


def test_letter_leaves_as_it_was_edited_after_the_comments_were_put_in(desk, piece):
    finish(piece)
    _response, letter = insert(desk["editor"], piece, "accept", keys_of(desk["editor"], piece, "accept"))
    post(
        desk["editor"], piece, "accept", letter=letter.replace("Please name the sources.", "Name your sources, please.")
    )
    text = OutgoingEmail.objects.get(kind="acceptance").text
    assert "Reviewer 1" in text
    assert "Name your sources, please." in text
    assert "Please name the sources." not in text


def test_confidential_words_are_never_offered_and_never_put_in(desk, piece):
    review = finish(piece)
    for move in MOVES:
        page = desk["editor"].get(address(piece, move))
        for words in ("I doubt the figures", "I know the town.", "Answer to 2."):
            assert words not in page.text
        second = [question.pk for question in review.submission.kind.questions.all()][1]
        guesses = [f"{review.pk}-desk", f"{review.pk}-for_desk", f"{review.pk}-{second}", f"{review.pk}-interest"]
        _response, letter = insert(desk["editor"], piece, move, guesses)
        assert letter == letter_of(desk["editor"], piece, move)


def test_only_finished_reviews_are_offered(desk, piece):
    ask(piece)
    assert "comments" not in desk["editor"].get(address(piece, "accept")).context["form"].fields


def test_what_was_typed_stays_when_comments_are_put_in(desk, piece):
    finish(piece)
    keys = keys_of(desk["editor"], piece, "request_changes")
    response, letter = insert(
        desk["editor"],
        piece,
        "request_changes",
        keys,
        message="Shorter.",
        due_on="2031-05-04",
        letter="My own {message}",
    )
    form = response.context["form"]
    assert (form["message"].value(), form["due_on"].value()) == ("Shorter.", "2031-05-04")
    assert form["comments"].value() == keys
    assert letter.startswith("My own {message}\n\nReviewer 1")
    assert 'value="2031-05-04"' in response.text


def test_braces_of_a_reviewer_stay_braces(desk, piece):
    finish(piece, for_author="Write {message} and {due_on} here.")
    keys = keys_of(desk["editor"], piece, "request_changes")
    _response, letter = insert(desk["editor"], piece, "request_changes", keys)
    post(desk["editor"], piece, "request_changes", message="Shorter.", due_on="2031-05-04", letter=letter)
    assert "Write {message} and {due_on} here." in OutgoingEmail.objects.get(kind="changes-requested").text


def test_comments_from_a_stale_page_keep_it_stale(desk, piece):
    finish(piece)
    keys = keys_of(desk["editor"], piece, "accept")
    seen = last_event_id(piece)
    ask(piece, address="two@example.org")
    response, letter = insert(desk["editor"], piece, "accept", keys, seen=seen)
    assert response.context["seen"] == seen
    before = rows()
    sent = {"seen": seen, "letter": letter}
    response = desk["editor"].post(address(piece, "accept"), sent)
    assert (response.status_code, rows() == before) == (409, True)
    assert "Please name the sources." in response.text


def test_decision_tells_which_reviews_it_calls_off(desk, piece):
    ask(piece)
    assert "1 review is under way." in desk["editor"].get(address(piece, "accept")).text
    assert "under way" not in desk["editor"].get(address(piece, "request_changes")).context["view"].intro


def test_accepting_without_the_review_that_is_needed_asks_why(desk, piece):
    Kind.objects.filter(pk=piece.kind_id).update(needs_review=True)
    before = rows()
    response = post(desk["editor"], piece, "accept")
    assert "Why is it accepted without a review?" in response.text
    assert rows() == before
    post(desk["editor"], piece, "accept", reason="Urgent, and two editors have read it.")
    piece.refresh_from_db()
    assert piece.status == "accepted"


def test_accepting_with_a_review_asks_for_no_reason(desk, piece):
    Kind.objects.filter(pk=piece.kind_id).update(needs_review=True)
    review = finish(piece)
    assert opinion_on(review)
    assert "reason" not in desk["editor"].get(address(piece, "accept")).context["form"].fields
    post(desk["editor"], piece, "accept")
    piece.refresh_from_db()
    assert piece.status == "accepted"
