"""A consistent copy of the whole database while it is in use, and the way back; SQLite and PostgreSQL."""

import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql.client import DatabaseClient

EMPTY_SCHEMA = "DROP SCHEMA public CASCADE; CREATE SCHEMA public;"


class CopyFailed(Exception):
    """The database could not be copied; `str()` says why."""


def copy_out(connection: BaseDatabaseWrapper, target: Path) -> None:
    """Write everything committed until now to the new file `target`, without holding up writers. Raises CopyFailed."""
    if connection.vendor == "postgresql":
        postgresql(connection, "pg_dump", ["--no-owner", "--no-privileges", f"--file={target}"])
        return
    connection.ensure_connection()
    try:
        with closing(sqlite3.connect(target)) as copy:
            connection.connection.backup(copy)
            refuse_damage(copy)
    except sqlite3.Error as error:
        raise CopyFailed(f"The database could not be copied: {error}.") from error


def copy_in(connection: BaseDatabaseWrapper, source: Path) -> None:
    """Replace everything in the database by what `copy_out` wrote, or leave it as it is and raise CopyFailed."""
    if connection.vendor == "postgresql":
        connection.close()
        script = ["--quiet", "--set=ON_ERROR_STOP=1", "--single-transaction", f"--command={EMPTY_SCHEMA}"]
        postgresql(connection, "psql", ["--no-psqlrc", *script, f"--file={source}"])
        return
    connection.ensure_connection()
    try:
        with closing(sqlite3.connect(source)) as copy:
            refuse_damage(copy)
            copy.backup(connection.connection)
    except sqlite3.Error as error:
        raise CopyFailed(f"The database could not be replaced: {error}.") from error
    finally:
        connection.close()


def refuse_damage(copy: sqlite3.Connection) -> None:
    """Raise CopyFailed where SQLite finds a fault in the pages or a reference to a missing row."""
    faults = [row[0] for row in copy.execute("PRAGMA integrity_check(1)")]
    if faults != ["ok"] or copy.execute("PRAGMA foreign_key_check").fetchone():
        raise CopyFailed("The database is damaged. Restore the last backup that `manage.py restore` accepts.")


def postgresql(connection: BaseDatabaseWrapper, program: str, options: list[str]) -> None:
    """Run one of PostgreSQL's own programs on this database. Raises CopyFailed with its own words."""
    command, environment = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, options)
    try:
        outcome = subprocess.run(
            [program, *command[1:]],
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    except FileNotFoundError:
        raise CopyFailed(f"{program} is missing. On Debian or Ubuntu: apt install postgresql-client.") from None
    if outcome.returncode:
        raise CopyFailed(f"{program} failed: {outcome.stderr.strip()}")
