"""A note for the desk: its form stands on the piece's page, and here where something is wrong with it."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from submissions import permissions
from submissions.admin.asking import AskingPage
from submissions.admin_forms.conversing import NoteForm
from submissions.services import noting
from submissions.services.moving import MoveRefused, NotAllowed


class NoteView(AskingPage):
    title = _("Note for the desk")
    intro = _("No author and no reviewer ever sees what stands here.")
    button = _("Leave the note")

    def refusal(self) -> MoveRefused | None:
        return None if permissions.can_read_internal(self.request.user, self.piece) else NotAllowed()

    def get_form(self, data: Any = None) -> NoteForm:
        return NoteForm(data)

    def carry_out(self, form: NoteForm) -> str:
        noting.leave(self.piece, actor=self.request.user, text=form.cleaned_data["text"])
        return gettext("The note stands on the piece's page, for the desk alone.")

    def success_address(self, form: NoteForm) -> str:
        return super().success_address(form) + "#notes"
