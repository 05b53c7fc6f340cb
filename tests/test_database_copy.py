import sqlite3
import threading
from contextlib import closing

import pytest

from aiss import database_copy
from tests.scratch import connect, scratch_database


@pytest.fixture(autouse=True)
def databases_of_its_own(django_db_blocker):
    """These tests use no row of the run's own database."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def connection(tmp_path):
    with scratch_database(tmp_path) as database:
        connection = connect(database)
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE words (word varchar(20))")
            cursor.execute("INSERT INTO words VALUES ('one'), ('دو')")
        yield connection
        connection.close()


def words(connection):
    with connection.cursor() as cursor:
        cursor.execute("SELECT word FROM words ORDER BY word")
        return [row[0] for row in cursor.fetchall()]


def test_copy_brings_back_every_row_and_no_other_table(connection, tmp_path):
    database_copy.copy_out(connection, tmp_path / "copy")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM words")
        cursor.execute("CREATE TABLE later (word varchar(20))")

    database_copy.copy_in(connection, tmp_path / "copy")

    assert words(connection) == ["one", "دو"]
    assert connection.introspection.table_names() == ["words"]


def test_copy_in_of_something_else_changes_nothing(connection, tmp_path):
    (tmp_path / "copy").write_bytes(b"SELECT 1/0; this is no database" * 100)

    with pytest.raises(database_copy.CopyFailed):
        database_copy.copy_in(connection, tmp_path / "copy")

    assert words(connection) == ["one", "دو"]


@pytest.fixture
def busy(tmp_path, settings):
    """A SQLite database into which another thread writes pairs of rows without a pause."""
    path = tmp_path / "busy.sqlite3"
    with closing(sqlite3.connect(path)) as setting_up:
        setting_up.executescript("PRAGMA journal_mode=WAL; CREATE TABLE pairs (number int); CREATE TABLE filler (x);")
        setting_up.executemany("INSERT INTO filler VALUES (?)", [("x" * 2000,)] * 5000)
        setting_up.commit()
    done, failures = threading.Event(), []

    def write():
        with closing(sqlite3.connect(path, timeout=1, isolation_level=None)) as writer:
            number = 0
            while not done.is_set():
                number += 1
                try:
                    writer.execute("BEGIN IMMEDIATE")
                    writer.execute("INSERT INTO pairs VALUES (?)", [number])
                    writer.execute("INSERT INTO pairs VALUES (?)", [number])
                    writer.execute("COMMIT")
                except sqlite3.Error as error:
                    failures.append(error)

    thread = threading.Thread(target=write)
    thread.start()
    yield path, failures
    done.set()
    thread.join()


def pairs_in(path):
    with closing(sqlite3.connect(path)) as copy:
        return copy.execute("SELECT count(*), count(DISTINCT number) FROM pairs").fetchone()


def test_copy_of_a_busy_sqlite_database_is_consistent_and_holds_nobody_up(busy, tmp_path):
    path, failures = busy
    database = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path)}
    connection = connect(database)
    counts = []

    for number in range(5):
        database_copy.copy_out(connection, tmp_path / f"copy-{number}")
        counts.append(pairs_in(tmp_path / f"copy-{number}"))
    connection.close()

    assert [rows for rows, _ in counts] == [2 * numbers for _, numbers in counts]
    assert sorted(counts) == counts
    assert counts[0] < counts[-1]
    assert failures == []


def test_missing_program_is_named_with_its_package(connection, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(database_copy.CopyFailed) as caught:
        database_copy.postgresql(connection, "pg_dump", [])

    assert str(caught.value) == "pg_dump is missing. On Debian or Ubuntu: apt install postgresql-client."
