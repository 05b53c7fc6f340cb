"""How every move runs: a page with its form, one POST, one service, and a sentence whatever comes of it."""

from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import cached_property

from submissions import permissions
from submissions.admin.moves.offered import GRAVE
from submissions.admin.pages import PiecePage, piece_address, whole_number
from submissions.admin.timeline import events_since
from submissions.admin_forms.base import MoveForm
from submissions.models import Submission
from submissions.services.moving import MoveRefused, NotAllowed, WrongState, last_event_id
from submissions.workflow import TRANSITIONS, Transition


def status_of(refusal: MoveRefused) -> int:
    """Return the HTTP status that a refusal is answered with."""
    return 403 if isinstance(refusal, NotAllowed) else 409


class MoveView(PiecePage):
    """The page of one move. A GET changes nothing; a refused POST keeps everything that was typed."""

    move: ClassVar[str]
    form_class: ClassVar[type[MoveForm]] = MoveForm
    is_by_mail: ClassVar[bool] = False
    template_name = "admin/submissions/submission/move.html"

    # What a move says for itself

    intro: ClassVar[Any] = ""
    button: ClassVar[Any] = ""

    def carry_out(self, form: MoveForm) -> str:
        """Call the one service of this move and return what to tell the editor. Raises MoveRefused."""
        raise NotImplementedError

    def initial(self) -> dict[str, Any]:
        return {}

    def shown(self, form: MoveForm) -> dict[str, Any]:
        """Return what else the page of this move shows."""
        return {}

    # How it runs

    @property
    def transition(self) -> Transition:
        return TRANSITIONS[self.move]

    @cached_property
    def seen(self) -> int:
        """The last event on the page that the editor decided from; a POST that names none is stale."""
        return whole_number(self.request.POST.get("seen", ""))

    def refusal(self) -> MoveRefused | None:
        """Return why the move is not open to this editor now, as the service would."""
        if not permissions.may(self.request.user, self.transition, self.piece, by_mail=self.is_by_mail):
            return NotAllowed()
        if self.piece.status not in self.transition.moves:
            return WrongState(self.piece, self.transition)
        return None

    def get_form(self) -> MoveForm:
        is_post = self.request.method == "POST"
        return self._make_form(self.request.POST if is_post else None, self.request.FILES if is_post else None)

    def get_fresh_form(self) -> MoveForm:
        """Return the form as it is before anybody has typed."""
        return self._make_form()

    def _make_form(self, *sent: Any) -> MoveForm:
        return self.form_class(
            *sent,
            initial=self.initial(),
            piece=self.piece,
            actor=self.request.user,
            transition=self.transition,
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        refusal = self.refusal()
        if refusal is not None:
            return self._refuse_to_open(refusal)
        return self._page(self.get_form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form()
        refusal = self.refusal()
        is_valid = form.is_valid()
        if refusal is None and is_valid:
            if "preview" in request.POST:
                return self._page(form, letter_preview=form.letter_body())
            try:
                sentence = self.carry_out(form)
            except MoveRefused as refused:
                refusal = refused
            else:
                messages.success(request, sentence)
                return HttpResponseRedirect(self.success_address())
        if refusal is not None and self._was_done_by_first_click(form):
            return HttpResponseRedirect(self.success_address())
        return self._answer_again(form, refusal)

    def success_address(self) -> str:
        return piece_address(self.piece)

    def _was_done_by_first_click(self, form: MoveForm) -> bool:
        """Tell whether this POST repeats one that has just been carried out, and brings nothing of its own."""
        since = list(self.piece.events.filter(pk__gt=self.seen).values_list("action", "actor_id"))
        return since == [(self.move, self.request.user.pk)] and not form.has_changed()

    def _answer_again(self, form: MoveForm, refusal: MoveRefused | None) -> HttpResponse:
        """Show the page once more with everything that was typed, and with what happened meanwhile."""
        if refusal is None:
            return self._page(form)
        form.add_error(None, ValidationError(str(refusal), code=type(refusal).__name__))
        piece = Submission.objects.with_people().get(pk=self.piece.pk)
        return self._page(
            form,
            status=status_of(refusal),
            piece=piece,
            meanwhile=events_since(piece, self.seen) if self.seen else [],
            is_closed=piece.status not in self.transition.moves or isinstance(refusal, NotAllowed),
            **self.after_refusal(form, refusal),
        )

    def after_refusal(self, form: MoveForm, refusal: MoveRefused) -> dict[str, Any]:
        """Return what else helps to decide again after `refusal`."""
        return {}

    def _page(self, form: MoveForm, *, status: int = 200, **context: Any) -> HttpResponse:
        context = {
            "title": self.transition.label,
            "intro": self.intro,
            "button": self.button,
            "is_grave": self.move in GRAVE,
            "form": form,
            "media": form.media,
            "transition": self.transition,
            "seen": last_event_id(self.piece),
            "is_upload": form.is_multipart(),
            **self.shown(form),
            **context,
        }
        return self.render_to_response(self.get_context_data(**context), status=status)

    def _refuse_to_open(self, refusal: MoveRefused) -> HttpResponse:
        context = self.get_context_data(title=self.transition.label, refusal=str(refusal))
        return self.response_class(
            request=self.request,
            template="admin/submissions/submission/refused.html",
            context=context,
            status=status_of(refusal),
        )
