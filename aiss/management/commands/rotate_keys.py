"""`manage.py rotate_keys`: after a new key was put first in IDENTITY_KEYS, seal everything with it."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from aiss import fields, vault


class Command(BaseCommand):
    help = "Seal every encrypted value with the first key of IDENTITY_KEYS; older keys may be removed afterwards."

    def handle(self, *args: Any, **options: Any) -> None:
        rows = fields.reseal_all()
        self.stdout.write(
            _("Rows sealed anew with key %(key)s: %(rows)s.") % {"key": vault.first_key_id(), "rows": rows}
        )
