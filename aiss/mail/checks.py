"""Settings without which letters, or the protection of addresses, would go wrong."""

from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

from aiss import vault

UNSET_DOMAIN = "aiss.invalid"


@checks.register(checks.Tags.security)
def check_desk_email(**_kwargs: Any) -> list[checks.CheckMessage]:
    """Each letter says that an answer reaches the desk: outside the demo there has to be a mailbox for it."""
    if _is_address(settings.DESK_EMAIL) or (settings.DEMO and not settings.DESK_EMAIL):
        return []
    if not settings.DESK_EMAIL:
        hint = "Set it to the mailbox that the editors read."
        return [checks.Error("DESK_EMAIL is not set.", hint=hint, id="aiss.mail.E001")]
    return [checks.Error("DESK_EMAIL is not an e-mail address.", hint="Write one plain address.", id="aiss.mail.E001")]


@checks.register(checks.Tags.security)
def check_from_email(**_kwargs: Any) -> list[checks.CheckMessage]:
    _name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    if _is_address(address) and "\n" not in settings.DEFAULT_FROM_EMAIL:
        return []
    return [checks.Error("FROM_EMAIL is not an e-mail address.", hint="Write one address.", id="aiss.mail.E002")]


@checks.register(checks.Tags.security)
def check_identity_keys(**_kwargs: Any) -> list[checks.CheckMessage]:
    try:
        vault.first_key_id()
    except ImproperlyConfigured as error:
        return [checks.Error(str(error), hint="`make install` writes keys into .env.", id="aiss.vault.E001")]
    return []


@checks.register(checks.Tags.security, deploy=True)
def check_message_id_domain(**_kwargs: Any) -> list[checks.CheckMessage]:
    if settings.DEMO or settings.MESSAGE_ID_DOMAIN != UNSET_DOMAIN:
        return []
    return [
        checks.Warning(
            "MESSAGE_ID_DOMAIN is not set.",
            hint="Set it to the domain of FROM_EMAIL; it stands in every letter's Message-ID.",
            id="aiss.mail.W003",
        )
    ]


@checks.register(checks.Tags.security, deploy=True)
def check_mail_account(**_kwargs: Any) -> list[checks.CheckMessage]:
    if settings.DEMO or settings.EMAIL_URL:
        return []
    return [
        checks.Warning(
            "EMAIL_URL is not set: letters land in a folder and reach nobody.",
            hint="Set it to the mail account that sends them.",
            id="aiss.mail.W004",
        )
    ]


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
