"""A new version at the desk."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from publishing import html
from submissions import differences
from submissions.admin.moves.base import MoveView
from submissions.admin.pages import differences_address, piece_address, whole_number
from submissions.admin_forms.texts import EditForm
from submissions.services import editing
from submissions.services.editing import StaleVersion


class EditView(MoveView):
    move = "edit"
    form_class = EditForm
    template_name = "admin/submissions/submission/edit.html"
    button = _("Save the new version")
    intro = _("Saving makes a new version; the one before stays as it is.")

    def initial(self) -> dict[str, Any]:
        version = self.piece.current_version
        return {"title": version.title, "standfirst": version.standfirst, "body": version.body}

    @property
    def based_on(self) -> int:
        """The version that the text on the page was made from."""
        return whole_number(self.request.POST.get("based_on", ""))

    def shown(self, form: EditForm) -> dict[str, Any]:
        number = self.based_on if self.request.method == "POST" else self.piece.current_version.number
        return {
            "based_on": number,
            "docx_address": piece_address(self.piece, "docx", number) if number else "",
        }

    def carry_out(self, form: EditForm) -> str:
        self.saved = editing.save_version(
            self.piece,
            form.text(),
            actor=self.request.user,
            based_on=self.based_on,
            sent_file=form.sent_file,
            mailed=form.mailed() if form.is_mailed else None,
            reason=form.reason(),
        )
        return gettext("Version %(number)s is saved. This is what has changed.") % {"number": self.saved.number}

    def success_address(self) -> str:
        saved = getattr(self, "saved", None)
        if saved is None:
            return piece_address(self.piece)
        return differences_address(self.piece, saved.number - 1, saved.number)

    def after_refusal(self, form: EditForm, refusal: Exception) -> dict[str, Any]:
        """After a stale save, show what the next one would change in the version that came between."""
        if not isinstance(refusal, StaleVersion):
            return {}
        mine = form.text().body if form.is_valid() else ""
        return {
            "based_on": refusal.newest.number,
            "newest": refusal.newest,
            "difference": html.render_difference(differences.compare(refusal.newest.body, mine).html),
        }
