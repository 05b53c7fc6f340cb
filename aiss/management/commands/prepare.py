"""`manage.py prepare`: everything between new code and a desk that can be served."""

import hashlib

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError


def static_state() -> str:
    """Return a digest of every static file's name, size and time, and of what makes them into the served ones."""
    state = hashlib.sha256(repr((django.VERSION, settings.STORAGES["staticfiles"], settings.STATIC_ROOT)).encode())
    for finder in get_finders():
        for path, storage in sorted(finder.list([]), key=lambda entry: entry[0]):
            state.update(f"{path} {storage.size(path)} {storage.get_modified_time(path)}\n".encode())
    return state.hexdigest()


class Command(BaseCommand):
    help = "Bring the database and the static files up to date; in demo mode, add the demo content."

    def handle(self, **options: object) -> None:
        settings.DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.stdout.write("Preparing the database …")
        try:
            call_command("migrate", interactive=False, verbosity=0)
        except OperationalError as error:
            message = f"The database cannot be used: {error}. Check DATABASE_URL, or DATA_DIR and its free space."
            raise CommandError(message) from error
        self.collect_static_files()
        if settings.DEMO:
            call_command("demo", stdout=self.stdout)

    def collect_static_files(self) -> None:
        mark = settings.DATA_DIR / "static.sha256"
        state = static_state()
        if mark.is_file() and mark.read_text() == state:
            return
        self.stdout.write("Collecting and compressing the static files (a few seconds, only when they changed) …")
        call_command("collectstatic", interactive=False, verbosity=0)
        mark.write_text(state)
