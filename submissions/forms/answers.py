"""What an author says to the desk about a piece: to the proof, when leaving, and after publication."""

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from submissions.forms.base import AuthorForm
from submissions.forms.fields import MessageField

MESSAGE_LENGTH = 10_000


class DisputeForm(AuthorForm):
    message = MessageField(
        label=_("What should be different"),
        max_length=MESSAGE_LENGTH,
        help_text=_("Name the place and how it should read."),
        error_messages={"required": _("Please write what should be different.")},
    )
    digest = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout("message", "digest")


class MessageForm(AuthorForm):
    """A message that may be left out."""

    message = MessageField(label=_("Anything you want to add"), required=False, max_length=MESSAGE_LENGTH)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout("message")


class WriteForm(MessageForm):
    message = MessageField(
        label=_("Your message to the desk"),
        max_length=MESSAGE_LENGTH,
        error_messages={"required": _("Please write your message first.")},
    )


class TakedownForm(MessageForm):
    message = MessageField(
        label=_("Why, and how urgent it is"),
        required=False,
        max_length=MESSAGE_LENGTH,
        help_text=_("You need not give a reason."),
    )


class RenameForm(MessageForm):
    message = MessageField(
        label=_("How your name should be printed"),
        max_length=MESSAGE_LENGTH,
        error_messages={"required": _("Please write the name that should be printed.")},
    )
