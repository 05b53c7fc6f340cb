"""Why a manuscript is not taken: each reason is a sentence for the author that says what to do next."""

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, Promise | str] = {
    "empty": _("This file is empty. Please choose the file that holds your text."),
    "too_large": _("This file is larger than 10 MB. Please take the pictures out of it, or paste the text instead."),
    "unknown_type": _(
        "We can read .docx, .odt, .rtf, .md and .txt files, and take .doc and .pdf files as they are. "
        "Please save your text as one of these, or paste it."
    ),
    "mismatch": _(
        "This file is not what its name says. Please open it in your word processor, save it as .docx and send that, "
        "or paste the text."
    ),
    "protected": _("This file is protected with a password. Please save it without one, or paste the text."),
    "macros": _("This file holds macros. Please save it as an ordinary .docx, or paste the text."),
    "broken": _("This file is damaged and we cannot read it. Please save it again as .docx, or paste the text."),
    "oversized": _(
        "This file unpacks to far more than a text needs, so we did not open it. Please save it again as .docx, "
        "or paste the text."
    ),
    "unreadable": _(
        "We could not read this file in the time we allow for one. Please save it again as .docx, or paste the text."
    ),
    "not_text": _("This file holds something other than plain text. Please save it as .docx, or paste the text."),
    "no_text": _("We found no words in this. If your pages are pictures, please type or paste the text."),
    "too_long": _("This text has more than 60,000 words. Please send us the part that we should publish."),
}


class ManuscriptRefused(Exception):
    """The file or text cannot be taken; `str()` tells its author why and what to do, `code` names the reason."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code

    def __str__(self) -> str:
        return str(SENTENCES[self.code])


class ConversionBusy(Exception):
    """As many files as this machine reads at once are being read; the same file will do in a minute."""

    def __str__(self) -> str:
        return gettext("We are reading several files just now. Please try again in a minute; what you typed is kept.")
