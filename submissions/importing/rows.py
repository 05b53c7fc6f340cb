"""The table of an import: `articles.csv` in the folder, one line an article; and each line as the service takes it."""

import csv
import datetime
import io
import re
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext

from publishing import html
from publishing.content import KINDS, OPINION, ArticleContent, PublicByline
from publishing.folding import fold
from publishing.old_addresses import OldAddressRefused, checked_path
from submissions.manuscripts import Manuscript
from submissions.services.archive import NEW_PROFILE, NO_PROFILE, Entry
from submissions.services.moving import MoveRefused
from submissions.written_days import DayRefused, day_from

TABLE = "articles.csv"
COLUMNS = (
    "file", "language", "kind", "title", "standfirst", "authors", "bio", "date", "first_published_in",
    "first_published_url", "old_addresses", "topics", "slug", "licence", "translation_of", "translators",
)  # fmt: skip
MOST_ROWS = 100_000
_WITH_PROFILE = re.compile(r"(?P<name>.*?)\s*\[(?P<profile>[^\[\]]*)\]")


class TableRefused(Exception):
    """A table that cannot be read at all; `str()` says what to change."""


class RowRefused(MoveRefused):
    """A line that cannot be imported; `str()` says what to change in it."""


@dataclass(frozen=True)
class Row:
    """One line: its number in the table as a spreadsheet counts, and its cells by column."""

    number: int
    cells: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def several(self, column: str) -> tuple[str, ...]:
        """Return the parts of a cell, which semicolons or line breaks part."""
        return tuple(part.strip() for part in re.split(r"[;\n]", self[column]) if part.strip())


def read_table(folder: Path) -> list[Row]:
    """Return the lines of the folder's table, blank ones left out. Raises TableRefused."""
    try:
        text = (folder / TABLE).read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise TableRefused(
            gettext("There is no %(table)s in this folder. Save the table there, as CSV in UTF-8.") % {"table": TABLE}
        ) from error
    except UnicodeDecodeError as error:
        raise TableRefused(
            gettext("%(table)s is not UTF-8. Save it anew as “CSV UTF-8”.") % {"table": TABLE}
        ) from error
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error as error:
        raise TableRefused(
            gettext("%(table)s cannot be read as a table: %(why)s.") % {"table": TABLE, "why": error}
        ) from error
    if not lines:
        raise TableRefused(gettext("%(table)s is empty.") % {"table": TABLE})
    columns = [name.strip().lower().replace(" ", "_") for name in lines[0]]
    unknown = sorted({name for name in columns if name and name not in COLUMNS})
    if unknown or "file" not in columns or len(set(columns) - {""}) < len([name for name in columns if name]):
        raise TableRefused(
            gettext("The first line of %(table)s has to name its columns, each once, “file” among them: %(columns)s.")
            % {"table": TABLE, "columns": ", ".join(COLUMNS)}
            + (f" ({', '.join(unknown)}?)" if unknown else "")
        )
    rows = [
        Row(number, {name: cell.strip() for name, cell in zip(columns, line, strict=False) if name})
        for number, line in enumerate(lines[1:], start=2)
    ]
    rows = [row for row in rows if any(row.cells.values())]
    if len(rows) > MOST_ROWS:
        raise TableRefused(gettext("%(table)s has more than 100,000 lines. Import it in parts.") % {"table": TABLE})
    return rows


def _delimiter(text: str) -> str:
    """Return what parts the cells: a comma, or what a spreadsheet of another country puts in its place."""
    head = text.partition("\n")[0]
    return max(",;\t", key=head.count)


def document_of(row: Row, folder: Path) -> Path:
    """Return the path of the row's document, within `folder`. Raises RowRefused."""
    if not row["file"]:
        raise RowRefused(gettext("No file is named. Write the document's name under “file”."))
    try:
        path = (folder / row["file"]).resolve()
        is_there = path.is_relative_to(folder.resolve()) and path.is_file()
    except (OSError, ValueError):
        is_there = False
    if not is_there:
        raise RowRefused(gettext("The folder holds no such file. Compare its name with the one under “file”."))
    return path


def language_of(row: Row) -> str:
    """Return the language that the row names, the site's own where it names none. Raises RowRefused."""
    language = row["language"].lower() or settings.LANGUAGE_CODE
    if language not in dict(settings.LANGUAGES):
        raise RowRefused(
            gettext("The language has to be one of these: %(codes)s.") % {"codes": ", ".join(dict(settings.LANGUAGES))}
        )
    return language


def day_of(row: Row) -> datetime.date:
    """Return the day of publication. Raises RowRefused."""
    try:
        return day_from(row["date"])
    except DayRefused as refusal:
        raise RowRefused(str(refusal)) from refusal


def old_addresses_of(row: Row) -> tuple[str, ...]:
    """Return the old addresses as they are kept, each once. Raises RowRefused."""
    try:
        return tuple(dict.fromkeys(map(checked_path, row.several("old_addresses"))))
    except OldAddressRefused as refusal:
        raise RowRefused(str(refusal)) from refusal


def entry_of(row: Row, manuscript: Manuscript, language: str, *, translation_of: str = "") -> Entry:
    """Return what the row and its document say together; a cell goes before what was found in the text.

    `translation_of` is the short id of the article that it translates. Raises RowRefused.
    """
    found = manuscript.proposals
    kind = row["kind"].lower() or OPINION
    if kind not in KINDS:
        raise RowRefused(gettext("The kind has to be one of these: %(kinds)s.") % {"kinds": ", ".join(KINDS)})
    people = [_name_and_profile(name) for name in row.several("authors") or found.names]
    bio = row["bio"] or found.bio
    content = ArticleContent(
        language=language,
        kind=kind,
        title=_line(row["title"] or found.title),
        standfirst=_line(row["standfirst"] or found.standfirst),
        body=_body(row, manuscript),
        bylines=tuple(
            PublicByline(name=name, bio=_line(bio) if position == 0 else "")
            for position, (name, _profile) in enumerate(people)
        ),
        licence=row["licence"],
        first_published_in=_line(row["first_published_in"]),
        first_published_url=row["first_published_url"],
        slug=row["slug"],
        topics=row.several("topics"),
        translation_of=translation_of,
        translators=row.several("translators"),
    )
    profiles = tuple(profile for _name, profile in people)
    return Entry(content=content, published_on=day_of(row), old_addresses=old_addresses_of(row), profiles=profiles)


def _body(row: Row, manuscript: Manuscript) -> str:
    """Return the text without what is printed around it; a paragraph that only looked like a standfirst stays."""
    found = manuscript.proposals
    if row["standfirst"] and found.standfirst and fold(row["standfirst"]) != fold(found.standfirst):
        return html.clean(f"<p>{escape(found.standfirst)}</p>{found.body_without}")
    return found.body_without or manuscript.body


def _name_and_profile(cell: str) -> tuple[str, str]:
    """Read "Name", "Name [address-of-profile]" or "Name [+]", which makes a profile."""
    if match := _WITH_PROFILE.fullmatch(cell):
        return match["name"], match["profile"].strip() or NEW_PROFILE
    return cell, NO_PROFILE


def _line(text: str) -> str:
    return " ".join(text.split())
