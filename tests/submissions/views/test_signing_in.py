"""Authors sign in with a code, sign out with a button, and never reach the desk."""

import base64

import pytest
from django.contrib.auth import get_user
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from aiss.accounts import codes
from aiss.accounts.backends import CodeBackend
from aiss.mail.models import OutgoingEmail
from submissions.models import Draft, Submission
from tests.factories import make_author, make_piece, make_staff
from tests.submissions.views.walk import draft_of, newest_code, sign_in, step, url, walk_to_preview

pytestmark = pytest.mark.django_db


def ask(client, address: str = "bahar@example.org", **more):
    return step(client, "sign-in", {"email": address, **more})


def test_sign_in_by_code_leads_to_the_pieces(client):
    author = make_author("bahar@example.org")
    assert ask(client, "Bahar@Example.org").headers["Location"] == url("sign-in-code")
    assert step(client, "sign-in-code", {"code": newest_code()}).headers["Location"] == url("my")
    assert get_user(client) == author
    assert client.get(url("sign-in")).headers["Location"] == url("my")


def test_sign_in_address_is_kept_sealed_in_a_cookie_and_nowhere_else(client):
    response = ask(client)
    cookie = response.cookies["address"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 3600)
    assert b"bahar" not in base64.urlsafe_b64decode(cookie.value)
    assert Session.objects.count() == 0
    assert "bahar@example.org" in client.get(url("sign-in-code")).text


@pytest.mark.parametrize("cookie", ["", "nonsense", "AAAA", base64.urlsafe_b64encode(b"x" * 60).decode()])
def test_sign_in_code_without_a_true_cookie_asks_for_the_address(client, cookie):
    client.cookies["address"] = cookie
    assert 'name="email"' in client.get(url("sign-in-code")).text


def test_sign_in_known_and_new_address_are_answered_alike(client):
    make_author("known@example.org")
    pages = []
    for address in ("known@example.org", "new@example.org"):
        browser = Client()
        ask(browser, address)
        pages.append(browser.get(url("sign-in-code")).text.replace(address, "").split("csrfmiddlewaretoken")[0])
    assert pages[0] == pages[1]
    assert OutgoingEmail.objects.filter(kind="code").count() == 2


def test_sign_in_leads_where_the_person_wanted_to_go(client):
    piece = make_piece(make_author("bahar@example.org"))
    wanted = url("piece", piece.reference)
    response = client.get(wanted)
    assert response.headers["Location"] == f"{url('sign-in')}?next={wanted.replace('/', '%2F')}"
    response = ask(client, next=wanted)
    response = client.post(response.headers["Location"], {"code": newest_code(), "next": wanted})
    assert response.headers["Location"] == wanted


@pytest.mark.parametrize(
    "wanted", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"]
)
def test_sign_in_never_leads_away_from_the_site(client, wanted):
    make_author("bahar@example.org")
    assert ask(client, next=wanted).headers["Location"] == url("sign-in-code")
    response = step(client, "sign-in-code", {"code": newest_code(), "next": wanted})
    assert response.headers["Location"] == url("my")


def test_sign_in_sends_no_draft_that_lies_about(client):
    walk_to_preview(client)
    ask(client)
    step(client, "sign-in-code", {"code": newest_code()})
    assert (Submission.objects.count(), Draft.objects.count()) == (0, 1)
    assert "A Bridge Nobody Crosses" in client.get(url("my")).text


def test_sign_in_wrong_code_is_refused_in_its_field(client):
    ask(client)
    response = step(client, "sign-in-code", {"code": "AAAA-AAAA"})
    assert response.context["form"].errors["code"][0].startswith("This code is not right.")
    assert not get_user(client).is_authenticated


def test_sign_in_beyond_the_limit_says_when(client, monkeypatch):
    monkeypatch.setattr(codes, "SENDS_PER_ADDRESS", 0)
    response = ask(client)
    assert response.status_code == 429
    assert response.context["form"].errors["email"][0].startswith("There were too many tries. Please wait 60 minutes")
    assert "bahar@example.org" in response.text


def test_sign_in_code_clicked_twice_signs_in(client):
    ask(client)
    second = Client()
    second.cookies["address"] = client.cookies["address"].value
    code = newest_code()
    step(client, "sign-in-code", {"code": code})
    assert step(second, "sign-in-code", {"code": code}).headers["Location"] == url("my")
    assert get_user(second).email == "bahar@example.org"


def test_sign_in_used_code_typed_in_another_browser_signs_nobody_in(client):
    ask(client)
    code = newest_code()
    step(client, "sign-in-code", {"code": code})
    other = Client()
    response = step(other, "sign-in-code", {"code": code, "email": "bahar@example.org"})
    assert response.context["form"].errors["code"][0].startswith("This code has been used already.")
    assert not get_user(other).is_authenticated


def test_sign_out_happens_by_post_alone_and_keeps_the_draft(client):
    sign_in(client, make_author("bahar@example.org"))
    walk_to_preview(client)
    assert client.get(url("sign-out")).status_code == 200
    assert get_user(client).is_authenticated
    assert step(client, "sign-out").headers["Location"] == url("signed-out")
    assert not get_user(client).is_authenticated
    assert draft_of(client) is not None
    assert client.get(url("signed-out")).status_code == 200
    assert client.get(url("sign-out")).headers["Location"] == url("start")


def test_staff_address_with_a_mailed_code_is_refused(client):
    make_staff("chief_editor", email="chief@example.org")
    ask(client, "chief@example.org")
    response = step(client, "sign-in-code", {"code": newest_code()})
    assert response.context["form"].errors["code"][0].startswith("This address cannot sign in as an author.")


def test_staff_session_from_a_mailed_code_does_not_open_the_desk(client):
    chief = make_staff("chief_editor")
    sign_in(client, chief)
    response = client.get(reverse("admin:index"))
    assert response.headers["Location"].startswith(reverse("admin:login"))
    client.force_login(chief, backend="aiss.accounts.backends.EmailBackend")
    assert client.get(reverse("admin:index")).status_code == 200


def test_code_backend_knows_no_password():
    make_staff("editor", email="e@example.org")
    assert CodeBackend().authenticate(None, username="e@example.org", password="a long test password") is None
