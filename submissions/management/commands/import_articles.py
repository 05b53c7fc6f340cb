"""`manage.py import_articles FOLDER`: bring the old archive in."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from aiss.accounts.models import User
from aiss.progress import Progress
from submissions import importing, permissions
from submissions.importing import Report, Result
from submissions.importing.reporting import write_report

REPORT = "report.csv"


class Command(BaseCommand):
    help = (
        "Publish the articles of a former site: the documents of a folder, with their dates, authors and old addresses "
        "in its articles.csv. Run it again after mending: what is there already is left alone."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--check", action="store_true", help="Say what would happen, and change nothing.")
        parser.add_argument("--report", type=Path, help="Where the report is written; FOLDER/report.csv unless given.")
        parser.add_argument("--by", default="", metavar="ADDRESS", help="The editor in whose name it is published.")

    def handle(self, *args: object, folder: Path, check: bool, report: Path | None, by: str, **options: object) -> None:
        actor = self._actor(by)
        if not folder.is_dir():
            raise CommandError("There is no such folder.")
        target = report or folder / REPORT
        made = Report(is_check=check)
        progress = Progress(self.stdout)
        try:
            for made, total in importing.run(folder, actor=actor, is_check=check):
                progress.tell(f"{len(made.outcomes)} of {total}: {self._counts(made)}.")
        except importing.TableRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        finally:
            progress.done()
            if made.outcomes:
                self._write(target, made)
        for outcome in made.outcomes:
            if outcome.result == Result.REFUSED:
                self.stdout.write(f"Line {outcome.row.number}, {outcome.row['file']}: {outcome.why}")
        self.stdout.write(f"{self._counts(made)}. The report is in {target}.")
        if made.count(Result.REFUSED):
            raise CommandError("Some lines were refused; the report says why.", returncode=1)

    def _actor(self, address: str) -> User:
        actor = User.objects.by_email(address) if address else User.objects.system()
        if actor is None or not permissions.can_publish_before(actor):
            raise CommandError("Nobody with this address may publish.")
        return actor

    def _counts(self, made: Report) -> str:
        return ", ".join(f"{made.count(result)} {result}" for result in Result if made.count(result)) or "nothing"

    def _write(self, target: Path, made: Report) -> None:
        try:
            write_report(target, made.outcomes)
        except OSError as error:
            raise CommandError(f"The report cannot be written to {target}: {error.strerror}.") from error
