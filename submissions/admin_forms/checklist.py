"""What still holds a piece back, on the pages that publish it or set its date."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from submissions import permissions
from submissions.admin_forms.base import LETTER_FIELDS, REASON_LENGTH
from submissions.admin_forms.fields import LinesField, expect
from submissions.services import checklists


class ChecklistMixin:
    """A move's form that knows the open lines and asks those who may pass over them why they do."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.open_lines = checklists.open_lines(self.piece)
        self.may_override = permissions.can_override_checklist(self.actor)
        if self.open_lines and self.may_override:
            self.fields["override_reason"] = LinesField(
                label=_("Publish all the same, because …"),
                required=False,
                max_length=REASON_LENGTH,
                help_text=_("Only where it cannot wait. Kept on record, for the desk alone."),
                widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
            )
            expect(self, "override_reason")
            self.order_fields([*(name for name in self.fields if name not in LETTER_FIELDS), *LETTER_FIELDS])

    @property
    def is_held(self) -> bool:
        """Tell whether the checklist has to be finished before this person can do anything here."""
        return bool(self.open_lines) and not self.may_override

    def override_reason(self) -> str:
        return self.cleaned_data.get("override_reason", "")
