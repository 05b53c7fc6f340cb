"""What the author answered by mail instead of on their page."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from submissions.admin_forms.base import MoveForm
from submissions.admin_forms.fields import MailedMixin


class AnswerForm(MailedMixin, MoveForm):
    """The message, and nothing else."""

    text_help: Any = _("Paste the message, attach it, or both. The author can read it in the timeline.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add_message_fields(self.text_help)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self.check_message()
        return data


class QuotedAnswerForm(AnswerForm):
    """A message whose words go on in a letter, so that they have to be pasted."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["message_text"].required = True
