"""How a public page is answered: in one piece, kept by anyone, asked about each time."""

import hashlib
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from publishing.rendered import HTML, Rendered

# Where a view leaves, in the request's environment, the keys of the page that it answered with.
KEYS = "publishing.keys"


def kept(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark a view whose pages anyone may read, whatever the query: the page store keeps what it answers."""
    view.is_kept = True
    return view


def etag_of(body: bytes) -> str:
    """Return the tag of `body` without its quotes."""
    return hashlib.sha256(body).hexdigest()[:32]


def public_response(request: HttpRequest, page: Rendered) -> HttpResponse:
    """Return `page` with an ETag, or 304 where the visitor has it already; sets no cookie and varies by none."""
    request.META[KEYS] = page.keys
    response = HttpResponse(page.body, content_type=page.content_type)
    response["Cache-Control"] = "public, no-cache"
    response["ETag"] = f'"{etag_of(page.body)}"'
    if page.filename:
        response["Content-Disposition"] = f'attachment; filename="{page.filename}"'
    return get_conditional_response(request, etag=response["ETag"], response=response)


def passing_response(body: str, *, status: int = 200, content_type: str = HTML) -> HttpResponse:
    """Return what is public but not a page to keep: it answers for this moment only."""
    response = HttpResponse(body, content_type=content_type, status=status)
    response["Cache-Control"] = "public, no-cache"
    return response
