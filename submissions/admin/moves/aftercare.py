"""A published piece: correct, update, hide, show again."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from submissions.admin.moves.base import MoveView
from submissions.admin.pages import whole_number
from submissions.admin_forms.article import CorrectForm, HideForm, UnhideForm, UpdateForm
from submissions.services import aftercare


class ArticleView(MoveView):
    """A change of the public article; the page names the revision it was made from."""

    form_class = UpdateForm
    template_name = "admin/submissions/submission/article.html"

    @property
    def revision(self) -> int:
        return whole_number(self.request.POST.get("revision", ""))

    def shown(self, form: UpdateForm) -> dict[str, Any]:
        article = self.piece.article
        return {"revision": article.revisions.count() if article else 0}


class CorrectView(ArticleView):
    move = "correct"
    form_class = CorrectForm
    button = _("Publish the correction")
    intro = _("For a mistake that readers should know of: the article then carries a dated note.")

    def carry_out(self, form: CorrectForm) -> str:
        aftercare.correct(
            self.piece,
            actor=self.request.user,
            content=aftercare.changed_content(self.piece, **form.changes()),
            note=form.cleaned_data["note"],
            reason=form.reason(),
            letter=form.letter_choice(),
            seen=self.seen,
            revision=self.revision,
        )
        return gettext("The article is corrected.")


class UpdateView(ArticleView):
    move = "update"
    button = _("Publish the change")
    intro = _("For a misprint or a name: the article changes without a note, and the history keeps what it was.")

    def carry_out(self, form: UpdateForm) -> str:
        aftercare.update(
            self.piece,
            actor=self.request.user,
            content=aftercare.changed_content(self.piece, **form.changes()),
            reason=form.reason(),
            seen=self.seen,
            revision=self.revision,
        )
        return gettext("The article is updated.")


class HideView(MoveView):
    move = "hide"
    form_class = HideForm
    intro = _("The article is gone from every public page at once. It can be shown again later.")

    @property
    def is_at_once(self) -> bool:
        """Tell whether the button on the piece's page was pressed, which asks for nothing."""
        return "at_once" in self.request.POST

    def get_form(self) -> HideForm:
        form = super().get_form()
        if self.is_at_once:
            form.data = {"letter": form.offered_body}
        return form

    def carry_out(self, form: HideForm) -> str:
        aftercare.hide(
            self.piece,
            actor=self.request.user,
            letter=form.letter_choice(),
            # In an emergency it does not matter what else has happened to the piece.
            seen=None if self.is_at_once else self.seen,
            reason=form.reason(),
        )
        return gettext("The article is hidden.")


class UnhideView(MoveView):
    move = "unhide"
    form_class = UnhideForm
    intro = _("The article comes back to every public page.")

    def carry_out(self, form: UnhideForm) -> str:
        aftercare.unhide(
            self.piece,
            actor=self.request.user,
            reason=form.reason(),
            letter=form.letter_choice(),
            seen=self.seen,
        )
        return gettext("The article is public again.")
