"""What the author answered by mail, entered for them and shown as such."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from submissions.admin.moves.base import MoveView
from submissions.admin.moves.offered import SAID_BY_MAIL
from submissions.admin.pages import piece_address
from submissions.admin_forms.base import MoveForm
from submissions.admin_forms.by_mail import AnswerForm, QuotedAnswerForm
from submissions.admin_forms.texts import ResubmitForm
from submissions.services import aftercare, conversing, editing, proofing, withdrawing


class ByMailView(MoveView):
    """A move of the author's; who entered it and how it came stands in the timeline."""

    is_by_mail = True
    form_class = AnswerForm
    button = _("Enter it")

    def shown(self, form: MoveForm) -> dict[str, Any]:
        return {"title": SAID_BY_MAIL[self.move], "is_by_mail": True}


class ResubmitView(ByMailView):
    move = "resubmit"
    form_class = ResubmitForm
    intro = _("The piece comes back to its editor, and the author gets a receipt.")

    def initial(self) -> dict[str, Any]:
        version = self.piece.current_version
        return {"title": version.title, "standfirst": version.standfirst}

    def carry_out(self, form):
        version = editing.resubmit(
            self.piece,
            form.text(),
            actor=self.request.user,
            sent_file=form.sent_file,
            mailed=form.mailed(),
            seen=self.seen,
        )
        return gettext("Version %(number)s is entered for the author.") % {"number": version.number}


class WriteBackView(ByMailView):
    move = "write_back"
    form_class = QuotedAnswerForm
    intro = _("The message stands in the conversation, as received by e-mail.")

    def carry_out(self, form):
        mailed = form.mailed()
        conversing.write_back(self.piece, actor=self.request.user, message=mailed.text, mailed=mailed, seen=self.seen)
        return gettext("The message is entered.")


class WithdrawView(ByMailView):
    move = "withdraw"
    intro = _("The piece is closed. Only the chief editor can reopen it.")

    def carry_out(self, form):
        withdrawing.withdraw(self.piece, actor=self.request.user, mailed=form.mailed(), seen=self.seen)
        return gettext("The withdrawal is entered.")


class ProofAnswerView(ByMailView):
    """An answer to the proof that waits; the page names the proof by its digest, so that no other is answered."""

    template_name = "admin/submissions/submission/proof_answer.html"

    def shown(self, form: MoveForm) -> dict[str, Any]:
        proof = self.piece.live_proof
        return super().shown(form) | {
            "digest": self.digest or (proof.digest if proof else ""),
            "proof_address": piece_address(self.piece, "proof", proof.pk) if proof else "",
        }

    @property
    def digest(self) -> str:
        return self.request.POST.get("digest", "")


class ApproveProofView(ProofAnswerView):
    move = "approve_proof"
    intro = _("The author's message has to say that they approve the final text.")

    def carry_out(self, form):
        proofing.approve_proof(
            self.piece, actor=self.request.user, digest=self.digest, mailed=form.mailed(), seen=self.seen
        )
        return gettext("The approval is entered. The piece can be published.")


class DisputeProofView(ProofAnswerView):
    move = "dispute_proof"
    form_class = QuotedAnswerForm
    intro = _("The piece goes back into editing.")

    def carry_out(self, form):
        mailed = form.mailed()
        proofing.dispute_proof(
            self.piece,
            actor=self.request.user,
            digest=self.digest,
            message=mailed.text,
            mailed=mailed,
            seen=self.seen,
        )
        return gettext("The answer is entered. The text can be edited again.")


class AskTakedownView(ByMailView):
    move = "ask_takedown"
    intro = _("Every editor who can publish is told at once, and the piece is marked as urgent.")

    def carry_out(self, form):
        aftercare.ask_takedown(self.piece, actor=self.request.user, mailed=form.mailed(), seen=self.seen)
        return gettext("The request is entered. The piece is marked as urgent.")


class AskRenameView(ByMailView):
    move = "ask_rename"
    form_class = QuotedAnswerForm
    intro = _("Every editor who can publish is told at once, and the piece is marked as urgent.")

    def carry_out(self, form):
        mailed = form.mailed()
        aftercare.ask_rename(self.piece, actor=self.request.user, message=mailed.text, mailed=mailed, seen=self.seen)
        return gettext("The request is entered. The piece is marked as urgent.")
