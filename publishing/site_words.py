"""Writing the institute's own words."""

from django.core.exceptions import ValidationError
from django.db import transaction

from publishing.models import SiteText

EDITABLE = frozenset(field.name for field in SiteText._meta.fields) - {"id", "language"}


class SiteTextRefused(Exception):
    """Words that cannot be stored; `str()` says what is wrong with them."""


@transaction.atomic
def set_site_text(language: str, **words: str) -> SiteText:
    """Store the given words of the site in one language and leave the others as they are.

    A new contact address replaces the old one in the call for submissions too, unless a new call is given.
    Raises TypeError for a name that SiteText does not have, SiteTextRefused for a value that no column takes.
    """
    unknown = words.keys() - EDITABLE
    if unknown:
        message = f"SiteText has no {', '.join(sorted(unknown))}"
        raise TypeError(message)
    text = SiteText.objects.in_language(language)
    contact = words.get("contact_address", "")
    if contact and text.contact_address and "call" not in words:
        words["call"] = text.call.replace(text.contact_address, contact)
    for name, value in words.items():
        setattr(text, name, value)
    try:
        text.full_clean()
    except ValidationError as error:
        raise SiteTextRefused(" ".join(error.messages)) from error
    text.save()
    return text
