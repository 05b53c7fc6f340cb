"""How a public page is answered: in one piece, kept by anyone, asked about each time."""

import hashlib

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response


def public_response(
    request: HttpRequest, body: str, *, content_type: str = "text/html; charset=utf-8", status: int = 200
) -> HttpResponse:
    """Return `body` with an ETag, or 304 where the visitor has it already; sets no cookie and varies by none."""
    data = body.encode()
    response = HttpResponse(data, content_type=content_type, status=status)
    response["Cache-Control"] = "public, no-cache"
    if status != 200:
        return response
    response["ETag"] = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
    return get_conditional_response(request, etag=response["ETag"], response=response)
