"""What a page is before anybody asks for it: bytes, what they are, and what they were made from."""

from dataclasses import dataclass

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, kw_only=True)
class Rendered:
    """One public page or file, whole; `keys` (see `publishing.keys`) name everything it was made from."""

    body: bytes
    keys: frozenset[str]
    content_type: str = HTML
    filename: str = ""  # ASCII, of what readers are to keep rather than to look at
