"""Writing to the author, and saying that what they wrote needs no answer."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from submissions.admin.moves.base import MoveView
from submissions.admin.pages import PiecePage, piece_address
from submissions.admin_forms.conversing import WriteForm
from submissions.services import conversing
from submissions.services.moving import MoveRefused

CONVERSATION = "#conversation"


class WriteView(MoveView):
    move = "write"
    form_class = WriteForm
    intro = _("The author gets a letter with your words, and reads them on the piece's page. Your name stands beneath.")
    button = _("Send to the author")

    def carry_out(self, form):
        conversing.write(
            self.piece,
            actor=self.request.user,
            message=form.cleaned_data["message"],
            seen=self.seen,
            reason=form.reason(),
        )
        return gettext("Your message is on its way to the author.")

    def success_address(self) -> str:
        return super().success_address() + CONVERSATION

    def _was_done_by_first_click(self, form: WriteForm) -> bool:
        """Tell whether the very same words have just been sent."""
        if not form.is_valid():
            return False
        since = list(self.piece.events.filter(pk__gt=self.seen).prefetch_related("texts"))
        if [(event.action, event.actor_id) for event in since] != [(self.move, self.request.user.pk)]:
            return False
        return form.cleaned_data["message"].strip() in [text.text for text in since[0].texts.all()]


class SettleView(PiecePage):
    """One click that says: the author's message needs no answer. A GET leads to the piece."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return HttpResponseRedirect(piece_address(self.piece) + CONVERSATION)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            conversing.settle(self.piece, actor=request.user)
        except MoveRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, gettext("The message is marked as needing no answer."))
        return HttpResponseRedirect(piece_address(self.piece) + CONVERSATION)
