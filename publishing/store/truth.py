"""The database's word on what changed: one statement, over a connection of the store's own."""

import copy
import os
from typing import Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import load_backend

TIMEOUT_SECONDS = 2
MOST_KEYS = 5_000
NEWER_THAN_ANY = 2**62
CLOCKS = {
    "sqlite": "CAST(strftime('%%s', 'now') AS integer)",
    "postgresql": "extract(epoch FROM clock_timestamp())::bigint",
}
# One statement: number, keys and clock come from one snapshot. The limit is one more than what is dropped one by one.
STATEMENT = """
    SELECT g.number, {clock}, c.key, c.generation FROM publishing_generation AS g
    LEFT JOIN publishing_changedkey AS c ON c.generation > %s WHERE g.id = 1 LIMIT %s
"""


class Look(NamedTuple):
    """What one look found. `number` is None where the database has none; `seconds` is its clock, since 1970."""

    number: int | None
    seconds: int
    moved: dict[str, int]
    is_new: bool  # the first look over a connection: it may be another database than before
    is_too_much: bool  # `moved` is not all that moved


def own_settings(theirs: dict[str, Any]) -> dict[str, Any]:
    """Return settings like `theirs` for a connection on which nobody waits long."""
    ours = copy.deepcopy(theirs) | {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": False, "ATOMIC_REQUESTS": False}
    options = ours["OPTIONS"]
    if ours["ENGINE"].endswith("sqlite3"):
        options["timeout"] = TIMEOUT_SECONDS
    else:
        milliseconds = TIMEOUT_SECONDS * 1000
        options.pop("pool", None)
        options["connect_timeout"] = TIMEOUT_SECONDS
        options["tcp_user_timeout"] = milliseconds
        options["options"] = f"{options.get('options', '')} -c statement_timeout={milliseconds}".strip()
    return ours


class Truth:
    """The database as the store reads it. One thread at a time may look; nothing is opened before the first look."""

    def __init__(self) -> None:
        self._connection: BaseDatabaseWrapper | None = None
        self._file: tuple[int, int] | None = None

    def look(self, seen: int | None) -> Look:
        """Return what moved after the number `seen`. Raises django.db.Error or OSError where it cannot be read."""
        is_new = self._open_if_needed()
        parameters = [NEWER_THAN_ANY if seen is None else seen, MOST_KEYS + 1]
        try:
            with self._connection.cursor() as cursor:
                cursor.execute(STATEMENT.format(clock=CLOCKS[self._connection.vendor]), parameters)
                rows = cursor.fetchall()
        except Exception:
            self.close()
            raise
        if not rows:
            return Look(number=None, seconds=0, moved={}, is_new=is_new, is_too_much=False)
        moved = {key: generation for _, _, key, generation in rows if key is not None}
        return Look(rows[0][0], rows[0][1], moved, is_new, is_too_much=len(rows) > MOST_KEYS)

    def close(self) -> None:
        """Close the connection; the next look opens another."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _open_if_needed(self) -> bool:
        """Return whether the connection had to be opened; a database file that was replaced is opened anew."""
        theirs = connections[DEFAULT_DB_ALIAS].settings_dict
        file = None
        if theirs["ENGINE"].endswith("sqlite3"):
            found = os.stat(theirs["NAME"])  # without the file SQLite would make an empty one
            file = (found.st_dev, found.st_ino)
        if self._connection is not None and file == self._file:
            return False
        self.close()
        wrapper = load_backend(theirs["ENGINE"]).DatabaseWrapper(own_settings(theirs), "page-store")
        wrapper.inc_thread_sharing()
        self._connection, self._file = wrapper, file
        return True
