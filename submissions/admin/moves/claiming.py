"""Who has a piece: claim, assign, release."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from submissions.admin.moves.base import MoveView
from submissions.admin_forms.deciding import AssignForm
from submissions.services import claiming


class ClaimView(MoveView):
    move = "claim"
    intro = _("You become the handling editor: the piece is then yours to read and decide.")

    def carry_out(self, form):
        claiming.claim(self.piece, actor=self.request.user, seen=self.seen, reason=form.reason())
        return gettext("%(reference)s is yours.") % {"reference": self.piece.reference}


class AssignView(MoveView):
    move = "assign"
    form_class = AssignForm
    intro = _("Another editor becomes the handling editor and gets a letter.")

    def carry_out(self, form):
        handler = form.cleaned_data["handler"]
        claiming.assign(self.piece, actor=self.request.user, handler=handler, seen=self.seen, reason=form.reason())
        return gettext("%(reference)s is with %(name)s now.") % {
            "reference": self.piece.reference,
            "name": handler.display_name,
        }


class ReleaseView(MoveView):
    move = "release"
    intro = _("The piece goes back into the queue of unclaimed ones. The author is not told.")

    def carry_out(self, form):
        claiming.release(self.piece, actor=self.request.user, seen=self.seen, reason=form.reason())
        return gettext("%(reference)s is back in the queue.") % {"reference": self.piece.reference}
