"""Unfinished edits on the edit page: kept by a button or by its script, offered again, thrown away."""

import json

import pytest
from django.test import Client

from submissions.models import Conflict, WorkingCopy
from tests.factories import make_piece_in
from tests.submissions.admin.conftest import address
from tests.submissions.admin.test_edit_page import WORDS, opened, save_another, send


@pytest.fixture
def piece(editor):
    return make_piece_in("in_review", handler=editor)


def test_keep_for_later_keeps_the_text_and_offers_it(desk, piece):
    response = send(desk["editor"], piece, keep=1)
    assert response.url == address(piece)
    assert piece.versions.count() == 1
    page = desk["editor"].get(address(piece, "edit"))
    assert page.context["form"]["title"].value() == piece.title
    assert page.context["offered"]["based_on"] == 1
    resumed = desk["editor"].get(address(piece, "edit"), {"kept": 1})
    assert {name: resumed.context["form"][name].value() for name in WORDS} == WORDS
    assert resumed.context["offered"] is None
    assert "It is not saved as a version yet." in resumed.text
    assert WorkingCopy.objects.count() == 1


def test_a_text_taken_up_again_is_gone_once_it_is_saved(desk, piece):
    send(desk["editor"], piece, keep=1)
    page = desk["editor"].get(address(piece, "edit"), {"kept": 1}).context
    carried = {name: page[name] for name in ("based_on", "opened", "resumed")}
    assert send(desk["editor"], piece, **carried).status_code == 302
    assert (piece.current_version.title, WorkingCopy.objects.count()) == ("My Title", 0)


def test_a_save_beside_an_offer_keeps_what_was_offered(desk, piece):
    send(desk["editor"], piece, keep=1, opened=opened(5))
    assert send(desk["editor"], piece, title="Another").status_code == 302
    offered = desk["editor"].get(address(piece, "edit"))
    assert offered.context["offered"]["based_on"] == 1
    assert "Version 2 was saved after that" in offered.text


def test_keep_beside_an_offer_is_refused_with_the_text_and_the_offer(desk, piece):
    send(desk["editor"], piece, keep=1, opened=opened(5))
    response = send(desk["editor"], piece, keep=1, title="Another")
    assert response.status_code == 409
    assert "You have another unfinished edit of this text." in response.text
    assert response.context["form"]["title"].value() == "Another"
    assert response.context["offered"]["token"]
    assert WorkingCopy.objects.get().title == "My Title"


def test_throwing_away_is_a_post_of_what_was_shown(desk, piece, editor):
    send(desk["editor"], piece, keep=1)
    token = desk["editor"].get(address(piece, "edit")).context["offered"]["token"]
    place = address(piece, "throw_away")
    assert desk["editor"].get(place).status_code == 405
    for client, copy in ((desk["editor"], "1"), (desk["chief"], token)):
        assert client.post(place, {"copy": copy}).status_code == 302
        assert WorkingCopy.objects.count() == 1
    response = desk["editor"].post(place, {"copy": token}, follow=True)
    assert "The unfinished edit is thrown away." in response.text
    assert WorkingCopy.objects.count() == 0


def test_opening_the_page_leaves_no_trace(desk, piece):
    for query in ({}, {"kept": 1}):
        desk["editor"].get(address(piece, "edit"), query)
    assert WorkingCopy.objects.count() == 0


def test_an_unfinished_edit_cannot_be_reached_after_a_conflict(desk, piece, editor, chief):
    send(desk["chief"], piece, keep=1)
    Conflict.objects.create(submission=piece, user=chief, made_by=chief)
    for place in ("edit", "keep", "throw_away"):
        assert desk["chief"].post(address(piece, place), WORDS).status_code == 404
    assert desk["editor"].get(address(piece, "edit")).context["others"] == []


# What the script sends


def keep(client, piece, **data):
    response = send(client, piece, "keep", **data)
    return response.status_code, json.loads(response.content)


def test_script_is_told_when_the_text_was_kept(desk, piece):
    status, answer = keep(desk["editor"], piece)
    assert (status, answer["others"], answer["newer"]) == (200, [], "")
    assert len(answer["kept"]) == len("14:03")
    assert WorkingCopy.objects.get().body == WORDS["body"]


def test_script_is_told_of_others_and_of_newer_versions(desk, piece, editor, chief):
    assert keep(desk["chief"], piece, action="here") == (200, {"kept": "", "others": [], "newer": ""})
    save_another(piece, chief)
    answer = keep(desk["editor"], piece)[1]
    assert answer["others"][0].startswith("Laila Rahmani is editing this text since ")
    assert answer["newer"].startswith("Version 2 was saved meanwhile.")


def test_script_that_leaves_takes_its_presence_along(desk, piece):
    when = opened()
    keep(desk["editor"], piece, action="here", opened=when)
    assert WorkingCopy.objects.count() == 1
    keep(desk["editor"], piece, action="leave", opened=when)
    assert WorkingCopy.objects.count() == 0


@pytest.mark.parametrize(
    ("data", "status"), [({"title": "x" * 301}, 400), ({"body": "x" * 400_001}, 400), ({"body": ""}, 200)]
)
def test_script_may_send_as_much_as_the_form(desk, piece, data, status):
    found, answer = keep(desk["editor"], piece, **data)
    assert (found, "refusal" in answer, WorkingCopy.objects.count()) == (status, status == 400, int(status == 200))


def test_script_is_refused_with_a_sentence(desk, piece, editor):
    assert keep(desk["other"], piece)[1]["refusal"].startswith("You may not do this with this piece.")
    accepted = make_piece_in("changes_requested", handler=editor)
    status, answer = keep(desk["editor"], accepted)
    assert (status, "This is not possible now" in answer["refusal"]) == (409, True)
    keep(desk["editor"], piece, opened=opened(5))
    assert keep(desk["editor"], piece)[0] == 409
    assert WorkingCopy.objects.count() == 1


def test_script_of_somebody_signed_out_is_shown_the_way_in(piece):
    response = send(Client(), piece, "keep")
    assert response.status_code == 401
    assert response.json() == {"sign_in": f"/admin/login/?next={address(piece).replace('/', '%2F')}"}


def test_script_needs_the_token_against_forgery(piece, editor):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    assert send(client, piece, "keep").status_code == 403
    assert WorkingCopy.objects.count() == 0
