"""What the site answers, asked in this process: the same middleware, views and templates as for a reader."""

import io
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes, urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest

HTML = "text/html"
UNAVAILABLE = 503


@dataclass(frozen=True, kw_only=True)
class Answer:
    status: int
    body: bytes
    media_type: str
    location: str = ""
    is_coming: bool = False  # not there yet: it is being made

    @property
    def is_html(self) -> bool:
        return self.media_type.startswith(HTML)


@contextmanager
def only_faults_logged() -> Iterator[None]:
    """Keep out of the log what an export asks for in vain: there is no visitor who missed anything."""
    logger = logging.getLogger("django.request")
    logger.addFilter(_is_fault)
    try:
        yield
    finally:
        logger.removeFilter(_is_fault)


def _is_fault(record: logging.LogRecord) -> bool:
    return record.exc_info is not None


class Site:
    """The public site as somebody sees it who is not signed in and sends no cookie."""

    def __init__(self) -> None:
        self._handler = WSGIHandler()
        parts = urlsplit(settings.SITE_URL)
        self._origin = {
            "SERVER_NAME": parts.hostname or "localhost",
            "SERVER_PORT": str(parts.port or (443 if parts.scheme == "https" else 80)),
            "HTTP_HOST": parts.netloc,
            "HTTP_X_FORWARDED_PROTO": parts.scheme,
            "wsgi.url_scheme": parts.scheme,
        }

    def get(self, path: str) -> Answer:
        """Return what `path` answers; the request begins and ends no connection to the database."""
        environ = {
            **self._origin,
            "REQUEST_METHOD": "GET",
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
            "QUERY_STRING": "",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.version": (1, 0),
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": False,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }
        response = self._handler.get_response(WSGIRequest(environ))
        return Answer(
            status=response.status_code,
            body=b"".join(response) if response.streaming else response.content,
            media_type=response.get("Content-Type", ""),
            location=response.get("Location", ""),
            is_coming=response.status_code == UNAVAILABLE and response.has_header("Retry-After"),
        )
