"""A page as it is kept: the bytes of each encoding with their headers, ready to be sent."""

import gzip
import hashlib
import threading
from email.utils import formatdate
from typing import NamedTuple

import brotli

from publishing.store.negotiation import BROTLI, GZIP, IDENTITY, encoding_for, has_tag, is_unmodified
from publishing.store.wsgi import Answer, Environ, Headers

OK = "200 OK"
NOT_MODIFIED = "304 Not Modified"
REPLACED = frozenset({"etag", "content-length", "vary", "last-modified", "content-encoding", "set-cookie", "date"})
SENT_WITH_304 = frozenset({"cache-control", "content-location", "etag", "expires", "last-modified", "vary"})
COMPRESSED_TYPES = ("text/", "application/json", "application/feed+json", "application/vnd.citationstyles")
SMALLEST_COMPRESSED = 200
MATURE_SECONDS = 2
OVERHEAD = 2_000  # bytes that each encoding takes beside its body, about
COMPRESSORS = {
    BROTLI: lambda body: brotli.compress(body, quality=5),
    GZIP: lambda body: gzip.compress(body, compresslevel=6, mtime=0),
}


class Variant(NamedTuple):
    """One encoding of a page."""

    headers: Headers
    body: bytes


def is_compressible(content_type: str, body: bytes) -> bool:
    kind = content_type.partition(";")[0].strip().lower()
    is_text = kind.startswith(COMPRESSED_TYPES) or kind.endswith(("+xml", "/xml", "+json"))
    return is_text and len(body) >= SMALLEST_COMPRESSED


class Entry:
    """A page and the keys that it was made from.

    `made_at` is the database's clock, in seconds since 1970, when what the page shows was known to be settled. Dates
    of HTTP have a grain of a second, so it is sent only once the page has outlived it (`mature`).
    """

    __slots__ = (
        "_body",
        "_headers",
        "_is_compressible",
        "_lock",
        "is_mature",
        "keys",
        "made_at",
        "size",
        "tag",
        "used",
        "variants",
    )

    def __init__(self, answer: Answer, *, keys: frozenset[str], made_at: int) -> None:
        headers = {name.lower(): value for name, value in answer.headers}
        self._body = answer.body
        self._is_compressible = is_compressible(headers.get("content-type", ""), answer.body)
        self._headers = [(name, value) for name, value in answer.headers if name.lower() not in REPLACED]
        if self._is_compressible:
            self._headers.append(("Vary", "Accept-Encoding"))
        self._lock = threading.Lock()
        self.keys = keys
        self.made_at = made_at
        self.is_mature = False
        self.tag = hashlib.sha256(answer.body).hexdigest()[:32]
        self.used = False
        self.variants: dict[str, Variant] = {}
        self.size = OVERHEAD + len(answer.body) + sum(len(key) + 100 for key in keys)
        self._add(IDENTITY, self._body)

    def mature(self, seconds: int) -> None:
        """Send the page's date from now on if it is still current at `seconds`, by the database's clock."""
        with self._lock:
            if self.is_mature or seconds < self.made_at + MATURE_SECONDS:
                return
            last_modified = ("Last-Modified", formatdate(self.made_at, usegmt=True))
            self._headers.append(last_modified)
            for encoding, variant in self.variants.items():
                self.variants[encoding] = Variant([*variant.headers, last_modified], variant.body)
            self.is_mature = True

    def lacks(self, accept_encoding: str) -> bool:
        """Return whether the encoding for the header still has to be made."""
        return self._is_compressible and encoding_for(accept_encoding) not in self.variants

    def compress(self, accept_encoding: str) -> int:
        """Make the encoding for the header; return by how many bytes the entry grew (`Shelf.grow` counts them)."""
        encoding = encoding_for(accept_encoding)
        body = COMPRESSORS[encoding](self._body)
        with self._lock:
            if encoding in self.variants:  # two made it at the same time
                return 0
            self._add(encoding, body)
        return len(body) + OVERHEAD

    def answer(self, environ: Environ) -> Answer:
        """Return what to send for the request, whose encoding is made by now."""
        encoding = encoding_for(environ.get("HTTP_ACCEPT_ENCODING", "")) if self._is_compressible else IDENTITY
        headers, body = self.variants[encoding]
        if "HTTP_IF_NONE_MATCH" in environ:
            is_known = has_tag(environ["HTTP_IF_NONE_MATCH"], self.tag)
        elif "HTTP_IF_MODIFIED_SINCE" in environ:
            is_known = self.is_mature and is_unmodified(environ["HTTP_IF_MODIFIED_SINCE"], self.made_at)
        else:
            is_known = False
        if is_known:
            return Answer(NOT_MODIFIED, [header for header in headers if header[0].lower() in SENT_WITH_304], b"")
        # A server may add to the list that it is given
        return Answer(OK, headers.copy(), body)

    def _add(self, encoding: str, body: bytes) -> None:
        suffix = f"-{encoding}" if encoding else ""
        headers = [
            *self._headers,
            ("ETag", f'"{self.tag}{suffix}"'),
            ("Content-Length", str(len(body))),
            *([("Content-Encoding", encoding)] if encoding else []),
        ]
        self.variants[encoding] = Variant(headers, body)
