"""Fields for a stranger's words, with a sentence for everything that can be wrong."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, ProhibitNullCharactersValidator, URLValidator
from django.utils.translation import gettext_lazy as _

from aiss.accounts import forms as accounts
from submissions.validators import validate_line

MAX_LINKS = 5
LINK_LENGTH = 300


class WordsField(forms.CharField):
    """The shared part: lengths in our own words, and one sentence instead of two for a NUL."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.validators = [check for check in self.validators if not isinstance(check, ProhibitNullCharactersValidator)]
        for check in self.validators:
            if isinstance(check, MaxLengthValidator):
                check.message = _("Please keep this within %(limit_value)d characters. It has %(show_value)d now.")


class LineField(WordsField):
    """One line, such as a title or a name."""

    default_validators = [validate_line]


class ParagraphField(WordsField):
    """One paragraph: line breaks become spaces, as they will when it is printed."""

    default_validators = [validate_line]
    widget = forms.Textarea(attrs={"rows": 3})

    def to_python(self, value: str | None) -> str:
        return " ".join(super().to_python(value).split())


def validate_lines(value: str) -> None:
    """Refuse in any line of `value` what `validate_line` refuses in one; tabs are let through."""
    for line in value.splitlines():
        validate_line(line.replace("\t", " "))


class MessageField(WordsField):
    """A few paragraphs to somebody at the desk."""

    default_validators = [validate_lines]
    widget = forms.Textarea(attrs={"rows": 5})

    def to_python(self, value):
        """Make the line ends that browsers send the one that we keep."""
        return super().to_python(value).replace("\r\n", "\n").replace("\r", "\n")


class AddressField(accounts.AddressField):
    """An author's e-mail address."""

    def __init__(self, **kwargs):
        attributes = {
            "autocomplete": "email",
            "inputmode": "email",
            "dir": "ltr",
            "autocapitalize": "none",
            "spellcheck": "false",
        }
        super().__init__(**{"widget": forms.EmailInput(attrs=attributes), **kwargs})
        self.validators = [check for check in self.validators if not isinstance(check, ProhibitNullCharactersValidator)]

    def clean(self, value: str) -> str:
        return super().clean(value) if self.required or str(value or "").strip() else ""


class LinksField(MessageField):
    """Web addresses, one a line; without a scheme, https is meant."""

    widget = forms.Textarea(attrs={"rows": 2, "dir": "ltr", "spellcheck": "false"})

    def prepare_value(self, value: list[str] | str | None) -> str:
        return "\n".join(value) if isinstance(value, list) else value or ""

    def clean(self, value: str) -> list[str]:
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > MAX_LINKS:
            raise ValidationError(
                _("Please give at most %(number)d links."), code="too_many", params={"number": MAX_LINKS}
            )
        return [self._link(line) for line in lines]

    def _link(self, line: str) -> str:
        link = line if "://" in line else f"https://{line}"
        try:
            if len(link) > LINK_LENGTH:
                raise ValidationError("", code="invalid")
            URLValidator(schemes=["http", "https"])(link)
        except ValidationError as error:
            sentence = _("“%(link)s” is not a web address. Write one such as https://example.org, one a line.")
            raise ValidationError(sentence, code="invalid", params={"link": line[:LINK_LENGTH]}) from error
        return link
