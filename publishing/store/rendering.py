"""How a page comes to be kept: Django renders it once, for nobody in particular, while others wait."""

import io
import threading
from enum import Enum

from django.conf import settings

from publishing.responses import KEYS
from publishing.store.entries import OK, Entry
from publishing.store.shelf import Shelf
from publishing.store.wsgi import Answer, Application, Environ, run


class Outcome(Enum):
    """What became of a rendering, for those who waited for it."""

    CURRENT = "kept, or too large to be kept"
    OVERTAKEN = "what it shows changed meanwhile, or it failed"
    NOT_KEPT = "no page: missing, gone, moved"


class Flight:
    """One rendering under way."""

    def __init__(self) -> None:
        self.landed = threading.Event()
        self.outcome = Outcome.OVERTAKEN


def nobodys(environ: Environ) -> Environ:
    """Return a request for the same address that says nothing of who asks, how, or what they have already."""
    scheme_header = settings.SECURE_PROXY_SSL_HEADER[0] if settings.SECURE_PROXY_SSL_HEADER else ""
    kept = {name: value for name, value in environ.items() if not name.startswith("HTTP_")}
    kept |= {name: environ[name] for name in ("HTTP_HOST", scheme_header) if name in environ}
    return kept | {
        "REQUEST_METHOD": "GET",
        "QUERY_STRING": "",
        "CONTENT_LENGTH": "",
        "CONTENT_TYPE": "",
        "wsgi.input": io.BytesIO(),
    }


class Renderer:
    """Renders pages, each once at a time."""

    def __init__(self, application: Application, shelf: Shelf) -> None:
        self._application = application
        self._shelf = shelf
        self._lock = threading.Lock()
        self._flights: dict[str, Flight] = {}

    def join(self, path: str) -> tuple[Flight, bool]:
        """Return the rendering of `path` and whether the caller has to carry it out (`carry_out`)."""
        with self._lock:
            flight = self._flights.get(path)
            if flight is not None:
                return flight, False
            flight = self._flights[path] = Flight()
            return flight, True

    def carry_out(self, flight: Flight, environ: Environ) -> tuple[Entry | None, Answer]:
        """Return the page, if it is one, and what Django answered, having kept it if nothing overtook it."""
        path = environ["PATH_INFO"]
        try:
            note = self._shelf.begin()
            request = nobodys(environ)
            try:
                answer = run(self._application, request)
                entry = None
                is_cookieless = all(name.lower() != "set-cookie" for name, _ in answer.headers)
                if answer.status == OK and KEYS in request and is_cookieless:
                    entry = Entry(answer, keys=request[KEYS], made_at=note.seconds if note else 0)
                if entry is None or note is None:
                    flight.outcome = Outcome.NOT_KEPT
                elif self._shelf.keep(path, entry, note):
                    flight.outcome = Outcome.CURRENT
            finally:
                if note is not None:
                    self._shelf.end()
        finally:
            with self._lock:
                del self._flights[path]
            flight.landed.set()
        return entry, answer
