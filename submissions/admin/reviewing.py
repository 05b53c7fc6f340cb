"""The desk's pages about second opinions: ask for one, give another day, call it off, read them side by side."""

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from aiss.vault import normalise_address
from publishing import html
from submissions import permissions, reviewed
from submissions.admin.asking import AskingPage
from submissions.admin.moves.base import status_of
from submissions.admin.pages import PiecePage, piece_address, whole_number
from submissions.admin.timeline import events_since
from submissions.admin_forms.reviewing import AnotherDayForm, AskForm, CallOffForm
from submissions.models import Anonymity, Review, ReviewState, Submission
from submissions.services import reviewing
from submissions.services.moving import MoveRefused, NotAllowed, last_event_id


class ReviewMovePage(AskingPage):
    """A page with one form about the reviews of a piece; a second click on its button does nothing more."""

    template_name = "admin/submissions/submission/review_form.html"
    action: ClassVar[str]

    @cached_property
    def seen(self) -> int:
        """The last event on the page that was answered; a POST that names none is stale."""
        return whole_number(self.request.POST.get("seen", ""))

    def refusal(self) -> MoveRefused | None:
        if not permissions.can_read_internal(self.request.user, self.piece):
            return NotAllowed()
        if self.piece.status not in reviewing.OPEN_FOR_REVIEWS:
            return reviewing.NotOpenForReviews()
        return None if reviewing.can_ask(self.request.user, self.piece) else NotAllowed()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form(request.POST)
        if not form.is_valid():
            return self._page(form)
        try:
            sentence = self.carry_out(form)
        except MoveRefused as refusal:
            if self._was_done_by_first_click(form):
                return HttpResponseRedirect(self.success_address(form))
            form.add_error(None, ValidationError(str(refusal), code=type(refusal).__name__))
            return self._page(form, status=status_of(refusal))
        messages.success(request, sentence)
        return HttpResponseRedirect(self.success_address(form))

    def _was_done_by_first_click(self, form: forms.Form) -> bool:
        since = list(self.piece.events.filter(pk__gt=self.seen).values_list("action", "actor_id"))
        return since == [(self.action, self.request.user.pk)] and self.is_done(form)

    def is_done(self, form: forms.Form) -> bool:
        """Tell whether what the form asks for is so already."""
        raise NotImplementedError

    def success_address(self, form: forms.Form) -> str:
        return f"{piece_address(self.piece)}#reviews"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(
            seen=last_event_id(self.piece),
            meanwhile=events_since(self.piece, self.seen) if self.seen else [],
            **context,
        )


class AskView(ReviewMovePage):
    """Ask somebody; below the form stands what they will read."""

    template_name = "admin/submissions/submission/ask_review.html"
    action = "review_asked"
    title = _("Ask for a review")
    button = _("Send the invitation")
    intro = _(
        "The reviewer gets a letter with a link of their own. Once they agree, a second letter brings them the text "
        "and the form; they need no account."
    )

    def get_form(self, data: Any = None) -> AskForm:
        return AskForm(data, piece=self.piece, actor=self.request.user)

    def carry_out(self, form: AskForm) -> str:
        data = form.cleaned_data
        review = reviewing.ask(
            self.piece,
            actor=self.request.user,
            **form.reviewer(),
            language=data["language"],
            due_on=data["due_on"],
            message=data["message"],
            seen=self.seen,
        )
        return gettext("%(name)s is asked for a review; the letter goes out now.") % {"name": review.name}

    def is_done(self, form: AskForm) -> bool:
        last = self.piece.reviews.order_by("number").last()
        return last is not None and last.address == normalise_address(form.reviewer()["address"])

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        piece, version = self.piece, self.piece.current_version
        reading = reviewed.reading(piece, version, piece.kind.anonymity)
        return super().get_context_data(
            version=version,
            reading=reading,
            is_masked=piece.kind.anonymity != Anonymity.OPEN,
            names_rule=piece.kind.get_anonymity_display(),
            text=html.render(reading.body, language=piece.language),
            **context,
        )


class OneReviewPage(ReviewMovePage):
    """A page about one review that is under way."""

    @cached_property
    def review(self) -> Review:
        return review_or_404(self.piece, self.kwargs["review"])

    def refusal(self) -> MoveRefused | None:
        is_over = self.review.state not in reviewing.UNDER_WAY
        return super().refusal() or (reviewing.ReviewIsOver() if is_over else None)


class AnotherDayView(OneReviewPage):
    action = "review_moved"
    title = _("Give a reviewer another day")
    button = _("Give this day")

    @property
    def intro(self) -> str:
        return gettext("%(name)s is told of the new day by letter.") % {"name": self.review.name}

    def get_form(self, data: Any = None) -> AnotherDayForm:
        return AnotherDayForm(data, review=self.review)

    def carry_out(self, form: AnotherDayForm) -> str:
        reviewing.move_due(self.review, actor=self.request.user, due_on=form.cleaned_data["due_on"], seen=self.seen)
        return gettext("%(name)s has another day.") % {"name": self.review.name}

    def is_done(self, form: AnotherDayForm) -> bool:
        return Review.objects.filter(pk=self.review.pk, due_on=form.cleaned_data["due_on"]).exists()


class CallOffView(OneReviewPage):
    action = "review_stopped"
    title = _("Call a review off")
    button = _("Call it off")

    @property
    def intro(self) -> str:
        return gettext("%(name)s is told by letter that the review is no longer needed. Their link stops working.") % {
            "name": self.review.name
        }

    def get_form(self, data: Any = None) -> CallOffForm:
        return CallOffForm(data)

    def carry_out(self, form: CallOffForm) -> str:
        reviewing.call_off(self.review, actor=self.request.user, reason=form.cleaned_data["reason"], seen=self.seen)
        return gettext("The review of %(name)s is called off.") % {"name": self.review.name}

    def is_done(self, form: CallOffForm) -> bool:
        return Review.objects.filter(pk=self.review.pk, state=ReviewState.STOPPED).exists()


def review_or_404(piece: Submission, pk: int) -> Review:
    review = piece.reviews.filter(pk=pk).first()
    if review is None:
        raise Http404
    return review


class ReviewsView(PiecePage):
    """Every finished review of a piece, side by side; the author of the piece sees none, at the desk neither."""

    template_name = "admin/submissions/submission/reviews.html"
    title = _("Reviews side by side")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not permissions.can_read_internal(request.user, self.piece):
            raise Http404
        reviews = self.piece.reviews.finished().select_related("version").defer("version__body", "version__standfirst")
        return self.render_to_response(
            self.get_context_data(reviews=reviews.prefetch_related("answers"), names_rules=reviewed.NAMES_RULE)
        )
