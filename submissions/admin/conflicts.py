"""Shutting an editor out of a piece, and letting them in again."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from submissions import permissions
from submissions.admin.asking import AskingPage
from submissions.admin_forms.conflicts import ConflictForm, LetInForm
from submissions.models import Conflict
from submissions.services import conflicts
from submissions.services.moving import MoveRefused, NotAllowed


class ConflictView(AskingPage):
    title = _("Conflict of interest")
    intro = _(
        "Whoever is shut out loses the piece: it vanishes from their lists and their search, its address answers as if "
        "it did not exist, and they get no further letters about it. Only the chief editor can let them in again."
    )
    button = _("Shut out")

    def get_form(self, data: Any = None) -> ConflictForm:
        return ConflictForm(data, piece=self.piece, actor=self.request.user)

    def carry_out(self, form: ConflictForm) -> str:
        user, reference = form.cleaned_data["user"], self.piece.reference
        conflicts.shut_out(
            self.piece,
            user=user,
            actor=self.request.user,
            reason=form.cleaned_data["reason"],
            successor=form.cleaned_data["successor"],
        )
        if user == self.request.user:
            return gettext("You are shut out of %(reference)s. From now on the desk does not show it to you.") % {
                "reference": reference
            }
        return gettext("%(name)s is shut out of %(reference)s.") % {"name": user.display_name, "reference": reference}

    def success_address(self, form: ConflictForm) -> str:
        """Lead back to the piece, or to the queue where there is no such piece any more for who asked."""
        if form.cleaned_data["user"] == self.request.user:
            return reverse("admin:submissions_submission_changelist")
        return super().success_address(form) + "#conflicts"


class LetInView(AskingPage):
    title = _("Let an editor in again")
    button = _("Let in again")

    @cached_property
    def conflict(self) -> Conflict:
        conflict = self.piece.conflicts.filter(pk=self.kwargs["conflict"]).select_related("user").first()
        if conflict is None:
            raise Http404
        return conflict

    @property
    def intro(self) -> str:
        return gettext("%(name)s sees the piece again. What they had of it is not given back by itself.") % {
            "name": self.conflict.user
        }

    def refusal(self) -> MoveRefused | None:
        return None if permissions.can_lift_conflict(self.request.user, self.piece) else NotAllowed()

    def get_form(self, data: Any = None) -> LetInForm:
        return LetInForm(data)

    def carry_out(self, form: LetInForm) -> str:
        user = self.conflict.user
        conflicts.let_in(self.piece, user=user, actor=self.request.user, reason=form.cleaned_data["reason"])
        return gettext("%(name)s sees the piece again.") % {"name": user.display_name}

    def success_address(self, form: LetInForm) -> str:
        return super().success_address(form) + "#conflicts"
