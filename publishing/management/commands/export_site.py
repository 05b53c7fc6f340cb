"""`manage.py export_site DIR`: the whole public site as files."""

import time
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from aiss.progress import Progress
from publishing.exporting import ExportRefused, Tally, export


class Command(BaseCommand):
    help = (
        "Write the public site as files with relative links, to be read from a disk or served by any host. Run it "
        "again to bring the folder up to date: unchanged files are left alone, and what is gone is deleted."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR", help="An empty folder, or an earlier export.")

    def handle(self, *args: object, folder: Path, **options: object) -> None:
        progress = Progress(self.stdout)
        tally, begun = Tally(), time.monotonic()
        try:
            for tally in export(folder):
                progress.tell(f"{tally.files} files, {tally.written} of them new; {self._rate(tally, begun)} a second.")
        except ExportRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        finally:
            progress.done()
        self.stdout.write(
            f"{tally.files} files ({tally.pages} pages): {tally.written} written, {tally.unchanged} unchanged, "
            f"{tally.deleted} deleted; {self._rate(tally, begun)} a second."
        )
        if tally.absent:
            self.stdout.write(f"{tally.absent} addresses show nothing now.")
        if tally.coming:
            self.stdout.write(
                f"{tally.coming} files are being made. Run it again later to have them in the mirror too."
            )

    def _rate(self, tally: Tally, begun: float) -> str:
        return f"{tally.files / max(time.monotonic() - begun, 0.001):.0f}"
