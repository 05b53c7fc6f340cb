"""What WSGI calls things."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]


class Answer(NamedTuple):
    """A whole answer to one request."""

    status: str
    headers: Headers
    body: bytes


def run(application: Application, environ: Environ) -> Answer:
    """Return what `application` answers, as a whole, and close what it returned."""
    begun: list[Any] = []

    def start_response(status: str, headers: Headers, exc_info: object = None) -> None:
        begun[:] = status, headers

    response = application(environ, start_response)
    try:
        body = b"".join(response)
    finally:
        if hasattr(response, "close"):
            response.close()
    return Answer(begun[0], begun[1], body)
