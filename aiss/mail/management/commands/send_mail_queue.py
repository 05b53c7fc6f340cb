"""`manage.py send_mail_queue`: what Celery's sweep does, from cron and without Celery."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from aiss.mail import outbox


class Command(BaseCommand):
    requires_system_checks = []  # a mistake elsewhere in the settings is no reason to keep letters waiting
    help = "Send the letters that are due. Safe to run at any time, beside other senders too."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--limit", type=int, default=500, help="how many letters at most")
        parser.add_argument("--seconds", type=float, default=50, help="after how many seconds no further letter starts")

    def handle(self, *args: Any, **options: Any) -> None:
        sent = outbox.sweep(options["limit"], seconds=options["seconds"])
        self.stdout.write(_("Letters sent: %(sent)s.") % {"sent": sent})
