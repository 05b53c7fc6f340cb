"""What every move has in common: stale pages, reasons, one's own piece, letters as the editor chose."""

import pytest
from django.db import IntegrityError, transaction

from aiss.mail.models import OutgoingEmail
from submissions import identity, permissions
from submissions.models import IdentityLook, Submission
from submissions.services import claiming, deciding, staffing
from submissions.services.moving import (
    LetterChoice,
    NotAllowed,
    OwnPieceNeedsReason,
    ReasonMissing,
    StalePage,
    last_event_id,
)
from submissions.workflow import Status
from tests.factories import make_piece, make_piece_in, make_staff

pytestmark = pytest.mark.django_db


def test_stale_page_second_editor_changes_nothing_and_sees_what_happened():
    first, second, piece = make_staff(), make_staff(), make_piece()
    seen = last_event_id(piece)
    claiming.claim(piece, actor=first, seen=seen)
    with pytest.raises(StalePage) as refusal:
        claiming.assign(piece, actor=second, handler=second, seen=seen)
    assert [event.action for event in refusal.value.since] == ["claim"]
    piece.refresh_from_db()
    assert piece.handler == first


def test_letter_edited_goes_out_as_edited_and_user_text_stays_itself():
    chief, piece = make_staff("chief_editor"), make_piece(title="Costs {reference} of US$50 million \\1")
    body = "Dear {name}, we take “Costs {reference}” for US$50 million."
    deciding.accept(piece, actor=chief, letter=LetterChoice(body=body))
    letter = OutgoingEmail.objects.get(kind="acceptance")
    assert body in letter.text
    receipt = OutgoingEmail.objects.get(kind="receipt")
    assert "Costs {reference} of US$50 million \\1" in receipt.text


def test_letter_withheld_is_on_record():
    chief, piece = make_staff("chief_editor"), make_piece()
    deciding.accept(piece, actor=chief, letter=LetterChoice(is_sent=False))
    assert piece.events.last().is_without_letter
    assert not OutgoingEmail.objects.filter(kind="acceptance").exists()


def test_decline_needs_reason():
    with pytest.raises(ReasonMissing):
        deciding.decline(make_piece(), actor=make_staff(), decline_reason="")


def test_own_piece_is_out_of_reach_while_another_editor_is_there():
    editor = make_staff()
    make_staff()
    piece = make_piece()
    Submission.objects.filter(pk=piece.pk).update(author=editor)
    piece.refresh_from_db()
    assert not permissions.can_see_at_desk(editor, piece)
    with pytest.raises(NotAllowed):
        claiming.claim(piece, actor=editor)


def test_own_piece_of_the_only_editor_needs_a_recorded_reason():
    editor, piece = make_staff(), make_piece()
    Submission.objects.filter(pk=piece.pk).update(author=editor)
    piece.refresh_from_db()
    with pytest.raises(OwnPieceNeedsReason):
        claiming.claim(piece, actor=editor)
    claiming.claim(piece, actor=editor, reason="Nobody else is here.")
    event = piece.events.last()
    assert (event.is_own_piece, event.texts.get().text) == (True, "Nobody else is here.")


def test_constraints_hold_what_the_services_promise():
    piece = make_piece()
    for wrong in ({"status": "published"}, {"status": "scheduled"}, {"status": "declined"}, {"status": "in_review"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Submission.objects.filter(pk=piece.pk).update(**wrong)


def test_deactivate_hands_pieces_over_in_one_transaction():
    chief, leaver = make_staff("chief_editor"), make_staff()
    in_review = make_piece_in("in_review", handler=leaver)
    accepted = make_piece_in("accepted", handler=leaver)
    staffing.deactivate(leaver, actor=chief)
    in_review.refresh_from_db()
    accepted.refresh_from_db()
    leaver.refresh_from_db()
    assert (in_review.status, in_review.handler) == (Status.SUBMITTED, None)
    assert (accepted.status, accepted.handler) == (Status.ACCEPTED, chief)
    assert not leaver.is_active


def test_identity_is_recorded_before_it_is_shown():
    chief, editor = make_staff("chief_editor"), make_staff()
    piece = make_piece(is_pen_name=True, legal_name="Zarmina Qaderi")
    with pytest.raises(identity.IdentityRefused):
        identity.look(piece, actor=editor, reason="Curious")
    with pytest.raises(identity.LookNeedsReason):
        identity.look(piece, actor=chief, reason=" ")
    assert IdentityLook.objects.count() == 0
    found = identity.look(piece, actor=chief, reason="Contract")
    assert [person.legal_name for person in found] == ["Zarmina Qaderi"]
    assert IdentityLook.objects.get().reason == "Contract"
