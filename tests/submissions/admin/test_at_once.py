"""Two people press at the same moment: one of them decides, the other is told."""

import pytest
from django.test import Client

from aiss.mail.models import OutgoingEmail
from publishing.models import Article
from submissions.models import Decision, Submission
from submissions.services import publication, submitting
from submissions.services.drafting import DraftLost
from submissions.services.moving import last_event_id
from tests.accounts.making import at_once
from tests.factories import make_author, make_draft, make_piece, make_piece_in, make_staff
from tests.submissions.admin.conftest import address, letter_of, signed_in
from tests.submissions.views.walk import sign_in, step

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def send(client: Client, piece: Submission, move: str, **data):
    """Return a call that sends the form of `move` as it was shown just now."""
    sent = {"seen": last_event_id(piece), "letter": letter_of(client, piece, move)} | data
    return lambda: client.post(address(piece, move), sent)


def test_two_editors_accept_at_once_and_one_of_them_did():
    first, second = signed_in(make_staff()), signed_in(make_staff())
    piece = make_piece()

    answers = at_once(send(first, piece, "accept"), send(second, piece, "accept"))

    decided, refused = sorted(answers, key=lambda answer: answer.status_code)
    assert (decided.status_code, refused.status_code) == (302, 403)
    assert "This happened meanwhile" in refused.text
    piece.refresh_from_db()
    assert (piece.status, piece.events.filter(action="accept").count()) == ("accepted", 1)
    assert piece.decisions.get().made_by == piece.handler
    assert OutgoingEmail.objects.filter(kind="acceptance").count() == 1


def test_two_editors_decide_differently_at_once_and_one_verdict_stands():
    first, second = signed_in(make_staff()), signed_in(make_staff())
    piece = make_piece()

    answers = at_once(
        send(first, piece, "accept"),
        send(second, piece, "decline", decline_reason="scope"),
    )

    decided, refused = sorted(answers, key=lambda answer: answer.status_code)
    assert (decided.status_code, refused.status_code) == (302, 403)
    assert "This happened meanwhile" in refused.text
    piece.refresh_from_db()
    verdict = Decision.objects.get().verdict
    assert {"accepted": "accepted", "declined": "declined"}[piece.status] == verdict
    assert OutgoingEmail.objects.filter(kind__in=["acceptance", "decline"]).count() == 1


def test_one_editor_clicks_twice_at_once_and_is_led_to_the_piece_both_times():
    editor = make_staff()
    piece = make_piece()

    answers = at_once(send(signed_in(editor), piece, "accept"), send(signed_in(editor), piece, "accept"))

    assert [(answer.status_code, answer.url) for answer in answers] == [(302, address(piece))] * 2
    assert piece.events.filter(action="accept").count() == 1
    assert OutgoingEmail.objects.filter(kind="acceptance").count() == 1


def test_proof_is_recalled_and_approved_at_once_and_one_of_both_happened():
    chief = make_staff("chief_editor")
    piece = make_piece_in("proof_sent", handler=chief)
    browser, desk = sign_in(Client(), piece.author), signed_in(chief)
    approval = {"action": "approve", "digest": piece.live_proof.digest}

    at_once(
        lambda: step(browser, "proof", approval, piece.reference),
        send(desk, piece, "recall_proof", reason="A slip."),
    )

    piece.refresh_from_db()
    actions = list(piece.events.order_by("pk").values_list("action", flat=True))[4:]
    assert (piece.status, actions) in [("approved", ["approve_proof"]), ("accepted", ["recall_proof"])]


def test_publish_at_once_by_hand_and_by_the_clock_makes_one_article(time_machine):
    chief = make_staff("chief_editor")
    time_machine.move_to("2026-03-01T08:00:00Z", tick=True)
    piece = make_piece_in("scheduled", handler=chief)
    time_machine.move_to("2026-03-04T08:00:00Z", tick=True)

    at_once(lambda: publication.publish(piece, actor=chief), publication.publish_due, publication.publish_due)

    assert Article.objects.count() == 1
    assert piece.events.filter(action="publish").count() == 1
    assert OutgoingEmail.objects.filter(kind="published").count() == 1


def test_draft_sent_twice_at_once_is_one_piece():
    author = make_author()
    draft = make_draft(email=author.email)

    outcomes = at_once(*[lambda: submitting.submit(draft, author=author)] * 2)

    assert [type(outcome) for outcome in outcomes if isinstance(outcome, Exception)] == [DraftLost]
    assert Submission.objects.count() == 1
    assert OutgoingEmail.objects.filter(kind="receipt").count() == 1
