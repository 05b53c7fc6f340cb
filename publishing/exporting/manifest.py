"""What the mirror knows of itself: which files it wrote, and which pages still wait in this run.

A file is entered before it is written, so that whatever a run left behind is found by the next one.
"""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Self

WAITING, WRITTEN, ABSENT = 0, 1, 2
AT_A_TIME = 200
TABLES = """
CREATE TABLE IF NOT EXISTS run (number INTEGER PRIMARY KEY);
CREATE TABLE IF NOT EXISTS place (
    path TEXT PRIMARY KEY, file TEXT NOT NULL, run INTEGER NOT NULL, state INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS place_waiting ON place (run, state);
"""


class Manifest:
    """The places of one run. Use it as a context; each call is written at once."""

    def __init__(self, path: Path) -> None:
        # One thread at a time: each statement is a transaction of its own, and outlives the process.
        self._database = sqlite3.connect(path, isolation_level=None)
        self._database.execute("PRAGMA journal_mode=WAL")
        self._database.execute("PRAGMA synchronous=NORMAL")
        self._database.executescript(TABLES)
        self._run = self._database.execute("INSERT INTO run DEFAULT VALUES RETURNING number").fetchone()[0]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._database.execute("PRAGMA journal_mode=DELETE")
        self._database.close()

    def expect(self, path: str, file: str) -> None:
        """Have `path` wait, unless this run knows it already."""
        self._database.execute(
            "INSERT INTO place VALUES (?, ?, ?, ?) ON CONFLICT (path) DO UPDATE SET file = excluded.file,"
            " run = excluded.run, state = excluded.state WHERE run <> excluded.run",
            (path, file, self._run, WAITING),
        )

    def waiting(self) -> list[str]:
        """Return some of the paths that wait."""
        found = self._database.execute(
            "SELECT path FROM place WHERE run = ? AND state = ? LIMIT ?", (self._run, WAITING, AT_A_TIME)
        )
        return [path for (path,) in found]

    def state(self, path: str) -> int | None:
        """Return what this run knows of `path`, None for nothing."""
        found = self._database.execute("SELECT state FROM place WHERE path = ? AND run = ?", (path, self._run))
        return next((state for (state,) in found), None)

    def settle(self, path: str, state: int) -> None:
        self._database.execute("UPDATE place SET state = ? WHERE path = ?", (state, path))

    def left_over(self) -> Iterator[tuple[str, str]]:
        """Yield path and file of what an earlier run wrote and this one did not; `forget` each of them."""
        query = "SELECT path, file FROM place WHERE run <> ? OR state <> ? LIMIT ?"
        while rows := self._database.execute(query, (self._run, WRITTEN, AT_A_TIME)).fetchall():
            yield from rows

    def forget(self, path: str) -> None:
        self._database.execute("DELETE FROM place WHERE path = ?", (path,))
