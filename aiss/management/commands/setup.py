"""`manage.py setup`: from an empty database to a desk with a name, an address and its first chief editor."""

import sys

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from aiss.accounts import founding
from aiss.accounts.staff import INVITATION_DAYS, AddressTaken
from publishing.models import SiteText
from publishing.site_words import SiteTextRefused, set_site_text

LANGUAGES = [code for code, _ in settings.LANGUAGES]


class Command(BaseCommand):
    help = "Give a new desk the institute's name, a contact address and its first chief editor. Asks what is missing."

    def add_arguments(self, parser: CommandParser) -> None:
        for code in LANGUAGES:
            parser.add_argument(f"--institute-{code}", metavar="NAME", help=f"The institute's name on pages in {code}.")
        parser.add_argument("--institute", metavar="NAME", help=f"Short for --institute-{settings.LANGUAGE_CODE}.")
        parser.add_argument("--contact", metavar="ADDRESS", help="The address that readers and authors may write to.")
        parser.add_argument(
            "--chief-name", metavar="NAME", help="The first chief editor's name, as colleagues know it."
        )
        parser.add_argument("--chief-email", metavar="ADDRESS", help="The address they will sign in with.")

    def handle(self, **options: object) -> None:
        if settings.DEMO:
            raise CommandError("This is a demo. A real desk starts with `make install`; docs/install.md shows how.")
        if founding.is_founded():
            raise CommandError(str(founding.DeskIsFounded()))
        names = {code: self.institute_name(code, options) for code in LANGUAGES}
        contact = self.answer(options["contact"], "--contact", "Contact address for readers and authors")
        chief_name = self.answer(options["chief_name"], "--chief-name", "Name of the first chief editor")
        chief_email = self.answer(options["chief_email"], "--chief-email", "Their e-mail address")
        try:
            with transaction.atomic():
                for code, name in names.items():
                    set_site_text(code, institute_name=name, contact_address=contact)
                link = founding.found(address=chief_email, display_name=chief_name, language=settings.LANGUAGE_CODE)
        except (AddressTaken, SiteTextRefused, ValueError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"The desk is set up. With this link {chief_name} chooses a password; it works once, "
            f"for {INVITATION_DAYS} days, as soon as the desk runs:\n\n    {link}\n\n"
            "Pass it on by a way that others cannot read. Until it was used, this command makes a new one."
        )

    def institute_name(self, code: str, options: dict) -> str:
        """Return the institute's name in the language `code`: as given, else as stored, else as typed now."""
        given = options[f"institute_{code}"]
        if code == settings.LANGUAGE_CODE:
            return self.answer(options["institute"] or given, "--institute", f"Name of the institute ({code})")
        stored = SiteText.objects.in_language(code).institute_name
        return given or stored or self.answer(None, f"--institute-{code}", f"Name of the institute ({code})")

    def answer(self, given: str | None, option: str, question: str) -> str:
        """Return what was given, or what is typed now. Raises CommandError where nobody can type."""
        if given and given.strip():
            return given.strip()
        if not sys.stdin.isatty():
            raise CommandError(f"{option} is missing. Give it, or run this in a terminal to be asked.")
        typed = ""
        while not typed:
            typed = input(f"{question}: ").strip()
        return typed
