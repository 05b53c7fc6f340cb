"""`python -m tests.benchmarks`: fill a scratch desk, measure it, print a table, write var/bench.json, drop the desk."""

import argparse
import json
import os
import shutil
import sys
import time
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import django
import psycopg

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "var" / "bench"
REPORT = ROOT / "var" / "bench.json"
SIZES = {"pieces": 10_000, "letters": 60_000, "events": 100_000}
MOST = 5  # times the yardstick


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name, number in SIZES.items():
        parser.add_argument(f"--{name}", type=int, default=number)
    parser.add_argument("--keep", action="store_true", help="leave the filled SQLite desk, and use one that is there")
    options = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.settings"
    with scratch_database(is_kept=options.keep):
        django.setup()
        reporting = import_module("tests.benchmarks.reporting")  # only now: it reads models, and they the settings

        began = time.perf_counter()
        is_new = reporting.prepare({name: getattr(options, name) for name in SIZES})
        seconds = time.perf_counter() - began if is_new else None
        report = reporting.run(fill_seconds=seconds)
        REPORT.write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        print_report(report)


def print_report(report: dict) -> None:
    write = sys.stdout.write
    bare = report["yardstick"]
    write(f"\n{report['engine']}; yardstick: {bare['ms']:.1f} ms, {bare['queries']} queries\n\n")
    write(f"{'page':<42}{'ms':>8}{'queries':>9}{'ratio':>8}\n")
    for name, page in report["pages"].items():
        mark = f"  more than {MOST} times" if report["ratios"][name] > MOST else ""
        write(f"{name:<42}{page['ms']:>8.1f}{page['queries']:>9}{report['ratios'][name]:>8.2f}{mark}\n")
    write(f"\n{'work':<42}{'seconds':>8}\n")
    for name, seconds in report["seconds"].items():
        write(f"{name:<42}{seconds:>8.3f}\n")


@contextmanager
def scratch_database(*, is_kept: bool):
    """Have the settings name an empty database: a file, or one on the server of DATABASE_URL, dropped afterwards."""
    if not is_kept:
        shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True, exist_ok=True)
    server = os.environ.get("DATABASE_URL", "")
    if not server:
        try:
            yield
        finally:
            if not is_kept:
                shutil.rmtree(FOLDER)
        return
    name = f"bench_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        os.environ["DATABASE_URL"] = urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        try:
            yield
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


if __name__ == "__main__":
    main()
