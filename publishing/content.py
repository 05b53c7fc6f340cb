"""Everything an article prints, as plain frozen data: what a proof freezes and what the page shows."""

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any, Self

OPINION = "opinion"
ACADEMIC = "academic"
KINDS = (OPINION, ACADEMIC)
# Contents were frozen before these existed: while empty they are left out, so that every digest still holds.
LATER = ("topics", "picture", "translation_of", "translators")


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
class PublicPicture:
    """A picture above the text: the digest of a stored `Picture`, the words for who cannot see it, and its credit."""

    digest: str
    alt: str
    credit: str


@dataclass(frozen=True, kw_only=True)
class ArticleContent:
    """One article as printed. `body` is canonical HTML as `publishing.html.clean` returns it.

    `topics` are slugs of topics; `translation_of` is the short id of the article that this one translates.
    """

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
    topics: tuple[str, ...] = ()
    picture: PublicPicture | None = None
    translation_of: str = ""
    translators: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the content as data that JSON can hold; `from_json` gives it back unchanged."""
        data = asdict(self)
        data["bylines"] = [{**byline, "links": list(byline["links"])} for byline in data["bylines"]]
        data["topics"], data["translators"] = list(self.topics), list(self.translators)
        return {name: value for name, value in data.items() if value or name not in LATER}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """Return the content that `to_json` described.

        Raises TypeError for a field that does not exist or a required one that is missing.
        """
        bylines = tuple(
            PublicByline(**{**byline, "links": tuple(byline.get("links", ()))}) for byline in data["bylines"]
        )
        later = {name: tuple(data[name]) for name in ("topics", "translators") if name in data}
        if data.get("picture"):
            later["picture"] = PublicPicture(**data["picture"])
        return cls(**{**data, "bylines": bylines, **later})

    def canonical_json(self) -> str:
        """Return one and the same text for equal contents: sorted keys, no spaces, letters as they are."""
        return json.dumps(self.to_json(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    def digest(self) -> str:
        """Return the SHA-256 of the canonical JSON, in hexadecimal digits."""
        return hashlib.sha256(self.canonical_json().encode()).hexdigest()
