"""`manage.py serve`: the web server, the worker and the clock of one machine, started and stopped together."""

import os
import sys

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections
from django.urls import reverse

from aiss.supervisor import Plan
from aiss.web import CannotListen, refuse_taken_port
from submissions.demo.people import AUTHORS, PASSWORD, SIGN_INS

EVERY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - compared with, not bound to


def commands() -> dict[str, list[str]]:
    """Return what runs on one machine, by name; each could also run on a machine of its own."""
    # The warning of Celery about the superuser is about messages that are programs; ours are JSON.
    celery = [sys.executable, "-W", "ignore:You're running the worker", "-m", "celery", "--app", "aiss.celery", "-q"]
    level = ["--loglevel", "WARNING"]
    return {
        "web server": [sys.executable, "-m", "aiss.web"],
        "worker": [*celery, "worker", "--pool=solo", "--without-gossip", "--without-mingle", *level],
        "clock": [*celery, "beat", f"--schedule={settings.DATA_DIR / 'beat'}", "--pidfile=", *level],
    }


def announcement() -> str:
    """Return where the desk is, in lines for the terminal."""
    lines = [
        "",
        f"The public site    {settings.SITE_URL}/{settings.LANGUAGE_CODE}/",
        f"The editors' desk  {settings.SITE_URL}/admin/",
    ]
    if settings.DEMO:
        lines += demo_announcement()
    return "\n".join([*lines, "Stop with Ctrl-C.", ""])


def demo_announcement() -> list[str]:
    """Return how to sign in as each of the demo's people, in lines for the terminal."""
    sign_in, mailbox = reverse(settings.LOGIN_URL), reverse("demo:mail-list")
    return [
        f"Letters            {settings.SITE_URL}{mailbox}",
        "",
        f"At the desk, sign in with the password {PASSWORD} as",
        *(f"    {person.address:<21}{person.role.replace('_', ' '):<15}{person.name}" for person in SIGN_INS),
        f"As an author, sign in at {settings.SITE_URL}{sign_in} with the code that arrives among the letters, as",
        *(f"    {address:<36}{what}" for address, what in AUTHORS.items()),
        "",
        "This is a demo: it answers on this machine only, and its letters stay in it.",
    ]


class Command(BaseCommand):
    help = "Run the web server, the worker and the clock of one machine until Ctrl-C or SIGTERM."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--prepare", action="store_true", help="Bring database and static files up to date first.")

    def handle(self, *, prepare: bool, **options: object) -> None:
        try:
            refuse_taken_port(settings.HOST, settings.PORT)
        except CannotListen as refusal:
            raise CommandError(str(refusal)) from refusal
        if not settings.DEMO:
            self.check(include_deployment_checks=True)
        if prepare:
            try:
                call_command("prepare", stdout=self.stdout)
            except KeyboardInterrupt:
                raise CommandError("Stopped. The next start goes on from here.") from None
        self.stdout.write("Starting the web server, the worker and the clock …")
        self.stdout.flush()
        plan = Plan(
            folder=str(settings.BASE_DIR),
            commands=commands(),
            host=EVERY_ADDRESS.get(settings.HOST, settings.HOST),
            port=settings.PORT,
            announcement=announcement(),
        )
        command = plan.to_command()
        connections.close_all()
        os.execv(command[0], command)  # noqa: S606 - a list of our own words, no shell
