"""`manage.py forget_old_letters`: erase addresses and bodies of letters that ended long ago."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from aiss.mail import retention


class Command(BaseCommand):
    help = "Erase recipient and bodies of letters that ended long ago; their rows stay."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--days", type=int, default=retention.KEPT.days)

    def handle(self, *args: Any, **options: Any) -> None:
        count = retention.forget_old_letters(timedelta(days=options["days"]))
        self.stdout.write(_("Letters erased: %(count)s.") % {"count": count})
