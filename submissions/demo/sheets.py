"""The demo's pieces as they stand in `pieces/`: lines `name: value`, an empty line, and the text."""

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "pieces"


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One piece as its author sends it; `body` is plain text, or HTML where it begins with a tag."""

    language: str
    title: str
    name: str
    bio: str
    address: str
    body: str
    kind: str = "opinion"
    call: str = ""
    standfirst: str = ""
    honorific: str = ""
    role: str = ""
    links: str = ""
    slug: str = ""
    note: str = ""
    filename: str = ""
    is_pen_name: str = ""
    legal_name: str = ""
    pen_name_reason: str = ""
    coauthor_name: str = ""
    coauthor_role: str = ""
    coauthor_bio: str = ""
    coauthor_address: str = ""
    topics: str = ""
    picture: str = ""
    picture_alt: str = ""
    picture_credit: str = ""
    translation_of: str = ""
    translators: str = ""

    @property
    def is_html(self) -> bool:
        return self.body.startswith("<")

    def fields(self) -> dict:
        """Return what the form would hold, by the names of `drafting.BLANK`, the text apart."""
        coauthor = {
            "public_name": self.coauthor_name,
            "role_line": self.coauthor_role,
            "bio": self.coauthor_bio,
            "address": self.coauthor_address,
        }
        return {
            "title": self.title,
            "standfirst": self.standfirst,
            "kind": self.kind,
            "call": self.call,
            "public_name": self.name,
            "honorific": self.honorific,
            "role_line": self.role,
            "bio": self.bio,
            "email": self.address,
            "links": self.links.split(),
            "note_to_editor": self.note,
            "is_pen_name": bool(self.is_pen_name),
            "legal_name": self.legal_name,
            "pen_name_reason": self.pen_name_reason,
            "coauthors": [coauthor] if self.coauthor_name else [],
            "is_agreed": True,
        }


def read(name: str) -> Sheet:
    """Return the piece in the file `name`.md. Raises TypeError where a line has a name that no field has."""
    head, _empty, body = (FOLDER / f"{name}.md").read_text(encoding="utf-8").partition("\n\n")
    pairs = (line.partition(":") for line in head.splitlines())
    return Sheet(**{key: value.strip() for key, _colon, value in pairs}, body=body.strip())
