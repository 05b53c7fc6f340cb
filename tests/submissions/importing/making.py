"""Folders to import, written for a test."""

import csv
import io

from django.core.management import CommandError, call_command

COLUMNS = ["file", "language", "title", "authors", "date", "old_addresses"]
TEXT = """The Bridge

By Mina Rahimi

The bridge stands open. It has stood open for years, and nobody has come to look at it.

Nobody crosses it. That is the whole story, and it is told again each spring.

Mina Rahimi writes on rivers.
"""


def make_folder(folder, *rows, columns=COLUMNS, encoding="utf-8", delimiter=",", **documents):
    """Write documents (names with "_" for ".") and a table of `rows`, dicts by column; return the folder."""
    folder.mkdir(exist_ok=True)
    for name, text in documents.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
    columns = list(dict.fromkeys([*columns, *(name for row in rows for name in row)]))
    target = io.StringIO()
    writer = csv.DictWriter(target, columns, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    (folder / "articles.csv").write_bytes(target.getvalue().encode(encoding))
    return folder


def import_folder(folder, *options):
    """Run the command; return its exit code, what it printed, and the report's lines by file."""
    out = io.StringIO()
    code = 0
    try:
        call_command("import_articles", str(folder), *options, stdout=out)
    except CommandError as error:
        out.write(str(error))
        code = error.returncode
    return code, out.getvalue(), report_of(folder)


def report_of(folder):
    path = folder / "report.csv"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {line["file"]: line for line in csv.DictReader(file)}
