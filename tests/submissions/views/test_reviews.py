"""The reviewer's pages: a link for one purpose, what it shows, what it keeps, and what it refuses."""

import datetime

import pytest
from django.core.signing import Signer
from django.test import Client
from django.utils import timezone

from aiss.mail.models import OutgoingEmail
from submissions.models import Review
from submissions.services import deciding, review_answers, reviewing
from tests.factories import make_staff
from tests.submissions.services.reviews import (
    REVIEWER,
    answer_path,
    ask,
    ask_and_agree,
    finish,
    make_reviewed_piece,
    opinion_on,
    write_path,
)
from tests.submissions.views.walk import newest_link, sign_in
from tests.tables import rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def piece():
    return make_reviewed_piece(make_staff("editor", email="desk@example.org"))


def whole_form(review, **more):
    opinion = opinion_on(review)
    answers = {f"answer-{pk}": text for pk, text in opinion.answers.items()}
    words = {name: getattr(opinion, name) for name in ("recommendation", "for_author", "for_desk", "interest")}
    return {**answers, **words, "action": "send", **more}


def typed_words(response):
    return [typed.text for typed in response.context["typed"]]


def test_invitation_shows_what_is_asked_and_not_the_text(client, piece):
    ask(piece)
    response = client.get(newest_link("review-invitation"))
    assert response.status_code == 200
    for words in (
        piece.title,
        "Does the argument hold?",
        "Why the crossing stays empty.",
        "You are not told who wrote",
    ):
        assert words in response.text
    assert "The second one says why it matters now." not in response.text


def test_agreeing_uses_the_link_up_and_mails_the_next_one_to_who_was_asked(client, piece):
    review = ask(piece)
    link = newest_link("review-invitation")
    response = client.post(link, {"action": "agree"}, follow=True)
    assert "was mailed just now to the address that we had asked" in response.text
    assert OutgoingEmail.objects.get(kind="review-agreed").recipient == REVIEWER
    review.refresh_from_db()
    assert review.state == "agreed"
    before = rows()
    for answer in (client.get(link), client.post(link, {"action": "agree"}), client.post(link, {"reason": "No."})):
        assert answer.status_code == 410
        assert "This link has been used" in answer.text
        assert "/write/" not in answer.text
    assert rows() == before


def test_forwarded_invitation_brings_nobody_else_to_the_text(client, piece):
    """Whoever presses the button, the text goes to the address that was asked; the invitation shows it at no time."""
    ask(piece)
    link = newest_link("review-invitation")
    stranger = Client()
    assert "The second one says" not in stranger.get(link).text
    page = stranger.post(link, {"action": "agree"}, follow=True)
    assert "The second one says" not in page.text
    assert [e.recipient for e in OutgoingEmail.objects.filter(kind="review-agreed")] == [REVIEWER]
    before = rows()
    assert "Please look for that letter" in stranger.get(link).text
    assert rows() == before


def test_declining_needs_a_reason_and_keeps_what_was_typed(client, piece):
    review = ask(piece)
    before = rows()
    response = client.post(answer_path(review), {"action": "decline", "reason": " "})
    assert response.status_code == 200
    assert "Please say in a word why." in response.text
    assert rows() == before
    response = client.post(answer_path(review), {"action": "decline", "reason": "No time."}, follow=True)
    assert "Thank you for telling us." in response.text
    review.refresh_from_db()
    assert (review.state, review.refusal) == ("refused", "No time.")
    assert "the review was declined" in client.get(answer_path(review)).text


def test_writing_shows_the_text_and_keeps_a_draft(client, piece):
    review = ask_and_agree(piece)
    page = client.get(newest_link("review-agreed"))
    assert page.status_code == 200
    assert "The second one says why it matters now." in page.text
    response = client.post(write_path(review), {"action": "save", "for_author": "Half a thought."}, follow=True)
    assert "Half a thought." in response.text
    assert "Saved:" in response.text
    assert "Half a thought." in Client().get(write_path(review)).text


def test_sending_ends_the_link_and_shows_nothing_of_the_text(client, piece):
    review = ask_and_agree(piece)
    response = client.post(write_path(review), whole_form(review), follow=True)
    assert "Thank you for your review." in response.text
    review.refresh_from_db()
    assert (review.state, review.for_desk) == ("finished", "Confidential: I doubt the figures.")
    before = rows()
    again = client.post(write_path(review), whole_form(review))
    assert (again.status_code, again.headers["Location"]) == (302, "/en/reviewed/sent/")
    other = client.post(write_path(review), whole_form(review, for_author="Another opinion."))
    looked = client.get(write_path(review))
    docx = client.get(write_path(review).replace("/write/", "/docx/"))
    assert [answer.status_code for answer in (other, looked, docx)] == [410, 410, 410]
    assert "Another opinion." in typed_words(other)
    for answer in (other, looked, docx):
        assert "nothing more is needed" in answer.text
        assert piece.title not in answer.text
    assert rows() == before


def test_sending_with_gaps_keeps_every_word_and_sends_nothing(client, piece):
    review = ask_and_agree(piece)
    before = rows()
    response = client.post(write_path(review), whole_form(review, recommendation=""))
    assert response.status_code == 200
    for words in ("Please choose what you recommend.", "Answer to 1.", "Confidential: I doubt the figures."):
        assert words in response.text
    assert rows() == before


def test_link_that_is_over_gives_its_sentence_and_the_words_back(client, piece):
    past = timezone.localdate() - datetime.timedelta(days=60)
    expired, stopped = ask_and_agree(piece), ask_and_agree(piece, address="two@example.org")
    unanswered = ask(piece, address="three@example.org")
    Review.objects.filter(pk__in=[expired.pk, unanswered.pk]).update(answer_by=past, due_on=past)
    reviewing.call_off(stopped, actor=piece.handler)
    before = rows()
    for path, words in (
        (write_path(expired), "This link has expired"),
        (answer_path(unanswered), "This link has expired"),
        (write_path(stopped), "This review is no longer needed."),
    ):
        for answer in (client.get(path), client.post(path, whole_form(expired, for_author="A long opinion."))):
            assert answer.status_code == 410
            assert words in answer.text
            assert "The second one says" not in answer.text
        assert "A long opinion." in typed_words(answer)
    assert rows() == before


def test_link_of_a_decision_that_can_be_taken_back_asks_for_a_moment(client, piece, settings):
    settings.DECISION_GRACE_MINUTES = 5
    review = ask_and_agree(piece)
    deciding.decline(piece, actor=piece.handler, decline_reason="scope")
    before = rows()
    answer = client.post(write_path(review), whole_form(review))
    assert answer.status_code == 409
    assert "Please look again in a few minutes." in answer.text
    assert "Please name the sources." in typed_words(answer)
    assert rows() == before


def test_link_that_nobody_signed_or_for_another_purpose_is_unknown(client, piece):
    review = ask(piece)
    agreed = ask_and_agree(piece, address="two@example.org")
    forged = Signer(sep=".", key="another key", salt="submissions.review_links.answer").sign(review.public_id)
    paths = [
        f"/en/reviews/{forged}/",
        f"/en/reviews/{review.public_id}/",
        f"/en/reviews/{'x' * 80}/",
        answer_path(review)[:-2] + "/",
        write_path(agreed).replace("/write/", "/"),
        answer_path(agreed) + "write/",
        write_path(review),
    ]
    before = rows()
    for path in paths:
        for answer in (client.get(path), client.post(path, {"action": "agree", "reason": "Words to keep."})):
            assert (path, answer.status_code) == (path, 404)
            assert "We do not know this link." in answer.text
            assert piece.title not in answer.text
    assert rows() == before


def test_scanner_that_opens_every_link_changes_nothing(client, piece):
    review = ask(piece)
    agreed = ask_and_agree(piece, address="two@example.org")
    before = rows()
    for path in (answer_path(review), write_path(agreed), write_path(agreed).replace("write", "docx")):
        for look in (client.get, client.head, client.options):
            assert look(path).status_code == 200
    assert client.put(write_path(agreed)).status_code == 405
    assert rows() == before


def test_form_from_elsewhere_is_refused(piece):
    review = ask(piece)
    before = rows()
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(answer_path(review), {"action": "agree"}).status_code == 403
    assert rows() == before


def test_author_who_is_signed_in_finds_no_review_behind_a_link(piece):
    review, agreed = ask(piece), ask_and_agree(piece, address="two@example.org")
    author = sign_in(Client(), piece.author)
    before = rows()
    for path in (answer_path(review), write_path(agreed), write_path(agreed).replace("write", "docx")):
        for answer in (author.get(path), author.post(path, {"action": "agree"})):
            assert answer.status_code in {404, 405}
            assert piece.title not in answer.text
    assert rows() == before


@pytest.mark.parametrize("language", ["en", "fa", "ps"])
def test_every_page_of_a_reviewer_is_private_in_every_language(client, piece, language):
    asked, agreed = ask(piece, language=language), ask_and_agree(piece, address="two@example.org", language=language)
    for path in (answer_path(asked, language), write_path(agreed, language), f"/{language}/reviewed/sent/"):
        response = client.get(path)
        assert response.status_code == 200
        assert response.headers["Cache-Control"] == "no-store, private"
        assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert response.headers["Referrer-Policy"] == "same-origin"
        assert response.cookies.keys() <= {"csrftoken"}
        assert f'lang="{language}"' in response.text


def test_finished_review_of_a_piece_is_in_no_page_of_its_reviewer(client, piece):
    review = finish(piece)
    assert "Please name the sources." not in client.get(write_path(review)).text
    assert review_answers.is_stored(review, opinion_on(review))
