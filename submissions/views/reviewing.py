"""The reviewer's pages: a mailed link opens them, without an account. Looking at them changes nothing."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from publishing import html
from submissions import letters, reviewed
from submissions.comparing import words_in_words
from submissions.forms.base import AuthorForm
from submissions.forms.reviewing import DeclineForm, ReviewForm, initial_of
from submissions.late_forms import typed_again
from submissions.manuscripts import ConversionBusy
from submissions.manuscripts.export import ExportFailed
from submissions.models import Review
from submissions.review_links import Purpose
from submissions.services import review_answers
from submissions.services.moving import MoveRefused
from submissions.services.review_answers import LinkRefused, ReviewSent
from submissions.views.base import AuthorPage, status_of
from submissions.views.texts import DOCX

DONE = {
    "agreed": (
        _("Thank you for agreeing."),
        _(
            "The link to the text and to the form was mailed just now to the address that we had asked. The link you "
            "came by has done its work and opens nothing any more."
        ),
    ),
    "declined": (
        _("Thank you for telling us."),
        _("Nothing more is needed from you. The link opens nothing any more."),
    ),
    "sent": (
        _("Thank you for your review."),
        _("It has reached the desk. Nothing more is needed from you, and the link opens nothing any more."),
    ),
}


class ReviewerPage(AuthorPage):
    """A page behind a signed link; one that may not be used now says why, and gives back what was typed."""

    purpose: Purpose

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().dispatch(request, *args, **kwargs)
        except LinkRefused as refusal:
            return self.make_private(self.close(refusal))

    @cached_property
    def review(self) -> Review:
        """The review behind the link. Raises LinkRefused where the link may not be used now."""
        review = review_answers.find(self.kwargs["signed"], self.purpose, viewer=self.request.user)
        self.found = review
        review_answers.check(review, self.purpose)
        return review

    @cached_property
    def reading(self) -> reviewed.Reading:
        return reviewed.reading_of(self.review)

    def close(self, refusal: LinkRefused) -> HttpResponse:
        context = {"refusal": refusal, "typed": typed_again(self.request)}
        return render(self.request, "submissions/reviews/closed.html", context, status=refusal.status)

    def show(self, *, refusal: MoveRefused | None = None, **context: Any) -> HttpResponse:
        review, piece = self.review, self.review.submission
        return self.page(
            status=status_of(refusal) if refusal else 200,
            refusal=refusal,
            review=review,
            piece=piece,
            reading=self.reading,
            names_rule=reviewed.NAMES_RULE[review.anonymity],
            guidance=piece.kind.in_language("guidance", get_language()),
            words=words_in_words(review.version.words),
            **context,
        )


class AnswerPage(ReviewerPage):
    """The invitation: agree, or decline with a reason. Either uses the link up."""

    purpose = Purpose.ANSWER
    template_name = "submissions/reviews/answer.html"

    def get(self, request: HttpRequest, signed: str) -> HttpResponse:
        return self.show_form(DeclineForm())

    def post(self, request: HttpRequest, signed: str) -> HttpResponse:
        review = self.review
        if request.POST.get("action") == "agree":
            review_answers.agree(review)
            return self.to("review-done", "agreed")
        form = DeclineForm(request.POST)
        if not form.is_valid():
            return self.show_form(form)
        try:
            review_answers.refuse(review, reason=form.cleaned_data["reason"])
        except review_answers.ReasonOfRefusalMissing as refusal:
            return self.show_form(form, refusal=refusal)
        return self.to("review-done", "declined")

    def show_form(self, form: AuthorForm, refusal: MoveRefused | None = None) -> HttpResponse:
        questions = reviewed.questions_in(get_language(), self.review.submission.kind)
        return self.show(form=form, refusal=refusal, questions=questions)


class WritePage(ReviewerPage):
    """The text and the form; what is written can be kept and gone on with until it is sent."""

    purpose = Purpose.WRITE
    template_name = "submissions/reviews/write.html"

    def get(self, request: HttpRequest, signed: str) -> HttpResponse:
        opinion = review_answers.opinion_of(self.review)
        return self.show_form(self.make_form(self.review, initial=initial_of(opinion)))

    def post(self, request: HttpRequest, signed: str) -> HttpResponse:
        try:
            return self.take(self.review)
        except ReviewSent:
            if self.is_second_click():
                return self.to("review-done", "sent")
            raise

    def take(self, review: Review) -> HttpResponse:
        is_draft = self.request.POST.get("action") != "send"
        form = self.make_form(review, self.request.POST, is_draft=is_draft)
        if not form.is_valid():
            return self.show_form(form)
        if is_draft:
            review_answers.save(review, form.opinion())
            return self.to("review-write", self.kwargs["signed"], fragment="saved")
        try:
            review_answers.finish(review, form.opinion())
        except (review_answers.RecommendationMissing, review_answers.AnswerMissing) as refusal:
            return self.show_form(form, refusal=refusal)
        return self.to("review-done", "sent")

    def is_second_click(self) -> bool:
        form = self.make_form(self.found, self.request.POST)
        return form.is_valid() and review_answers.is_stored(self.found, form.opinion())

    def make_form(self, review: Review, data: Any = None, **kwargs: Any) -> ReviewForm:
        questions = review_answers.questions_of(review)
        return ReviewForm(data, questions=questions, language=get_language(), **kwargs)

    def show_form(self, form: ReviewForm, refusal: MoveRefused | None = None) -> HttpResponse:
        review = self.review
        return self.show(
            form=form,
            refusal=refusal,
            text=html.render(self.reading.body, language=review.submission.language),
            saved_at=letters.moment_in_words(review.saved_at, get_language()) if review.saved_at else "",
            signed=self.kwargs["signed"],
        )


class TextPage(ReviewerPage):
    """The text as a .docx whose name and properties say nothing but the reference."""

    purpose = Purpose.WRITE

    def get(self, request: HttpRequest, signed: str) -> HttpResponse:
        review = self.review
        if not review.version.body:
            raise Http404
        try:
            data = reviewed.docx_of(review)
        except (ExportFailed, ConversionBusy) as refusal:
            return self.refuse(refusal)
        response = HttpResponse(data, content_type=DOCX)
        response.headers["Content-Disposition"] = f'attachment; filename="{review.submission.reference}.docx"'
        return response


class DonePage(AuthorPage):
    """What came of an answer; it names no review, so that it can be looked at by anybody."""

    template_name = "submissions/reviews/done.html"

    def get(self, request: HttpRequest, answer: str) -> HttpResponse:
        if answer not in DONE:
            raise Http404
        heading, sentence = DONE[answer]
        return self.page(heading=heading, sentence=sentence)
