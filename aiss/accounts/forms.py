"""Forms of the staff's own pages; authors' forms stand with the submissions."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from aiss.accounts.addresses import address_index
from aiss.accounts.limits import LimitReached
from aiss.accounts.sign_in import SignInRefused, sign_in_staff

ADDRESS_LENGTH = 254
PASSWORD_LENGTH = 1000


class AddressField(forms.EmailField):
    """An e-mail address in the one form in which it is looked up."""

    default_error_messages = {"invalid": _("Write an e-mail address, such as name@example.org.")}

    def __init__(self, **kwargs):
        attributes = {"autocomplete": "username", "dir": "ltr", "autocapitalize": "none", "spellcheck": "false"}
        super().__init__(
            **{
                "label": _("E-mail address"),
                "max_length": ADDRESS_LENGTH,
                "widget": forms.EmailInput(attrs=attributes),
                **kwargs,
            }
        )

    def clean(self, value: str) -> str:
        address = super().clean(value)
        try:
            address_index(address)
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error
        return address


class StaffSignInForm(AdminAuthenticationForm):
    """The desk's sign-in: address and password, with limits."""

    username = AddressField(
        widget=forms.EmailInput(attrs={"autocomplete": "username", "dir": "ltr", "autofocus": True})
    )

    def __init__(self, request=None, *args, **kwargs):
        super().__init__(request, *args, **kwargs)
        # Django takes the length of the stored index for the length of an address.
        self.fields["username"].max_length = ADDRESS_LENGTH
        self.fields["username"].widget.attrs["maxlength"] = ADDRESS_LENGTH

    def clean(self) -> dict:
        address, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if address and password:
            try:
                self.user_cache = sign_in_staff(request=self.request, address=address, password=password)
            except (LimitReached, SignInRefused) as error:
                raise ValidationError(str(error), code=error.code) from error
        return self.cleaned_data


class PasswordForgottenForm(forms.Form):
    address = AddressField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.add_input(Submit("send", _("Send me a link")))


class ChoosePasswordForm(forms.Form):
    password = forms.CharField(
        label=_("New password"),
        help_text=_("At least 12 characters. A few words in a row are easy to remember and hard to guess."),
        max_length=PASSWORD_LENGTH,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "dir": "ltr"}),
    )
    repeated = forms.CharField(
        label=_("The same password again"),
        max_length=PASSWORD_LENGTH,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "dir": "ltr"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.add_input(Submit("save", _("Save the password")))

    def clean_repeated(self) -> str:
        repeated = self.cleaned_data["repeated"]
        if self.cleaned_data.get("password") not in (None, repeated):
            raise ValidationError(_("The two passwords differ. Please type the same one twice."), code="mismatch")
        return repeated
