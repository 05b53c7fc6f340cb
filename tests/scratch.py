"""Databases of their own for tests that copy, replace or drop a whole one; of the kind that the run uses."""

import os
import subprocess
import sys
from contextlib import contextmanager
from uuid import uuid4

import psycopg
from django.conf import settings
from django.db import ConnectionHandler

from aiss.env import BASE_DIR


@contextmanager
def scratch_database(folder):
    """Yield Django's settings of an empty database: a file in `folder`, or a PostgreSQL database dropped afterwards."""
    default = settings.DATABASES["default"]
    if default["ENGINE"].endswith("sqlite3"):
        yield default | {"NAME": str(folder / "desk.sqlite3"), "TEST": {}}
        return
    name = f"scratch_{uuid4().hex[:12]}"
    place = {"host": default["HOST"], "port": default["PORT"], "user": default["USER"], "password": default["PASSWORD"]}
    with psycopg.connect(dbname="postgres", autocommit=True, **place) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield default | {"NAME": name, "TEST": {}}
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def connect(database):
    """Return a connection of Django's to the scratch database."""
    return ConnectionHandler({"default": database})["default"]


def manage(*arguments, database, folder, expect=0):
    """Run `manage.py` on the scratch database, with `folder` for its files; return what it wrote."""
    url = ""
    if not database["ENGINE"].endswith("sqlite3"):
        url = "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**database)
    environment = {
        "DJANGO_SETTINGS_MODULE": "aiss.settings",
        "AISS_ENV_FILE": "tests/test.env",
        "DATA_DIR": str(folder),
    }
    environment |= {"DATABASE_URL": url, "REDIS_URL": ""}
    outcome = subprocess.run(
        [sys.executable, "manage.py", *map(str, arguments)],
        cwd=BASE_DIR,
        env=os.environ | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.returncode == expect, outcome.stderr
    return outcome.stdout if expect == 0 else outcome.stderr
