"""Asks a page store as a web server would, and writes down what it sends."""

import io
import threading
from dataclasses import dataclass, field

from django.core.wsgi import get_wsgi_application
from django.db import connections

from publishing.store import PageStore


@dataclass
class Sent:
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


class Counting:
    """Django, counting how often each path reached it; `pause` is called before the answer is passed on."""

    def __init__(self, pause=lambda path: None):
        self.application = get_wsgi_application()
        self.asked = []
        self.pause = pause

    def __call__(self, environ, start_response):
        self.asked.append(environ["PATH_INFO"])
        try:
            response = self.application(environ, start_response)
            self.pause(environ["PATH_INFO"])
        finally:
            # The test's own connections have to be free for the tables to be emptied
            if threading.current_thread() is not threading.main_thread():
                connections.close_all()
        return response


class Clock:
    """A monotonic clock that goes only when it is told to."""

    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


def make_store(*, megabytes=64, pause=lambda path: None, **options):
    application = Counting(pause)
    store = PageStore(application, megabytes=megabytes, **options)
    store.application = application
    return store


def ask(store, path, *, method="GET", query="", body=b"", **headers):
    sent = Sent()

    def start_response(status, response_headers, exc_info=None):
        sent.status, sent.headers = int(status.split()[0]), dict(response_headers)

    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "testserver",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": io.StringIO(),
        "wsgi.url_scheme": "http",
        **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
    }
    response = store(environ, start_response)
    try:
        sent.body = b"".join(response)
    finally:
        if hasattr(response, "close"):
            response.close()
    return sent


def look(store):
    """Have `store` look at the database now."""
    store.forget_freshness()
    assert store._freshness.may_serve()
