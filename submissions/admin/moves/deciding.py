"""The desk's decisions: request changes, accept, decline, reopen; and taking one back."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from submissions.admin.moves.base import MoveView
from submissions.admin_forms.base import MoveForm
from submissions.admin_forms.deciding import AcceptForm, DeclineForm, ReopenForm, RequestChangesForm
from submissions.services import deciding
from submissions.services.moving import MoveRefused
from submissions.services.taking_back import LetterGone


class DecidingView(MoveView):
    """A decision whose letter can hold what reviewers wrote for the author."""

    template_name = "admin/submissions/submission/decide.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "insert" not in request.POST:
            return super().post(request, *args, **kwargs)
        refusal = self.refusal()
        if refusal is not None:
            return self._answer_again(self.get_form(), refusal)
        return self._page(self._form_with_comments(), seen=self.seen)

    def _form_with_comments(self) -> MoveForm:
        """Return the form as it was sent, with the chosen comments in its letter; nothing is judged or kept."""
        typed, form = self.request.POST, self.get_fresh_form()
        form.initial |= {
            name: typed.getlist(name) if name == "comments" else typed.get(name, "") for name in form.fields
        }
        form.insert(typed.getlist("comments"))
        return form

    def shown(self, form: MoveForm) -> dict[str, Any]:
        return {"under_way": self.piece.reviews.under_way().count() if self.move != "request_changes" else 0}


class RequestChangesView(DecidingView):
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


class AcceptView(DecidingView):
    move = "accept"
    form_class = AcceptForm
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


class DeclineView(DecidingView):
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


class TakeBackView(MoveView):
    move = "take_back"
    intro = _("The letter is not sent, and the piece is again as it was before. The author never learns of it.")

    def refusal(self) -> MoveRefused | None:
        """Return why the decision stands; to its maker the end of the grace is said as what it is."""
        refusal = super().refusal()
        decision = self.piece.decisions.standing().first()
        was_theirs = decision is not None and decision.made_by_id == self.request.user.pk
        return LetterGone() if refusal and was_theirs and not self.piece.is_held else refusal

    def carry_out(self, form):
        deciding.take_back(self.piece, actor=self.request.user, seen=self.seen, reason=form.reason())
        return gettext("The decision is taken back. The author was told nothing.")


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
