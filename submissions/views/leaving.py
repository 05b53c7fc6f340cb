"""Withdrawing a piece, and what its author may ask for after publication."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from submissions import permissions
from submissions.forms.answers import MessageForm, RenameForm, TakedownForm
from submissions.models import Submission
from submissions.services import aftercare, withdrawing
from submissions.services.moving import last_event_id
from submissions.views.base import REFUSALS, PiecePage, status_of


class MovePage(PiecePage):
    """A move of the author's on a page of its own: looking at it changes nothing, a second click does nothing more."""

    template_name = "submissions/move.html"
    action = ""
    form_class = MessageForm
    verb: Callable[..., Submission]
    title = ""
    lede = ""
    button = ""
    done = ""
    is_danger = False
    is_bound_to_page = True

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        if self.action not in {move.name for move in permissions.moves_open_to(request.user, self.piece)}:
            messages.warning(request, _("This is not possible any more. Below you see what happened."))
            return self.to_piece()
        return self.show(self.form_class())

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        form = self.form_class(request.POST)
        if not form.is_valid():
            return self.show(form)
        try:
            self.verb(self.piece, actor=request.user, message=form.cleaned_data["message"], seen=self.seen())
        except REFUSALS as refusal:
            return self.to_piece() if self.has_just(self.action) else self.show(form, refusal=refusal)
        messages.success(request, self.done)
        return self.to_piece()

    def seen(self) -> int | None:
        """Return the last event on the page that was answered: a second click on Ask comes after the first one's."""
        shown = self.request.POST.get("seen", "")
        return int(shown) if self.is_bound_to_page and shown.isascii() and shown.isdecimal() else None

    def show(self, form: MessageForm, refusal: Exception | None = None) -> HttpResponse:
        return self.page(
            status=status_of(refusal) if refusal else 200,
            piece=self.piece,
            form=form,
            refusal=refusal,
            move=self,
            last_event=last_event_id(self.piece) if self.is_bound_to_page else "",
        )


class WithdrawPage(MovePage):
    action = "withdraw"
    verb = staticmethod(withdrawing.withdraw)
    title = _("Withdraw the piece")
    lede = _(
        "Until it is published you may withdraw your piece at any time, without a reason. It will not be published."
    )
    button = _("Withdraw it")
    done = _("The piece is withdrawn.")
    is_danger = True
    is_bound_to_page = False


class TakedownPage(MovePage):
    action = "ask_takedown"
    form_class = TakedownForm
    verb = staticmethod(aftercare.ask_takedown)
    title = _("Ask to take this down")
    lede = _("Every editor who can take the article from the site gets your request at once, marked urgent.")
    button = _("Send the request")
    done = _("Every editor who can take the article down has your request.")


class RenamePage(MovePage):
    action = "ask_rename"
    form_class = RenameForm
    verb = staticmethod(aftercare.ask_rename)
    title = _("Ask to change my name")
    lede = _("Every editor who can change the article gets your request at once, marked urgent.")
    button = _("Send the request")
    done = _("Every editor who can change the article has your request.")
