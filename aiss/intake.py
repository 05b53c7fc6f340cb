"""What stands between the web server and Django: bodies that are there as a whole, and few threads.

granian gives each request a thread and reads its body only as that thread asks for it, so an upload from a slow line
holds a thread for as long as it takes. Those threads cost little, and there are many. Django runs in threads of its
own, few, each with its connection to the database: a request reaches them when its body has arrived. Whatever is
answered before (stored pages) never waits for either.
"""

import io
import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy, override

Environ = dict[str, Any]
Answer = tuple[str, list[tuple[str, str]], bytes]

MB = 1024 * 1024
LARGEST_BODY = 12 * MB  # an upload of 10 MB and the rest of its form
BODIES_AT_ONCE = 48
MEMORY = 200 * MB  # for the bodies of one process
LONGEST_SECONDS = 3600  # 10 MB over a line of 3 KB a second
AT_A_TIME = 64 * 1024
TRY_AGAIN_SECONDS = 30
HAS_NO_BODY = frozenset({"", "0"})

logger = logging.getLogger(__name__)


class Refused(Exception):
    """The body of a request is not taken; `sentence` says why and what to do."""

    def __init__(self, status: str, sentence: str) -> None:
        super().__init__(status)
        self.status = status
        self.sentence = sentence


TOO_LARGE = (
    "413 Content Too Large",
    gettext_lazy("This is more than the desk takes at once. Please go back and choose a file of at most 10 MB."),
)
TOO_SLOW = ("408 Request Timeout", gettext_lazy("The line was too slow. Please go back and try again."))
BROKEN_OFF = ("400 Bad Request", gettext_lazy("The line broke off. Please go back and try again."))
BUSY = (
    "503 Service Unavailable",
    gettext_lazy("Many people send something at this moment. Please go back and try again in a minute."),
)


class Intake:
    """A WSGI application that runs `application` in `threads` threads, one whole request in each."""

    def __init__(
        self,
        application: Callable[..., Iterable[bytes]],
        *,
        threads: int,
        bodies_at_once: int = BODIES_AT_ONCE,
        largest_body: int = LARGEST_BODY,
        memory: int = MEMORY,
    ) -> None:
        self._application = application
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="django")
        self._free_slots = threading.BoundedSemaphore(bodies_at_once)
        self._largest_body = largest_body
        self._free_memory = memory
        self._lock = threading.Lock()

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> list[bytes]:
        try:
            with self._body_of(environ) as body:
                environ["wsgi.input"] = io.BytesIO(body)
                status, headers, content = self._pool.submit(self._run, environ).result()
        except Refused as refusal:
            status, headers, content = answer_to(refusal, environ["PATH_INFO"])
        start_response(status, headers)
        return [content]

    def _run(self, environ: Environ) -> Answer:
        """Return what Django answers, whole, so that a slow reader keeps no thread of its."""
        begun: list[Any] = []

        def start_response(status: str, headers: list[tuple[str, str]], exc_info: object = None) -> None:
            begun[:] = status, headers

        response = self._application(environ, start_response)
        try:
            content = b"".join(response)
        finally:
            if hasattr(response, "close"):
                response.close()
        return begun[0], begun[1], content

    @contextmanager
    def _body_of(self, environ: Environ) -> Iterator[bytes]:
        """Yield the body of a request and set its length. Raises Refused."""
        is_chunked = "chunked" in environ.get("HTTP_TRANSFER_ENCODING", "").lower()
        declared = environ.get("CONTENT_LENGTH", "")
        if declared in HAS_NO_BODY and not is_chunked:
            yield b""
            return
        expected = None if is_chunked else int(declared)
        if expected and expected > self._largest_body:
            raise Refused(*TOO_LARGE)
        if not self._free_slots.acquire(blocking=False):
            logger.warning("Too many uploads at once: one was turned away.")
            raise Refused(*BUSY)
        chunks: list[bytes] = []
        try:
            try:
                self._receive(environ["wsgi.input"], chunks, expected)
            finally:
                self._free_slots.release()
            body = b"".join(chunks)
            environ["CONTENT_LENGTH"] = str(len(body))
            yield body
        finally:
            self._give_back(sum(map(len, chunks)))

    def _receive(self, source: Any, chunks: list[bytes], expected: int | None) -> None:
        """Append what arrives to `chunks` until it is all there, `expected` bytes or as many as come."""
        received, deadline = 0, time.monotonic() + LONGEST_SECONDS
        while expected is None or received < expected:
            chunk = source.read(AT_A_TIME if expected is None else min(AT_A_TIME, expected - received))
            if not chunk:
                break
            self._take(len(chunk))
            chunks.append(chunk)
            received += len(chunk)
            if received > self._largest_body:
                raise Refused(*TOO_LARGE)
            if time.monotonic() > deadline:
                raise Refused(*TOO_SLOW)
        if expected is not None and received < expected:
            raise Refused(*BROKEN_OFF)

    def _take(self, size: int) -> None:
        with self._lock:
            if size > self._free_memory:
                logger.warning("The uploads under way fill their share of the memory: one was turned away.")
                raise Refused(*BUSY)
            self._free_memory -= size

    def _give_back(self, size: int) -> None:
        with self._lock:
            self._free_memory += size


def answer_to(refusal: Refused, path: str) -> Answer:
    """Return a refusal as a line of plain text, in the language that the address names."""
    prefix = path.split("/", 2)[1] if "/" in path else ""
    language = prefix if prefix in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with override(language):
        content = f"{refusal.sentence}\n".encode()
    headers = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Language", language),
        ("Content-Length", str(len(content))),
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
        ("Connection", "close"),
    ]
    if refusal.status.startswith("503"):
        headers.append(("Retry-After", str(TRY_AGAIN_SECONDS)))
    return refusal.status, headers, content
