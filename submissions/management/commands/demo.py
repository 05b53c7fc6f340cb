"""`manage.py demo`: people and pieces in every state, for a try."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from submissions.demo import filling


class Command(BaseCommand):
    help = "Fill a demo with people, pieces and letters in every state; what is there already stays as it is."

    def handle(self, **options: object) -> None:
        if not settings.DEMO:
            raise CommandError(
                "This desk is not a demo, and the demo's people have known passwords. `make run` starts a demo."
            )
        for line in filling.fill():
            self.stdout.write(line)
            self.stdout.flush()
