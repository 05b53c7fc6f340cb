"""The demo's mailbox: letters as their recipients would get them, in the browser. Outside demo mode there is none."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.constants import NONE, UNSAFE_INLINE
from csp.decorators import csp
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from aiss.mail.models import OutgoingEmail

LETTERS_ON_A_PAGE = 50


def demo_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let `view` exist in demo mode alone, for reading alone."""

    reading = never_cache(require_safe(view))

    @wraps(view)
    def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return reading(request, **kwargs)

    return guarded


@demo_only
def mail_list(request: HttpRequest) -> HttpResponse:
    letters = OutgoingEmail.objects.delivered().defer("text", "html")
    page = Paginator(letters, LETTERS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "demo/mail_list.html", {"page": page})


@demo_only
def mail_detail(request: HttpRequest, pk: int) -> HttpResponse:
    letter = get_object_or_404(OutgoingEmail.objects.delivered(), pk=pk)
    direction = "rtl" if letter.language in settings.LANGUAGES_BIDI else "ltr"
    context = {"letter": letter, "direction": direction, "sender": settings.DEFAULT_FROM_EMAIL}
    return render(request, "demo/mail_detail.html", context | {"reply_to": settings.DESK_EMAIL})


@demo_only
@csp({"default-src": [NONE], "style-src": [UNSAFE_INLINE], "base-uri": [NONE], "form-action": [NONE]})
def mail_html(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the HTML part itself; it carries its own few rules of style, as letters must."""
    return HttpResponse(get_object_or_404(OutgoingEmail.objects.delivered(), pk=pk).html)
