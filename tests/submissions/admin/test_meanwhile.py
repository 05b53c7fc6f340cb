"""What changed while a page was open: a sentence, and not a row changed, no event, no letter."""

import pytest
from django.test import Client

from aiss.accounts.models import Role
from submissions.models import Conflict
from submissions.services import claiming, editing, staffing
from submissions.services.moving import last_event_id
from submissions.services.versions import Text
from tests.factories import make_piece, make_piece_in, make_staff
from tests.submissions.admin.conftest import address, as_shown, signed_in
from tests.tables import rows

SIGNED_OUT = "You were signed out meanwhile."
TOLD_AT_SIGN_IN = "your rights at the desk were changed"
VERDICTS = [
    ("accept", {}),
    ("decline", {"decline_reason": "scope"}),
    ("request_changes", {"message": "Shorter.", "due_on": "2027-01-10"}),
]
DAY, MOMENT = ("due_on",), ("publish_at_0", "publish_at_1")
WRONG_DAYS = [
    ("2027-02-30", "Enter a valid date."),
    ("2027-13-01", "Enter a valid date."),
    ("2020-01-01", "is in the past"),
    ("", "This field is required."),
]
WRONG_HOURS = [
    ("2027-03-28", "02:30", "this hour does not exist on that day"),
    ("2027-10-31", "02:30", "so that it comes twice"),
]


@pytest.fixture
def administrator(db):
    return make_staff("administrator")


def shown(client, piece, move, **data):
    """Return what a browser would send of the page of `move` as it shows now."""
    page = client.get(address(piece, move))
    return {"seen": page.context["seen"]} | as_shown(page.context["form"]) | data


@pytest.mark.parametrize(("move", "data"), VERDICTS)
def test_decision_on_a_version_that_changed_is_refused_and_shows_what_happened(desk, editor, chief, move, data):
    piece = make_piece_in("in_review", handler=editor)
    sent = shown(desk["editor"], piece, move, **data)
    editing.save_version(
        piece, Text(title="Another Title", standfirst="", body="<p>Another text.</p>"), actor=chief, based_on=1
    )
    before = rows()
    response = desk["editor"].post(address(piece, move), sent)
    assert response.status_code == 409
    assert "Something happened to this piece meanwhile. Nothing was changed" in response.text
    assert "New version saved" in response.text
    assert rows() == before


@pytest.mark.parametrize(("move", "data"), VERDICTS)
def test_decision_after_another_is_refused_and_shows_which(desk, editor, chief, move, data):
    piece = make_piece_in("in_review", handler=editor)
    sent = shown(desk["editor"], piece, move, **data)
    claiming.assign(piece, actor=chief, handler=chief)
    decided = shown(desk["chief"], piece, "decline", decline_reason="scope")
    desk["chief"].post(address(piece, "decline"), decided)
    before = rows()
    response = desk["editor"].post(address(piece, move), sent)
    assert response.status_code == 403
    assert "This happened meanwhile" in response.text
    assert "Assigned" in response.text
    assert rows() == before


def test_claim_after_another_claim_is_refused(desk, editor, other_editor):
    piece = make_piece()
    sent = shown(desk["other"], piece, "claim")
    claiming.claim(piece, actor=editor)
    before = rows()
    response = desk["other"].post(address(piece, "claim"), sent)
    assert response.status_code == 409
    assert "Not possible" in response.text or "This is not possible now" in response.text
    assert rows() == before


def test_claim_by_an_editor_shut_out_meanwhile_meets_no_piece(desk, editor, chief):
    piece = make_piece()
    sent = shown(desk["editor"], piece, "claim")
    Conflict.objects.create(submission=piece, user=editor, made_by=chief)
    before = rows()
    assert desk["editor"].post(address(piece, "claim"), sent).status_code == 404
    assert rows() == before


def take_rights(editor, administrator):
    staffing.set_roles(editor, actor=administrator, roles=[Role.objects.get(code="administrator")])


def deactivate(editor, administrator):
    staffing.deactivate(editor, actor=administrator)


@pytest.mark.parametrize("end", [take_rights, deactivate])
@pytest.mark.parametrize("move", ["claim", "accept"])
def test_claim_by_an_editor_whose_rights_were_taken_meanwhile_is_refused_and_the_session_ends(
    desk, editor, administrator, end, move
):
    piece = make_piece()
    browser = desk["editor"]
    sent = shown(browser, piece, move)
    end(editor, administrator)
    before = rows()
    response = browser.post(address(piece, move), sent)
    assert response.status_code == 403
    assert SIGNED_OUT in response.text
    assert "Nothing was sent and nothing was changed." in response.text
    led = browser.get(address(piece), follow=True)
    assert led.redirect_chain == [(f"/admin/login/?next={address(piece)}", 302)]
    assert not led.context["user"].is_authenticated
    assert rows() == before


@pytest.mark.parametrize("end", [take_rights, deactivate])
@pytest.mark.parametrize("place", ["/admin/", "/admin/submissions/submission/"])
def test_sign_in_page_says_why_once(desk, editor, administrator, end, place):
    browser = desk["editor"]
    assert browser.get(place).status_code == 200
    end(editor, administrator)
    first, second = (browser.get(place, follow=True) for _number in range(2))
    assert (TOLD_AT_SIGN_IN in first.text, TOLD_AT_SIGN_IN in second.text) == (True, False)


def test_sign_in_page_says_nothing_to_whoever_was_never_signed_in(db):
    stranger = Client()
    assert TOLD_AT_SIGN_IN not in stranger.get("/admin/", follow=True).text
    assert stranger.cookies.keys() <= {"csrftoken"}


def test_sign_in_page_says_nothing_to_whoever_signed_out(desk):
    browser = desk["editor"]
    browser.post("/admin/logout/")
    assert TOLD_AT_SIGN_IN not in browser.get("/admin/", follow=True).text


def test_editor_without_the_right_may_sign_in_again_and_still_not_claim(desk, editor, administrator):
    piece = make_piece()
    take_rights(editor, administrator)
    before = rows()
    assert signed_in(editor).post(address(piece, "claim"), {"seen": last_event_id(piece)}).status_code == 403
    assert rows() == before


def test_role_that_is_added_ends_no_session(desk, editor, administrator):
    roles = [Role.objects.get(code=code) for code in ("editor", "administrator")]
    staffing.set_roles(editor, actor=administrator, roles=roles)
    assert desk["editor"].get("/admin/").status_code == 200


@pytest.mark.parametrize(
    ("status", "move", "fields"),
    [
        ("in_review", "request_changes", DAY),
        ("changes_requested", "move_due", DAY),
        ("accepted", "send_proof", DAY),
        ("proof_sent", "move_due", DAY),
        ("approved", "schedule", MOMENT),
        ("scheduled", "reschedule", MOMENT),
    ],
)
@pytest.mark.parametrize("wrong", WRONG_DAYS)
def test_day_that_does_not_exist_is_refused(desk, chief, status, move, fields, wrong):
    day, sentence = wrong
    piece = make_piece_in(status, handler=chief)
    sent = shown(desk["chief"], piece, move, message="Shorter.", **dict(zip(fields, (day, "09:00"), strict=False)))
    before = rows()
    response = desk["chief"].post(address(piece, move), sent)
    assert response.status_code in {200, 409}
    assert sentence in response.text
    assert rows() == before


@pytest.mark.parametrize(("status", "move"), [("approved", "schedule"), ("scheduled", "reschedule")])
@pytest.mark.parametrize("wrong", WRONG_HOURS)
def test_hour_that_the_clocks_skip_or_repeat_is_refused(desk, chief, settings, status, move, wrong):
    day, hour, sentence = wrong
    piece = make_piece_in(status, handler=chief)
    settings.INSTITUTE_TIME_ZONE = "Europe/Berlin"
    sent = shown(desk["chief"], piece, move, publish_at_0=day, publish_at_1=hour)
    before = rows()
    response = desk["chief"].post(address(piece, move), sent)
    assert response.status_code == 200
    assert sentence in response.text
    assert rows() == before
