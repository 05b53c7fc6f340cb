"""`manage.py fill`: a desk of three years, to measure how it answers when it is full."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from submissions.loading import filling


class Command(BaseCommand):
    help = "Fill a demo, or an empty database, with made-up pieces, letters and events; for measuring, not for use."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--pieces", type=int, default=10_000)
        parser.add_argument("--letters", type=int, default=60_000)
        parser.add_argument("--events", type=int, default=100_000)

    def handle(self, *args: object, **options: int) -> None:
        wanted = {name: options[name] for name in ("pieces", "letters", "events")}
        if min(wanted.values()) < 1:
            raise CommandError("There has to be at least one piece, one letter and one event.")
        try:
            for made in filling.fill(**wanted):
                self.stdout.write(f"{made.pieces} pieces, {made.letters} letters, {made.events} events.")
                self.stdout.flush()
        except filling.DeskInUse as refusal:
            raise CommandError(str(refusal)) from refusal
