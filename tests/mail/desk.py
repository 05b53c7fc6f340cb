"""A desk in processes of its own, with a database file, as a machine runs one."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from aiss.env import BASE_DIR
from tests.mail.sample import TEXTS

QUEUE = """
import json, time
import django
django.setup()
from django.conf import settings
from django.db import transaction
from aiss.mail import letters, outbox
settings.LETTER_DIRS = [{texts!r}]
letter = letters.render("english-only", "en", {{"name": "Wren"}})
seconds = []
for number in range({count}):
    started = time.monotonic()
    with transaction.atomic():
        outbox.queue(to=f"author{{number}}@example.org", letter=letter, dedup_key=f"event:{{number}}")
    seconds.append(time.monotonic() - started)
print(json.dumps(seconds))
"""


class Desk:
    """A desk of its own under `folder`: a database file, and processes that use it."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.database = folder / "desk.sqlite3"
        self.environment = {
            **os.environ,
            "AISS_ENV_FILE": "tests/test.env",
            "DJANGO_SETTINGS_MODULE": "aiss.settings",
            "DATA_DIR": str(folder),
            "DATABASE_URL": "",
            "REDIS_URL": "",
            **environment,
        }
        self.run("manage.py", "migrate", "mail", "--verbosity", "0", "--skip-checks")

    def start(self, *arguments: str) -> subprocess.Popen:
        return subprocess.Popen(
            [sys.executable, *arguments], cwd=BASE_DIR, env=self.environment, stdout=subprocess.PIPE, text=True
        )

    def run(self, *arguments: str) -> str:
        process = self.start(*arguments)
        output, _errors = process.communicate(timeout=120)
        assert process.returncode == 0
        return output

    def queue(self, count: int) -> list[float]:
        """Queue letters, a transaction each, and return how many seconds each took."""
        return json.loads(self.run("-c", QUEUE.format(texts=str(TEXTS), count=count)))

    def sql(self, statement: str) -> list[tuple]:
        with closing(sqlite3.connect(self.database)) as connection, connection:
            return connection.execute(statement).fetchall()
