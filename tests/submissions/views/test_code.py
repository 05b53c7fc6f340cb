"""The last step: the code sends the piece once, in this browser or in another, and nobody else's."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from aiss.accounts import codes, limits
from aiss.accounts.models import SignInCode, User
from aiss.mail.models import OutgoingEmail
from submissions.models import Draft, Submission
from submissions.services import drafting, submitting
from submissions.views import code as code_page
from tests.factories import make_author, make_draft, make_staff
from tests.submissions.views.walk import (
    draft_of,
    newest_code,
    step,
    url,
    walk_to_code,
    walk_to_details,
    walk_to_preview,
)

pytestmark = pytest.mark.django_db


def enter(client, code: str, **more):
    return step(client, "code", {"code": code, "action": "enter", **more})


def errors(response) -> dict[str, list[str]]:
    return {name: list(sentences) for name, sentences in response.context["form"].errors.items()}


@pytest.mark.parametrize("written", ["{}", " {} ", "{} \u200f"])
def test_code_sends_the_piece_and_signs_the_author_in(client, written):
    code = walk_to_code(client)
    response = enter(client, written.format(code.lower()))
    piece = Submission.objects.get()
    assert response.headers["Location"] == url("piece", piece.reference)
    assert piece.author.email == "bahar@example.org"
    assert response.cookies["draft"]["max-age"] == 0
    assert "Your piece has arrived." in client.get(response.headers["Location"]).text
    assert OutgoingEmail.objects.filter(kind="receipt").count() == 1


def test_code_wrong_keeps_everything(client):
    walk_to_code(client)
    response = enter(client, "AAAA-AAAA")
    assert response.status_code == 200
    assert errors(response)["code"][0].startswith("This code is not right.")
    assert (Submission.objects.count(), draft_of(client).fields["title"]) == (0, "A Bridge Nobody Crosses")


def test_code_missing_is_asked_for(client):
    walk_to_code(client)
    assert errors(enter(client, "")) == {"code": ["Please type the code from our letter."]}


def test_code_expired_says_to_ask_for_a_new_one(client):
    code = walk_to_code(client)
    past = timezone.now() - timedelta(minutes=61)
    SignInCode.objects.update(created_at=past - timedelta(minutes=60), expires_at=past)
    assert errors(enter(client, code)) == {"code": ["This code has expired. Please ask for a new one."]}
    assert Submission.objects.count() == 0


def test_code_of_somebody_else_sends_nothing(client):
    walk_to_code(client)
    codes.send(address="other@example.org", language="en", network="n")
    assert "code" in errors(enter(client, newest_code()))
    assert Submission.objects.count() == 0


def test_code_too_many_wrong_tries_are_limited(client, monkeypatch):
    walk_to_code(client)
    monkeypatch.setattr(codes, "WRONG_TRIES_PER_NETWORK", 1)
    enter(client, "AAAA-AAAA")
    response = enter(client, "AAAA-AAAA")
    assert response.status_code == 429
    assert errors(response)["code"][0].startswith("There were too many tries. Please wait 15 minutes")


def test_code_entered_in_another_browser_sends_the_piece(client):
    code = walk_to_code(client)
    other = Client()
    assert 'name="email"' in other.get(url("code")).text
    response = enter(other, code, email="Bahar@Example.org")
    piece = Submission.objects.get()
    assert response.headers["Location"] == url("piece", piece.reference)
    assert client.get(url("code")).status_code == 200
    assert client.get(url("my")).status_code == 302


def test_code_in_another_browser_without_a_waiting_draft_signs_in(client):
    make_author("bahar@example.org")
    codes.send(address="bahar@example.org", language="en", network="n")
    assert enter(client, newest_code(), email="bahar@example.org").headers["Location"] == url("my")
    assert Submission.objects.count() == 0


def test_code_in_another_browser_sends_no_draft_that_nobody_meant_to_send(client):
    make_draft(email="bahar@example.org")
    codes.send(address="bahar@example.org", language="en", network="n")
    assert enter(client, newest_code(), email="bahar@example.org").headers["Location"] == url("my")
    assert (Submission.objects.count(), Draft.objects.count()) == (0, 1)


def test_code_with_two_waiting_drafts_lets_the_author_choose(client):
    walk_to_code(Client())
    stranger = make_draft(email="bahar@example.org", title="Somebody Else's Words")
    drafting.change(stranger, is_asked_for=True)
    assert enter(client, newest_code(), email="bahar@example.org").headers["Location"] == url("my")
    assert Submission.objects.count() == 0
    assert "Somebody Else&#x27;s Words" in client.get(url("my")).text


def test_code_does_not_send_a_draft_whose_address_it_does_not_confirm(client):
    walk_to_details(client)
    codes.send(address="bahar@example.org", language="en", network="n")
    assert enter(client, newest_code(), email="bahar@example.org").headers["Location"] == url("my")
    assert Submission.objects.count() == 0


def test_code_of_a_draft_that_became_incomplete_leads_back_to_what_is_missing(client):
    code = walk_to_code(client)
    drafting.change(draft_of(client), title="")
    assert enter(client, code).headers["Location"] == url("details") + "?check=1"


def test_code_clicked_twice_leads_to_the_same_piece(client):
    code = walk_to_code(client)
    second = Client()
    second.cookies["draft"] = client.cookies["draft"].value
    first = enter(client, code)
    again = enter(second, code)
    assert again.headers["Location"] == first.headers["Location"]
    assert second.get(again.headers["Location"]).status_code == 200
    assert Submission.objects.count() == 1


def test_code_clicked_twice_waits_for_the_first_click(client, monkeypatch):
    code = walk_to_code(client)
    author = codes.redeem(address="bahar@example.org", code=code, network="n")
    monkeypatch.setattr(code_page.time, "sleep", lambda _seconds: submitting.submit(Draft.objects.get(), author=author))
    assert enter(client, code).headers["Location"] == url("piece", Submission.objects.get().reference)


def test_code_used_elsewhere_is_refused_after_some_patience(client, monkeypatch):
    code = walk_to_code(client)
    codes.redeem(address="bahar@example.org", code=code, network="n")
    monkeypatch.setattr(code_page, "PATIENCE", 0.15)
    assert errors(enter(client, code))["code"][0].startswith("This code has been used already.")
    assert (Submission.objects.count(), Draft.objects.count()) == (0, 1)


def test_code_used_without_the_drafts_cookie_signs_nobody_in(client):
    code = walk_to_code(client)
    enter(client, code)
    other = Client()
    response = enter(other, code, email="bahar@example.org")
    assert errors(response)["code"][0].startswith("This code has been used already.")
    assert other.get(url("my")).status_code == 302


def test_code_used_long_ago_signs_nobody_in(client):
    code = walk_to_code(client)
    second = Client()
    second.cookies["draft"] = client.cookies["draft"].value
    enter(client, code)
    SignInCode.objects.update(used_at=timezone.now() - timedelta(hours=1))
    assert errors(enter(second, code))["code"][0].startswith("This code has been used already.")


def test_code_page_after_sending_leads_to_the_piece(client):
    code = walk_to_code(client)
    cookie = client.cookies["draft"].value
    location = enter(client, code).headers["Location"]
    client.cookies["draft"] = cookie
    assert client.get(url("code")).headers["Location"] == location


def test_code_is_not_asked_for_an_unfinished_draft(client):
    walk_to_details(client)
    assert client.get(url("code")).headers["Location"] == url("details") + "?check=1"


def test_code_is_not_asked_for_before_send_was_pressed(client):
    walk_to_preview(client)
    assert client.get(url("code")).headers["Location"] == url("preview")
    assert OutgoingEmail.objects.count() == 0


def test_code_with_stray_characters_is_refused_in_its_field(client):
    walk_to_code(client)
    assert errors(enter(client, "\x00\u202e"))["code"][0].startswith("This code is not right.")
    assert errors(enter(client, "x" * 61)) == {"code": ["Please keep this within 60 characters. It has 61 now."]}


def test_code_resent_is_a_second_letter_and_both_work(client):
    first = walk_to_code(client)
    limits.clear(scope="draft-code", key=_click_key(client))
    assert step(client, "code", {"action": "resend"}).headers["Location"] == url("code")
    assert OutgoingEmail.objects.filter(kind="code").count() == 2
    assert newest_code() != first
    assert enter(client, first).status_code == 302
    assert Submission.objects.count() == 1


def test_code_resent_beyond_the_limit_says_when(client, monkeypatch):
    walk_to_code(client)
    limits.clear(scope="draft-code", key=_click_key(client))
    monkeypatch.setattr(codes, "SENDS_PER_ADDRESS", 1)
    response = step(client, "code", {"action": "resend"})
    assert response.status_code == 429
    assert "There were too many tries." in response.text


def _click_key(client) -> str:
    draft = draft_of(client)
    return f"{draft.pk} {draft.address_index}"


def test_code_address_can_be_changed(client):
    walk_to_code(client)
    data = {"action": "change-address", "email": "right@example.org"}
    assert step(client, "code", data).headers["Location"] == url("code")
    letter = OutgoingEmail.objects.filter(kind="code").order_by("-pk").first()
    assert letter.recipient == "right@example.org"
    enter(client, newest_code())
    assert Submission.objects.get().author.email == "right@example.org"


def test_code_address_changed_to_nonsense_is_refused_in_its_field(client):
    walk_to_code(client)
    response = step(client, "code", {"action": "change-address", "email": "nowhere"})
    form = response.context["address_form"]
    assert list(form.errors["email"]) == ["Write an e-mail address, such as name@example.org."]
    assert draft_of(client).fields["email"] == "bahar@example.org"


def test_code_for_an_address_of_the_staff_is_refused(client):
    make_staff("editor", email="bahar@example.org")
    code = walk_to_code(client)
    assert errors(enter(client, code))["code"][0].startswith("This address cannot sign in as an author.")
    assert Submission.objects.count() == 0


def test_code_known_and_new_address_look_the_same(client):
    make_author("known@example.org")
    pages = []
    for address in ("known@example.org", "unknown@example.org"):
        browser = Client()
        walk_to_preview(browser, email=address)
        step(browser, "preview", {"action": "send"})
        pages.append(browser.get(url("code")).text.replace(address, "").split("csrfmiddlewaretoken")[0])
    assert pages[0] == pages[1]
    assert User.objects.filter(is_staff=False).exclude(public_id="system").count() == 1


def test_draft_lost_between_code_and_sending_leads_to_the_piece(client):
    code = walk_to_code(client)
    draft = draft_of(client)
    piece = submitting.submit(draft, author=make_author("bahar@example.org"))
    assert enter(client, code).headers["Location"] == url("piece", piece.reference)
    assert Submission.objects.count() == 1
