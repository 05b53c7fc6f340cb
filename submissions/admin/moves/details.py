"""Names and details, until the proof freezes them."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from submissions.admin.moves.base import MoveView
from submissions.admin_forms.details import DetailsForm
from submissions.services import editing


class EditDetailsView(MoveView):
    move = "edit_details"
    form_class = DetailsForm
    template_name = "admin/submissions/submission/edit_details.html"
    button = _("Save names and details")
    intro = _("A co-author whose printed name changes is asked to confirm it again.")

    def initial(self) -> dict[str, Any]:
        piece = self.piece
        return {
            "kind": piece.kind_id,
            "slug": piece.slug,
            "is_pen_name": piece.is_pen_name,
            "discloses_pen_name": piece.discloses_pen_name,
        }

    def carry_out(self, form: DetailsForm) -> str:
        data = form.cleaned_data
        editing.edit_details(
            self.piece,
            actor=self.request.user,
            people=form.persons(),
            kind=data["kind"],
            slug=data["slug"],
            is_pen_name=data["is_pen_name"],
            discloses_pen_name=data["discloses_pen_name"],
            seen=self.seen,
            reason=form.reason(),
        )
        return gettext("Names and details are saved.")
