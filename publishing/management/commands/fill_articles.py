"""`manage.py fill_articles`: a reading site of many years, to measure how it answers when it is full."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from publishing.loading import filling


class Command(BaseCommand):
    help = "Fill a demo, or an empty database, with made-up articles; for measuring, not for use."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--articles", type=int, default=100_000)
        parser.add_argument("--years", type=int, default=filling.YEARS, help="Over how many years they are spread.")
        parser.add_argument(
            "--among-others", action="store_true", help="Add them also where there are articles, and no demo."
        )

    def handle(self, *, articles: int, years: int, among_others: bool, **options: object) -> None:
        if articles < 1 or years < 1:
            raise CommandError("There has to be at least one article, and one year.")
        try:
            for made in filling.fill(articles=articles, years=years, is_among_others=among_others):
                self.stdout.write(f"{made.articles} articles, {made.indexed} indexed.")
                self.stdout.flush()
        except filling.SiteInUse as refusal:
            raise CommandError(str(refusal)) from refusal
