"""Everything an article prints, as plain frozen data: what a proof freezes and what the page shows."""

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any, Self

OPINION = "opinion"
ACADEMIC = "academic"
KINDS = (OPINION, ACADEMIC)


@dataclass(frozen=True, kw_only=True)
class PublicByline:
    """One author as printed: the public name, never another."""

    name: str
    honorific: str = ""
    role: str = ""
    bio: str = ""
    links: tuple[str, ...] = ()
    author_public_id: str = ""


@dataclass(frozen=True, kw_only=True)
class ArticleContent:
    """One article as printed. `body` is canonical HTML as `publishing.html.clean` returns it."""

    language: str
    kind: str
    title: str
    standfirst: str
    body: str
    bylines: tuple[PublicByline, ...]
    pen_name: bool = False
    licence: str = ""
    editors_note: str = ""
    first_published_in: str = ""
    first_published_url: str = ""
    slug: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return the content as data that JSON can hold; `from_json` gives it back unchanged."""
        data = asdict(self)
        data["bylines"] = [{**byline, "links": list(byline["links"])} for byline in data["bylines"]]
        return data

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """Return the content that `to_json` described.

        Raises TypeError for a field that does not exist or a required one that is missing.
        """
        bylines = tuple(
            PublicByline(**{**byline, "links": tuple(byline.get("links", ()))}) for byline in data["bylines"]
        )
        return cls(**{**data, "bylines": bylines})

    def canonical_json(self) -> str:
        """Return one and the same text for equal contents: sorted keys, no spaces, letters as they are."""
        return json.dumps(self.to_json(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    def digest(self) -> str:
        """Return the SHA-256 of the canonical JSON, in hexadecimal digits."""
        return hashlib.sha256(self.canonical_json().encode()).hexdigest()
