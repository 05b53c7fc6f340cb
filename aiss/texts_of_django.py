"""Sentences of Django's forms that our pages can show: listed so that the catalogues hold them.

Django has no Pashto, and its Persian is not the Persian of Afghanistan.
"""

from django.utils.translation import gettext_noop, ngettext

SENTENCES = (
    gettext_noop("This field is required."),
    gettext_noop("Enter a valid value."),
    gettext_noop("Enter a valid URL."),
    gettext_noop("Enter a valid email address."),
    gettext_noop("Enter a valid date."),
    gettext_noop("Enter a valid time."),
    gettext_noop("Enter a whole number."),
    gettext_noop("Select a valid choice. That choice is not one of the available choices."),
    gettext_noop("Select a valid choice. %(value)s is not one of the available choices."),
    gettext_noop("No file was submitted. Check the encoding type on the form."),
    gettext_noop("The submitted file is empty."),
    gettext_noop("Null characters are not allowed."),
    gettext_noop("This password is too common."),
    gettext_noop("This password is entirely numeric."),
)


def counted_sentences(count: int) -> tuple[str, ...]:
    """Return the sentences that name a number, for `count`."""
    return (
        ngettext(
            "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
            "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d).",
            count,
        ),
        ngettext(
            "This password is too short. It must contain at least %(min_length)d character.",
            "This password is too short. It must contain at least %(min_length)d characters.",
            count,
        ),
    )
