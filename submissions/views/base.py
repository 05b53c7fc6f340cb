"""What all author's pages share: privacy of the answer, the body's limits, the draft's cookie, sign-in, the piece."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.views import View
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.debug import sensitive_post_parameters

from aiss.accounts import limits
from aiss.accounts.codes import CodeRefused
from aiss.accounts.limits import LimitReached
from submissions import permissions
from submissions.late_forms import signed_out, typed_again
from submissions.manuscripts import ConversionBusy, ManuscriptRefused
from submissions.models import Draft, Submission
from submissions.services import drafting
from submissions.services.moving import MoveRefused
from submissions.views.bodies import BodyRefused, read_body

DRAFT_COOKIE = "draft"
REFUSALS = (MoveRefused, ManuscriptRefused, ConversionBusy, LimitReached, CodeRefused)


def status_of(refusal: Exception) -> int:
    """Return the status of a page that shows `refusal` with the form kept."""
    if isinstance(refusal, LimitReached | ConversionBusy):
        return HTTPStatus.TOO_MANY_REQUESTS
    return HTTPStatus.CONFLICT if isinstance(refusal, MoveRefused) else HTTPStatus.OK


class AuthorPage(View):
    """A page that no store keeps and no search engine lists."""

    http_method_names = ["get", "head", "post", "options"]
    template_name = ""
    section = ""

    @classmethod
    def as_view(cls, **initkwargs: Any) -> Callable[..., HttpResponse]:
        """Return the view; it refuses a body beyond the limits before the protection against forgery parses it."""
        view = csrf_protect(super().as_view(**initkwargs))

        @csrf_exempt
        @sensitive_post_parameters()
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                read_body(request)
            except BodyRefused as refusal:
                page = cls(**initkwargs)
                page.setup(request, *args, **kwargs)
                return page.make_private(page.refuse_body(refusal))
            return view(request, *args, **kwargs)

        guarded.view_class = cls
        return guarded

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.make_private(super().dispatch(request, *args, **kwargs))

    def make_private(self, response: HttpResponse) -> HttpResponse:
        patch_cache_control(response, no_store=True, private=True)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    def refuse_body(self, refusal: BodyRefused) -> HttpResponse:
        context = {"sentence": str(refusal), "back": self.request.path, "typed": typed_again(self.request)}
        return render(self.request, "submissions/refused.html", context, status=refusal.status)

    def refuse(self, refusal: Exception) -> HttpResponse:
        """Say why nothing was done, and give back what was typed."""
        context = {"sentence": str(refusal), "back": self.request.path, "typed": typed_again(self.request)}
        return render(self.request, "submissions/refused.html", context, status=status_of(refusal))

    def page(self, *, status: int = 200, **context: Any) -> HttpResponse:
        return render(self.request, self.template_name, {"section": self.section, **context}, status=status)

    def to(self, name: str, *args: Any, fragment: str = "", **query: Any) -> HttpResponse:
        """Return a redirect to one of our addresses."""
        address = reverse(f"submissions:{name}", args=args)
        return redirect(address + (f"?{urlencode(query)}" if query else "") + (f"#{fragment}" if fragment else ""))

    @cached_property
    def network(self) -> str:
        return limits.network_key(self.request)


class DraftPage(AuthorPage):
    """A step of the way from a blank page to a piece; the draft is found by this browser's cookie."""

    section = "submit"

    @cached_property
    def draft(self) -> Draft | None:
        return drafting.find(self.request.COOKIES.get(DRAFT_COOKIE, ""))

    def draft_or_new(self) -> Draft:
        """Return this browser's draft, making one for what was typed where there is none. Raises LimitReached."""
        if self.draft is None:
            self.draft, self.fresh_token = drafting.start(language=get_language(), network=self.network)
            user = self.request.user
            if user.is_authenticated and not user.is_staff:
                drafting.change(self.draft, email=user.email)
        return self.draft

    fresh_token = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().dispatch(request, *args, **kwargs)
        token = self.fresh_token or request.COOKIES.get(DRAFT_COOKIE, "")
        if request.method == "POST" and token and DRAFT_COOKIE not in response.cookies:
            remember(response, token)
        return response


def remember(response: HttpResponse, token: str) -> HttpResponse:
    """Let this browser find the draft again for as long as it is kept."""
    response.set_cookie(
        DRAFT_COOKIE,
        token,
        max_age=settings.DRAFT_DAYS * 24 * 3600,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


def forget(response: HttpResponse) -> HttpResponse:
    """Let this browser forget its draft."""
    response.delete_cookie(DRAFT_COOKIE, samesite="Lax")
    return response


class SignedInPage(AuthorPage):
    """A page for a signed-in person; who is not gets the way to sign in, and anything typed back."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return super().dispatch(request, *args, **kwargs)
        if request.method == "POST":
            return self.make_private(signed_out(request, sign_in=reverse("submissions:sign-in")))
        return self.make_private(self.to("sign-in", next=request.path))


class PiecePage(SignedInPage):
    """A page about one piece of the person's own; any other reference is unknown, whether or not it exists."""

    @cached_property
    def piece(self) -> Submission:
        pieces = Submission.objects.of_author(self.request.user).select_related("kind", "article")
        piece = pieces.filter(reference=self.kwargs["reference"]).first()
        if piece is None or not permissions.can_see_as_author(self.request.user, piece):
            raise Http404
        return piece

    def to_piece(self) -> HttpResponse:
        return self.to("piece", self.piece.reference)

    def has_just(self, action: str) -> bool:
        """Tell whether the last thing that happened is the person's own `action`: then this is a second click."""
        last = self.piece.events.order_by("-pk").first()
        return last is not None and last.action == action and last.actor_id == self.request.user.pk
