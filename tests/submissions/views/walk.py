"""How tests walk the author's pages: what a browser sends at each step, and what a reader of letters finds."""

import re

from django.test import Client
from django.urls import reverse

from aiss.accounts.models import User
from aiss.mail.models import OutgoingEmail
from submissions.models import Draft
from submissions.services import drafting

TEXT = "The first paragraph says what the piece is about.\n\nThe second one says why it matters now."
DETAILS = {
    "title": "A Bridge Nobody Crosses",
    "public_name": "Bahar Mehr",
    "bio": "Bahar Mehr is a writer.",
    "email": "bahar@example.org",
    "kind": "opinion",
    "piece_language": "en",
    "letter_language": "en",
    "is_agreed": "on",
    "licence": "1",
    "coauthor-TOTAL_FORMS": "3",
    "coauthor-INITIAL_FORMS": "0",
    "action": "next",
}


def url(name: str, *args, language: str = "en") -> str:
    return reverse(f"submissions:{name}", args=args).replace("/en/", f"/{language}/", 1)


def step(client: Client, name: str, data: dict | None = None, *args, **extra):
    """POST `data` to one of the author's addresses."""
    return client.post(url(name, *args), data or {}, **extra)


def draft_of(client: Client) -> Draft | None:
    """Return the draft that this browser's cookie finds."""
    cookie = client.cookies.get("draft")
    return drafting.find(cookie.value) if cookie else None


def walk_to_details(client: Client, text: str = TEXT) -> None:
    assert step(client, "start", {"text": text, "action": "next"}).headers["Location"] == url("details")


def walk_to_preview(client: Client, text: str = TEXT, **details) -> None:
    walk_to_details(client, text)
    response = step(client, "details", {**DETAILS, **details})
    assert response.status_code == 302, response.context["form"].faults
    assert response.headers["Location"] == url("preview")


def walk_to_code(client: Client, text: str = TEXT, **details) -> str:
    """Walk until a code is asked for; return it."""
    walk_to_preview(client, text, **details)
    assert step(client, "preview", {"action": "send"}).headers["Location"] == url("code")
    return newest_code()


def newest_code() -> str:
    """Return the code of the newest letter with one, as the outbox holds it."""
    letter = OutgoingEmail.objects.filter(kind="code").order_by("-pk").first()
    return re.search(r"^\u2068?([0-9A-Z]{4}-[0-9A-Z]{4})\u2069?$", letter.text, re.MULTILINE)[1]


def newest_link(kind: str) -> str:
    """Return the path of the first link in the newest letter of a kind."""
    letter = OutgoingEmail.objects.filter(kind=kind).order_by("-pk").first()
    return re.search(r"https?://[^/\s]+(/\S+)", letter.text)[1]


def sign_in(client: Client, user: User) -> Client:
    client.force_login(user, backend="aiss.accounts.backends.CodeBackend")
    return client
