"""`manage.py reindex_articles`: write the search's index anew, after an upgrade that says so or a restore."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from publishing.models import Article
from publishing.search.indexing import BULK, index_all


class Command(BaseCommand):
    help = "Index every article anew for the search; the site stays open meanwhile."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--batch", type=int, default=BULK, help="articles in one transaction")

    def handle(self, *, batch: int, **options: object) -> None:
        if batch < 1:
            raise CommandError("There has to be at least one article in a batch.")
        number = Article.objects.count()
        for done in index_all(batch):
            self.stdout.write(f"{done} of {number} articles.")
            self.stdout.flush()
