"""`manage.py restore FILE`: the desk as it was when the backup was written."""

from pathlib import Path

from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from aiss import backup, restoring
from aiss.database_copy import CopyFailed
from aiss.mail.models import OutgoingEmail


class Command(BaseCommand):
    help = "Put a backup in the place of the database and the stored files. Stop the desk first."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="A file that `manage.py backup` wrote.")
        parser.add_argument("--replace", action="store_true", help="Replace a database that is in use, for good.")

    def handle(self, *, file: Path, replace: bool, **options: object) -> None:
        try:
            self.stdout.write("Verifying the backup …")
            manifest = backup.verify(file)
            restoring.refuse_misfit(manifest)
            if not replace and restoring.holds_data():
                raise CommandError("This database holds a desk already. Add --replace to give up what is in it.")
            self.stdout.write("Restoring the database and the stored files …")
            backup.replace(file, default_storage)
        except (backup.BackupRefused, CopyFailed) as error:
            raise CommandError(str(error)) from error
        call_command("migrate", interactive=False, verbosity=0)
        self.stdout.write(
            f"Restored the desk of {manifest.made_at} with {len(manifest.stored_files())} stored files. "
            f"{OutgoingEmail.objects.unclaimed().count()} letters wait in it; those that were sent since then "
            "would go out a second time. Cancel them in the admin before the worker starts, if that matters."
        )
