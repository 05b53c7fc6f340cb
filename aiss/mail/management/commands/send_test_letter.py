"""`manage.py send_test_letter ADDRESS`: does mail from this installation arrive?"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from aiss.mail import pause, trial
from aiss.mail.models import State
from aiss.vault import AddressRefused


class Command(BaseCommand):
    help = "Send a test letter through the outbox and say what became of it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address")
        parser.add_argument("--language", help="en, fa or ps; the site's own if not given")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            email = trial.send_test_letter(options["address"], language=options["language"])
        except AddressRefused as error:
            raise CommandError(str(error)) from error
        if email.state == State.SENT:
            self.stdout.write(_("Sent. Look into the mailbox."))
            return
        stop = pause.current()
        raise CommandError(
            _("Not sent yet: %(state)s. Failure: %(error)s, answer: %(code)s. %(pause)s")
            % {
                "state": email.get_state_display(),
                "error": email.last_error or "–",
                "code": email.last_code or "–",
                "pause": stop.get_reason_display() if stop else "",
            }
        )
