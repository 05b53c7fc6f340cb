"""`manage.py serve`: the web server, the worker and the clock of one machine, started and stopped together."""

import errno
import os
import socket
import sys

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections
from django.urls import reverse

from aiss.supervisor import Plan
from submissions.demo.people import AUTHORS, PASSWORD, SIGN_INS

REASONS = {
    errno.EADDRINUSE: "Port {port} is taken by another program. Choose another one, for example PORT={other}.",
    errno.EACCES: "This account may not open port {port}. Choose one above 1023, for example PORT={other}.",
    errno.EADDRNOTAVAIL: "HOST={host} is no address of this machine. Use 127.0.0.1, or 0.0.0.0 for every address.",
}
EVERY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - compared with, not bound to


def refuse_taken_port(host: str, port: int) -> None:
    """Raise CommandError, saying what to do, where nothing can listen on `host` and `port`."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
    except socket.gaierror:
        raise CommandError(REASONS[errno.EADDRNOTAVAIL].format(host=host)) from None
    except OSError as error:
        reason = REASONS.get(error.errno, "Port {port} cannot be opened: {error}.")
        message = reason.format(host=host, port=port, other=port + 1 if 1023 < port < 65535 else 8000, error=error)
        raise CommandError(message) from None


def commands() -> dict[str, list[str]]:
    """Return what runs on one machine, by name; each could also run on a machine of its own."""
    # The warning of Celery about the superuser is about messages that are programs; ours are JSON.
    celery = [sys.executable, "-W", "ignore:You're running the worker", "-m", "celery", "--app", "aiss.celery", "-q"]
    level = ["--loglevel", "WARNING"]
    return {
        "web server": [sys.executable, "-m", "gunicorn", "--config", "python:aiss.web"],
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
        refuse_taken_port(settings.HOST, settings.PORT)
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
