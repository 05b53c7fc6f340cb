"""A page of one piece with a form of its own that is no move of the table."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from submissions.admin.moves.base import status_of
from submissions.admin.pages import PiecePage, piece_address
from submissions.services.moving import MoveRefused


class AskingPage(PiecePage):
    """A page with one form and one service. A GET changes nothing; a refused POST keeps everything that was typed."""

    http_method_names = ["get", "head", "post", "options"]
    template_name = "admin/submissions/submission/ask.html"
    intro: Any = ""
    button: Any = ""

    def get_form(self, data: Any = None) -> forms.Form:
        raise NotImplementedError

    def carry_out(self, form: forms.Form) -> str:
        """Call the one service and return what to tell the editor. Raises MoveRefused."""
        raise NotImplementedError

    def refusal(self) -> MoveRefused | None:
        """Return why the page is not open to this editor."""
        return None

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        refusal = self.refusal()
        if refusal is not None:
            return self._refuse_to_open(refusal)
        return self._page(self.get_form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form(request.POST)
        if not form.is_valid():
            return self._page(form)
        try:
            sentence = self.carry_out(form)
        except MoveRefused as refusal:
            form.add_error(None, ValidationError(str(refusal), code=type(refusal).__name__))
            return self._page(form, status=status_of(refusal))
        messages.success(request, sentence)
        return HttpResponseRedirect(self.success_address(form))

    def success_address(self, form: forms.Form) -> str:
        return piece_address(self.piece)

    def _page(self, form: forms.Form, *, status: int = 200) -> HttpResponse:
        context = self.get_context_data(form=form, button=self.button, intro=self.intro)
        return self.render_to_response(context, status=status)

    def _refuse_to_open(self, refusal: MoveRefused) -> HttpResponse:
        return self.response_class(
            request=self.request,
            template="admin/submissions/submission/refused.html",
            context=self.get_context_data(refusal=str(refusal)),
            status=status_of(refusal),
        )
