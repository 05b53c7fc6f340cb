"""A look at who the author is."""

from django import forms
from django.utils.translation import gettext_lazy as _

from submissions.admin_forms.fields import LinesField


class LookForm(forms.Form):
    reason = LinesField(
        label=_("Why do you need to know?"),
        max_length=2000,
        help_text=_("The look and its reason are kept on record, before anything is shown."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
