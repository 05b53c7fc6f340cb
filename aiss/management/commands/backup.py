"""`manage.py backup FILE`: the whole desk but its keys, in one file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from aiss import backup
from aiss.database_copy import CopyFailed


class Command(BaseCommand):
    help = "Write the database and every stored file, but no key, to one .tar.gz while the desk goes on working."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="The file to write, for example desk-2026-12-31.tar.gz.")

    def handle(self, *, file: Path, **options: object) -> None:
        try:
            manifest = backup.write(file)
        except (backup.BackupRefused, CopyFailed) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Wrote {file} ({file.stat().st_size / 1_000_000:.1f} MB): the database and "
            f"{len(manifest.stored_files())} stored files.\n"
            "The keys in .env are not in it, and without them addresses and identities cannot be read. "
            "Keep a copy of .env in another place than the backups."
        )
