"""The proof: send it as it will be printed, take it back, or approve it in the author's place."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from publishing import services as publishing
from submissions.admin.moves.base import MoveView
from submissions.admin.pages import piece_address
from submissions.admin_forms.proofing import RecallProofForm, SendProofForm, WaiveProofForm
from submissions.printing import content_of
from submissions.services import proofing


class SendProofView(MoveView):
    move = "send_proof"
    form_class = SendProofForm
    template_name = "admin/submissions/submission/send_proof.html"
    intro = _("The author is asked to approve exactly what you see here. Changing anything later takes a new proof.")

    def shown(self, form: SendProofForm) -> dict[str, Any]:
        version = self.piece.current_version
        extras = form.shown_extras()
        return {
            "version": version,
            "text": publishing.render_article(content_of(self.piece, version, extras=extras)) if version.body else "",
            "picture": form.kept_picture(),
            "preview_address": piece_address(self.piece, "preview"),
            "coauthors": [
                {"person": person, "ask_address": piece_address(self.piece, "ask_name", person.pk)}
                for person in self.piece.contributors.all()
                if not person.is_submitting
            ],
        }

    def carry_out(self, form):
        proofing.send_proof(
            self.piece,
            actor=self.request.user,
            due_on=form.cleaned_data["due_on"],
            unconfirmed_reason=form.cleaned_data.get("unconfirmed_reason", ""),
            profiles=form.profiles(),
            extras=form.extras(),
            letter=form.letter_choice(),
            seen=self.seen,
            reason=form.reason(),
        )
        return gettext("The proof is sent. The piece waits for its author.")


class RecallProofView(MoveView):
    move = "recall_proof"
    form_class = RecallProofForm
    intro = _("The piece goes back into editing. A date of publication falls away.")

    def carry_out(self, form):
        proofing.recall_proof(
            self.piece,
            actor=self.request.user,
            reason=form.reason(),
            letter=form.letter_choice(),
            seen=self.seen,
        )
        return gettext("The proof is taken back. The text can be edited again.")


class WaiveProofView(MoveView):
    move = "waive_proof"
    form_class = WaiveProofForm
    intro = _("You approve the text in the author's place. The reason stays on record and the author is told.")

    def carry_out(self, form):
        proofing.waive_proof(
            self.piece,
            actor=self.request.user,
            reason=form.reason(),
            letter=form.letter_choice(),
            seen=self.seen,
        )
        return gettext("The proof is waived. The piece can be published.")
