"""Address and code."""

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from submissions.forms.base import AuthorForm
from submissions.forms.fields import AddressField, WordsField

CODE_LENGTH = 60


class AddressForm(AuthorForm):
    email = AddressField(
        label=_("Your e-mail address"), error_messages={"required": _("Please write your e-mail address.")}
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout("email")


class CodeForm(AuthorForm):
    """The code from the letter, and the address it was sent to unless the page knows it."""

    email = AddressField(
        label=_("Your e-mail address"), error_messages={"required": _("Please write your e-mail address.")}
    )
    code = WordsField(
        label=_("Code from the letter"),
        max_length=CODE_LENGTH,
        help_text=_("Eight letters and digits. Capitals, spaces and dashes make no difference."),
        error_messages={
            "required": _("Please type the code from our letter."),
        },
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "dir": "ltr",
                "class": "code-box",
            }
        ),
    )

    def __init__(self, *args, address: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        if address:
            del self.fields["email"]
        self.address = address
        self.helper.layout = Layout(*self.fields)

    @property
    def sent_to(self) -> str:
        """Return the address of a valid form."""
        return self.address or self.cleaned_data["email"]
