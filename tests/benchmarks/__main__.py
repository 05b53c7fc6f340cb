"""`python -m tests.benchmarks`: fill scratch databases, measure, print tables, write var/bench.json, drop them."""

import argparse
import json
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from tests.benchmarks.printing import print_report

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "var" / "bench"
REPORT = ROOT / "var" / "bench.json"
SIZES = {"pieces": 10_000, "letters": 60_000, "events": 100_000}
ARTICLES, FEW_ARTICLES = 100_000, 1_000
READING = ("serving", "mirror", "cold", "growth", "search")
SUBJECTS = ("desk", *READING)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name, number in SIZES.items():
        parser.add_argument(f"--{name}", type=int, default=number)
    parser.add_argument("--articles", type=int, default=ARTICLES, help="of the full reading site")
    parser.add_argument("--few", type=int, default=FEW_ARTICLES, help="articles of the small one it is compared with")
    parser.add_argument("--only", nargs="+", choices=SUBJECTS, default=SUBJECTS, help="what to measure")
    parser.add_argument("--keep", action="store_true", help="leave the SQLite files, and use those that are there")
    options = parser.parse_args()
    report: dict = {"ratios": {}}
    if "desk" in options.only:
        sizes = {name: getattr(options, name) for name in SIZES}
        with scratch_database("desk", is_kept=options.keep):
            add(report, measured("desk", sizes))
    reading = [name for name in READING if name in options.only]
    if reading:
        with scratch_database("reading", is_kept=options.keep):
            add(report, measured("reading", {"few": options.few, "many": options.articles, "only": reading}))
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print_report(report)


def add(report: dict, part: dict) -> None:
    """Put `part` into `report`, its ratios among those that are there."""
    report["ratios"] |= part.pop("ratios")
    report |= part


def measured(part: str, options: dict) -> dict:
    """Measure in a process of its own: each part has a database of its own."""
    outcome = FOLDER / f"{part}.json"
    command = [sys.executable, "-m", "tests.benchmarks.part", part, json.dumps(options), str(outcome)]
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        raise SystemExit(f"Measuring the {part} failed; the lines above say why.")
    return json.loads(outcome.read_text(encoding="utf-8"))


@contextmanager
def scratch_database(part: str, *, is_kept: bool):
    """Have the settings name an empty database: a file, or one on the server of DATABASE_URL, dropped afterwards."""
    folder = FOLDER / part
    if not is_kept:
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["DATA_DIR"] = str(folder)
    server = os.environ.get("DATABASE_URL", "")
    if not server:
        try:
            yield
        finally:
            if not is_kept:
                shutil.rmtree(folder)
        return
    name = f"bench_{part}_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        os.environ["DATABASE_URL"] = urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        try:
            yield
        finally:
            os.environ["DATABASE_URL"] = server
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


if __name__ == "__main__":
    main()
