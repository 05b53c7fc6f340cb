"""The WSGI application in front of Django: it answers kept pages itself and lets Django answer everything else."""

import logging
import time
from collections.abc import Callable, Iterable, Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from publishing.store.admission import Admission, is_kept, language_of
from publishing.store.entries import Entry
from publishing.store.freshness import Freshness
from publishing.store.rendering import Outcome, Renderer
from publishing.store.shelf import Shelf
from publishing.store.truth import Truth
from publishing.store.wsgi import Answer, Application, Environ, StartResponse

WAIT_SECONDS = 10
MOST_ROUNDS = 3
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
OUT_OF_REACH = _("The page cannot be shown at this moment. Please try again in a minute.")

logger = logging.getLogger(__name__)


class Watched:
    """A response that calls `at_end` when the server is done with it."""

    def __init__(self, response: Iterable[bytes], at_end: Callable[[], None]) -> None:
        self._response = response
        self._at_end = at_end

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._response)

    def close(self) -> None:
        try:
            if hasattr(self._response, "close"):
                self._response.close()
        finally:
            self._at_end()


class PageStore:
    """Keeps the pages of `application` in at most `megabytes` of memory, one such store in each process."""

    def __init__(
        self, application: Application, *, megabytes: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._application = application
        self._clock = clock
        self._admits = Admission().admits
        self.shelf = Shelf(int(megabytes * 1024 * 1024))
        self._pages = self.shelf.pages
        self._freshness = Freshness(self.shelf, Truth(), clock)
        self._renderer = Renderer(application, self.shelf)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        method = environ["REQUEST_METHOD"]
        if method in ("GET", "HEAD"):
            try:
                answer = self._answer(environ)
            except Exception as error:  # whatever is wrong here, Django can answer
                logger.error("The page store failed: %s.", type(error).__name__)
                answer = None
            if answer is None:
                return self._application(environ, start_response)
            status, headers, body = answer
            start_response(status, headers)
            return [body] if method == "GET" and body else []
        if method in SAFE_METHODS:
            return self._application(environ, start_response)
        return self._written(environ, start_response)

    def forget_freshness(self) -> None:
        """Have the next page look at the database first, because something was written."""
        self._freshness.forget()

    def close(self) -> None:
        """Close the connection to the database."""
        self._freshness.close()

    def _written(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Pass on a request that may write. A response that streams may write until it is closed."""
        try:
            response = self._application(environ, start_response)
        finally:
            self._freshness.forget()
        return response if isinstance(response, list) else Watched(response, self._freshness.forget)

    def _answer(self, environ: Environ) -> Answer | None:
        """Return the answer to a request that reads, or None where Django has to give it."""
        path = environ["PATH_INFO"]
        if not self._admits(environ):
            return None
        if path in self._pages:
            # First the look and then the page: a page found before it might be one that the look drops
            if self._clock() >= self._freshness.good_until and not self._freshness.may_serve():
                return out_of_reach(path)
            entry = self._pages.get(path)
            if entry is not None:
                return self._sent(entry, path, environ)
        return self._answer_to_miss(path, environ) if is_kept(environ) else None

    def _sent(self, entry: Entry, path: str, environ: Environ) -> Answer:
        entry.used = True
        if not entry.is_mature:
            entry.mature(self.shelf.seconds)
        accept_encoding = environ.get("HTTP_ACCEPT_ENCODING", "")
        if entry.lacks(accept_encoding):
            self.shelf.grow(path, entry, entry.compress(accept_encoding))
        return entry.answer(environ)

    def _answer_to_miss(self, path: str, environ: Environ) -> Answer | None:
        """Render the page, or wait for whoever does. Only what is no page is left to Django again and again."""
        for _round in range(MOST_ROUNDS):
            if not self._freshness.may_serve():
                return out_of_reach(path)
            entry = self._pages.get(path)
            if entry is not None:
                return self._sent(entry, path, environ)
            flight, is_ours = self._renderer.join(path)
            if is_ours:
                entry, answer = self._renderer.carry_out(flight, environ)
                if entry is not None and flight.outcome is Outcome.CURRENT:
                    return self._sent(entry, path, environ)
                if entry is not None and flight.outcome is Outcome.OVERTAKEN:
                    continue
                # What is no page may depend on the query: an old address is found by it
                return None if environ.get("QUERY_STRING") else answer
            if not flight.landed.wait(WAIT_SECONDS) or flight.outcome is Outcome.NOT_KEPT:
                return None
        return None


def out_of_reach(path: str) -> Answer:
    """Return the answer for a time without the database."""
    language = language_of(path)
    with override(language):
        body = f"{OUT_OF_REACH}\n".encode()
    headers = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Language", language),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
        ("Retry-After", "30"),
    ]
    return Answer("503 Service Unavailable", headers, body)
