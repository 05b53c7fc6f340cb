"""A form that came too late: nothing was done, and nothing that was typed is lost."""

from dataclasses import dataclass
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

# Tokens, codes and choices: nobody misses them, and some are nobody's to read.
NOT_TYPED = frozenset({"csrfmiddlewaretoken", "action", "draft", "digest", "code", "next", "repeated", "seen", "asked"})
CHOSEN = frozenset({"kind", "piece_language", "letter_language", "language"})
TICKED = "on"
LONG = 80


@dataclass(frozen=True)
class Typed:
    """One thing that was typed; `is_long` asks for a box of its own."""

    name: str
    text: str

    @property
    def is_long(self) -> bool:
        return len(self.text) > LONG or "\n" in self.text


def is_typed(name: str) -> bool:
    """Tell whether a field holds words that may be shown again: no password, code or token."""
    return not (name in NOT_TYPED or name in CHOSEN or "password" in name or name.endswith("_FORMS"))


def typed_again(request: HttpRequest) -> list[Typed]:
    """Return what the form held that somebody may have typed, the longest first."""
    found = [
        Typed(name, text)
        for name, values in request.POST.lists()
        for text in values
        if is_typed(name) and len(text.strip()) > 1 and text != TICKED
    ]
    return sorted(found, key=lambda typed: -len(typed.text))


def signed_out(request: HttpRequest, *, sign_in: str) -> HttpResponse:
    """Answer a form of somebody who was signed out meanwhile; `sign_in` is the path of the page to sign in at."""
    context = {"typed": typed_again(request), "back": request.path, "sign_in": sign_in}
    return _private(render(request, "submissions/signed_out.html", context, status=HTTPStatus.FORBIDDEN))


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose protection against forgery does not fit: too old, from elsewhere, or without cookies."""
    context = {"typed": typed_again(request), "back": request.path}
    return _private(render(request, "submissions/stale_form.html", context, status=HTTPStatus.FORBIDDEN))


def _private(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
