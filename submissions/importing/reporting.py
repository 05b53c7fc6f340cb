"""The report of an import: each line of the table, what became of it, and why."""

from collections.abc import Sequence
from pathlib import Path

from publishing.addresses import absolute
from submissions.importing.running import Outcome
from submissions.spreadsheet import as_csv

HEAD = ("line", "file", "title", "result", "address", "why")


def write_report(path: Path, outcomes: Sequence[Outcome]) -> None:
    """Write the report as a table, in the order of the lines. Raises OSError."""
    lines = [
        (
            outcome.row.number,
            outcome.row["file"],
            outcome.title,
            outcome.result,
            absolute(outcome.address) if outcome.address else "",
            outcome.why,
        )
        for outcome in sorted(outcomes, key=lambda outcome: outcome.row.number)
    ]
    path.write_bytes(as_csv([HEAD, *lines]))
