"""Themed calls on the author's way: found, chosen, kept in the draft, and closed meanwhile."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from publishing.models import SiteText
from submissions.models import Call, Kind, LicenceText, Submission
from submissions.services import calls, submitting
from submissions.services.moving import Mailed
from tests.factories import make_author, make_draft, make_staff
from tests.submissions.views.walk import (
    DETAILS,
    TEXT,
    draft_of,
    step,
    url,
    walk_to_code,
    walk_to_details,
    walk_to_preview,
)

pytestmark = pytest.mark.django_db


def day(number):
    return timezone.localdate() + datetime.timedelta(days=number)


def make_call(code="water", opens=-40, closes=10, **fields):
    values = {"title_en": f"On {code}", "text_en": f"We want pieces on {code}."}
    closes_on = None if closes is None else day(closes)
    return Call.objects.create(code=code, opens_on=day(opens), closes_on=closes_on, **values | fields)


def close(call, days_ago):
    Call.objects.filter(pk=call.pk).update(closes_on=day(-days_ago))


def test_start_page_lists_the_rolling_call_and_the_open_ones(client):
    SiteText.objects.filter(language="en").update(call="We publish all the year round.")
    for code, opens, closes in (("later", -1, 9), ("sooner", -1, 2), ("gone", -9, -1), ("coming", 1, 9)):
        make_call(code, opens, closes)
    make_call("always", 0, None)
    page = client.get(url("start"))
    assert [call.code for call in page.context["calls"]] == ["sooner", "later", "always"]
    assert "We publish all the year round." in page.text
    assert "We want pieces on sooner." in page.text
    assert "We want pieces on gone." not in page.text


@pytest.mark.parametrize("number", [1, 3])
def test_start_page_asks_the_same_for_any_number_of_calls(client, django_assert_num_queries, number):
    for count in range(number):
        make_call(f"call-{count}", kind=Kind.objects.get(code="opinion"))
    client.get(url("start"))
    with django_assert_num_queries(5):
        client.get(url("start"))


def test_start_page_without_calls_asks_for_none(client):
    assert "call" not in client.get(url("start")).context["form"].fields


def test_call_in_a_language_that_lacks_it_stands_in_english(client):
    make_call(title_fa="آب", text_fa="نوشته دربارهٔ آب.")
    make_call("rivers")
    found = client.get(url("start", language="fa")).context["calls"]
    assert [(call.title, call.language) for call in found] == [("آب", "fa"), ("On rivers", "en")]


def test_call_named_in_the_address_is_chosen_and_a_look_keeps_nothing(client):
    make_call()
    page = client.get(url("start") + "?call=water")
    assert page.context["form"]["call"].value() == "water"
    assert draft_of(client) is None
    client.post(url("start") + "?call=water", {"text": TEXT, "call": "water", "action": "next"})
    assert draft_of(client).fields["call"] == "water"
    assert client.get(url("details")).context["form"]["call"].value() == "water"


@pytest.mark.parametrize("code", ["unknown", "a b", "", "'", "%00", "x" * 500])
def test_call_that_is_none_is_no_fault(client, code):
    make_call()
    assert client.get(f"{url('start')}?call={code}").context["form"]["call"].value() == ""
    step(client, "start", {"text": TEXT, "call": code.replace("%00", "\x00"), "action": "next"})
    assert draft_of(client).fields["call"] == ""
    assert draft_of(client).fields["body"] != ""


def test_call_named_in_an_old_address_is_said_to_be_closed(client):
    make_call(closes=-3)
    make_call("rivers")
    page = client.get(url("start") + "?call=water")
    assert "The call “On water” has closed. You can send us your piece all the same." in page.text
    assert page.context["form"]["call"].value() == ""


def test_call_brings_its_kind_and_that_kinds_declaration(client):
    kind = Kind.objects.get(code="academic")
    make_call(kind=kind)
    step(client, "start", {"text": TEXT, "call": "water", "action": "next"})
    assert draft_of(client).fields["kind"] == "academic"
    assert client.get(url("details")).context["form"]["kind"].value() == "academic"


@pytest.mark.parametrize(("has_own", "is_agreed"), [(True, False), (False, True)])
def test_call_that_brings_another_declaration_asks_to_agree_again(has_own, is_agreed):
    kind = Kind.objects.get(code="academic")
    make_call(kind=kind)
    if has_own:
        LicenceText.objects.create(kind=kind, version=1, language="en", text="For scholars.")
    draft = make_draft()
    calls.answer(draft, "water")
    assert (draft.fields["kind"], draft.fields["is_agreed"]) == ("academic", is_agreed)


def test_call_is_chosen_and_left_in_the_details_too(client):
    make_call()
    walk_to_details(client)
    step(client, "details", DETAILS | {"call": "water"})
    assert draft_of(client).fields["call"] == "water"
    assert "It answers our call “On water”." in client.get(url("preview")).text
    step(client, "details", DETAILS | {"call": ""})
    assert draft_of(client).fields["call"] == ""


def test_call_survives_a_text_that_is_refused(client):
    make_call()
    step(client, "start", {"text": "", "call": "water", "action": "next"})
    assert draft_of(client).fields["call"] == "water"
    empty = SimpleUploadedFile("a.docx", b"")
    step(client, "start", {"file": empty, "call": "", "action": "next"})
    assert draft_of(client).fields["call"] == ""


@pytest.mark.parametrize(("days_ago", "is_kept"), [(-1, True), (0, True), (1, True), (2, False), (30, False)])
def test_call_is_kept_for_a_day_after_it_closed_and_the_piece_goes_on_without_it_then(client, days_ago, is_kept):
    call = make_call()
    code = walk_to_code(client, call="water")
    close(call, days_ago)
    page = client.get(url("preview")).text
    assert ("has closed meanwhile. Your piece goes on without it" in page) is not is_kept
    step(client, "code", {"code": code, "action": "enter"})
    piece = Submission.objects.get()
    assert piece.call == (call if is_kept else None)
    assert piece.title == DETAILS["title"]


def test_call_that_closed_is_named_as_closed_where_it_was_chosen(client):
    call = make_call()
    walk_to_preview(client, call="water")
    close(call, 5)
    choices = client.get(url("details")).context["form"].fields["call"].widget.choices
    assert list(choices)[1:] == [("water", "On water (closed)")]


def test_piece_that_came_by_mail_may_answer_a_closed_call(client):
    call = make_call(closes=-20)
    staff = make_staff("editor")
    fields = {"title": "T", "public_name": "Bahar Mehr", "body": "<p>Text.</p>", "call": "water"}
    piece = submitting.enter_received(
        actor=staff, address="a@example.org", fields=fields, sent_file=None, mailed=Mailed(text="Here it is.")
    )
    assert piece.call == call


def test_draft_of_an_older_release_has_no_call(client):
    draft = make_draft()
    del draft.fields["call"]
    draft.save()
    author = make_author(email=draft.fields["email"])
    assert submitting.submit(draft, author=author).call is None
