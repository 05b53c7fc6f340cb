"""The desk's decisions: request changes, accept, decline, reopen."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from submissions.admin.moves.base import MoveView
from submissions.admin_forms.deciding import DeclineForm, ReopenForm, RequestChangesForm
from submissions.services import deciding


class RequestChangesView(MoveView):
    move = "request_changes"
    form_class = RequestChangesForm
    intro = _("The author is asked for a new version. Until it arrives the piece waits for them.")

    def carry_out(self, form):
        deciding.request_changes(
            self.piece,
            actor=self.request.user,
            message=form.cleaned_data["message"],
            due_on=form.cleaned_data["due_on"],
            letter=form.letter_choice(),
            seen=self.seen,
            reason=form.reason(),
        )
        return gettext("Changes are requested. The piece waits for its author.")


class AcceptView(MoveView):
    move = "accept"
    intro = _("The current version is accepted for editing. Next comes the final text, and then the proof.")

    def carry_out(self, form):
        deciding.accept(
            self.piece,
            actor=self.request.user,
            letter=form.letter_choice(),
            seen=self.seen,
            reason=form.reason(),
        )
        return gettext("%(reference)s is accepted.") % {"reference": self.piece.reference}


class DeclineView(MoveView):
    move = "decline"
    form_class = DeclineForm
    intro = _("The piece will not be published. Only the chief editor can reopen it.")

    def carry_out(self, form):
        deciding.decline(
            self.piece,
            actor=self.request.user,
            decline_reason=form.cleaned_data["decline_reason"],
            letter=form.letter_choice(),
            seen=self.seen,
            reason=form.reason(),
        )
        return gettext("%(reference)s is declined.") % {"reference": self.piece.reference}


class ReopenView(MoveView):
    move = "reopen"
    form_class = ReopenForm
    intro = _("The piece goes back into review, in the hands of the editor named here.")

    def carry_out(self, form):
        deciding.reopen(
            self.piece,
            actor=self.request.user,
            handler=form.cleaned_data["handler"],
            reason=form.reason(),
            letter=form.letter_choice(),
            seen=self.seen,
        )
        return gettext("%(reference)s is open again.") % {"reference": self.piece.reference}
