"""An import from the first line to the last: each line for itself, and each told in the report.

A line is there already where one of its old addresses leads to an article in its language, or an article in its
language has its title (whatever its marks and capitals) and its day. So a second run imports only what is missing.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext

from aiss.accounts.models import User
from publishing import services as publishing
from publishing.folding import fold
from publishing.models import Article
from submissions.importing.rows import (
    Row,
    RowRefused,
    day_of,
    document_of,
    entry_of,
    language_of,
    old_addresses_of,
    read_table,
)
from submissions.manuscripts import ConversionBusy, Manuscript, ManuscriptRefused
from submissions.services import archive
from submissions.services.archive import Entry
from submissions.services.moving import MoveRefused

BUSY_FOR = 120.0  # seconds; others' files take at most ten each
BUSY_PAUSE = 0.5


class Result(StrEnum):
    IMPORTED = "imported"
    CHECKED = "would be imported"
    THERE = "already there"
    REFUSED = "refused"


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of one line; `why` is a sentence where it was refused, `address` the article's otherwise."""

    row: Row
    result: Result
    title: str = ""
    address: str = ""
    why: str = ""


@dataclass
class Report:
    """What the lines before this one came to."""

    is_check: bool
    outcomes: list[Outcome] = field(default_factory=list)
    # by the name of the document: the short id of its article, "" in a check, None where it was refused
    articles: dict[str, str | None] = field(default_factory=dict)
    known: set[object] = field(default_factory=set)  # in a check: what earlier lines would have made

    def count(self, result: Result) -> int:
        return sum(outcome.result == result for outcome in self.outcomes)


def run(folder: Path, *, actor: User, is_check: bool = False) -> Iterator[tuple[Report, int]]:
    """Import the folder; yield the report, with how many lines there are in all, after each one.

    Raises TableRefused before the first.
    """
    rows = in_order(read_table(folder))
    report = Report(is_check=is_check)
    for row in rows:
        outcome = _import(row, folder, actor, report)
        report.outcomes.append(outcome)
        yield report, len(rows)


def in_order(rows: Sequence[Row]) -> list[Row]:
    """Return the rows with each translation behind what it translates; one of a circle stays where it is."""
    by_file = {row["file"]: row for row in rows}

    def depth(row: Row) -> int:
        seen: set[str] = set()
        while row["translation_of"] in by_file and row["file"] not in seen:
            seen.add(row["file"])
            row = by_file[row["translation_of"]]
        return len(seen)

    return sorted(rows, key=depth)


def _import(row: Row, folder: Path, actor: User, report: Report) -> Outcome:
    title = row["title"]
    try:
        original = _original(row, report)
        there = _there_by_table(row)
        if there is None:
            manuscript, language = _read(row, folder)
            entry = entry_of(row, manuscript, language, translation_of=original)
            title = entry.content.title
            there = archive.already_there(
                language=entry.content.language,
                title=title,
                published_on=entry.published_on,
                old_addresses=entry.old_addresses,
            )
            if there is None and not report.known & _traces(entry):
                return _add(row, entry, actor, report)
    except (MoveRefused, ManuscriptRefused, ConversionBusy, OSError) as refusal:
        report.articles[row["file"]] = None
        why = gettext("The file cannot be read.") if isinstance(refusal, OSError) else str(refusal)
        return Outcome(row=row, result=Result.REFUSED, title=title, why=why)
    report.articles[row["file"]] = there.short_id if there else ""
    return Outcome(row=row, result=Result.THERE, title=title, address=publishing.address(there) if there else "")


def _original(row: Row, report: Report) -> str:
    """Return the short id of what the row translates. Raises RowRefused."""
    name = row["translation_of"]
    if not name:
        return ""
    if name not in report.articles:
        raise RowRefused(
            gettext(
                "It translates a file that no line of the table names. Write that line's file under “translation_of”."
            )
        )
    original = report.articles[name]
    if original is None:
        raise RowRefused(gettext("What it translates was refused. Mend that line first, then run the import again."))
    return original


def _there_by_table(row: Row) -> Article | None:
    """Return the row's article where the table alone tells which it is, so that no document has to be read again."""
    if not (row["language"] and row["title"]):
        return None
    return archive.already_there(
        language=language_of(row), title=row["title"], published_on=day_of(row), old_addresses=old_addresses_of(row)
    )


def _read(row: Row, folder: Path) -> tuple[Manuscript, str]:
    """Return the row's text and language, once one of the machine's few conversions is free."""
    document = document_of(row, folder)
    language = language_of(row)
    data = document.read_bytes()
    give_up_at = time.monotonic() + BUSY_FOR
    while True:
        try:
            return archive.read(data, filename=document.name, language=language, is_sure=bool(row["language"]))
        except ConversionBusy:
            if time.monotonic() > give_up_at:
                raise
            time.sleep(BUSY_PAUSE)


def _add(row: Row, entry: Entry, actor: User, report: Report) -> Outcome:
    with transaction.atomic():
        article: Article = archive.add_published_before(entry, actor=actor)
        address = publishing.address(article)
        transaction.set_rollback(report.is_check)
    report.articles[row["file"]] = "" if report.is_check else article.short_id
    if report.is_check:
        report.known |= _traces(entry)
    result = Result.CHECKED if report.is_check else Result.IMPORTED
    return Outcome(row=row, result=result, title=entry.content.title, address="" if report.is_check else address)


def _traces(entry: Entry) -> set[object]:
    """Return by what a line of the same table would be found there already; see `archive.already_there`."""
    content = entry.content
    addresses = {(content.language, path) for path in entry.old_addresses}
    return addresses | {(content.language, fold(content.title), entry.published_on)}
