"""Fills the scratch desk and measures every subject; the numbers come back as plain data."""

import sys

from django.core.management import call_command
from django.db import connection

from submissions.models import Submission
from tests.benchmarks import desk, texts, yardstick
from tests.benchmarks.measuring import in_turns

YARDSTICK = "yardstick"
SUBJECTS = (desk, texts)


def prepare(sizes):
    """Make the tables and fill them; return False where a former run left them filled."""
    call_command("migrate", verbosity=0)
    if Submission.objects.exists():
        return False
    call_command("fill", **sizes, stdout=sys.stderr)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as PostgreSQL does by itself within a minute, and SQLite never
    return True


def getting(client, address, parameters):
    def get():
        response = client.get(address, parameters)
        if response.status_code != 200:
            message = f"{address} answered {response.status_code}."
            raise RuntimeError(message)

    return get


def run(*, fill_seconds):
    """Return the report: `ratios` of each page to the yardstick, which takes its turn among them."""
    wanted = {YARDSTICK: yardstick.getting(desk.signed_in())}
    wanted |= {name: getting(*page) for subject in SUBJECTS for name, page in subject.pages().items()}
    pages = in_turns(wanted)
    bare = pages.pop(YARDSTICK)
    works = in_turns({name: work for subject in SUBJECTS for name, work in subject.works().items()})
    seconds = {name: round(work.seconds, 4) for name, work in works.items()}
    if fill_seconds is not None:
        seconds["migrate and fill"] = round(fill_seconds, 1)
    return {
        "engine": connection.vendor,
        "yardstick": as_data(bare),
        "pages": {name: as_data(page) for name, page in pages.items()},
        "ratios": {name: round(page.seconds / bare.seconds, 2) for name, page in pages.items()},
        "seconds": seconds,
    }


def as_data(measured):
    return {"ms": round(measured.milliseconds, 2), "queries": measured.queries}
