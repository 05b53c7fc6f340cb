"""What a reviewer fills in: why they decline, or the review itself."""

from typing import Any

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from submissions.forms.base import AuthorForm
from submissions.forms.fields import MessageField
from submissions.models import Recommendation, ReviewQuestion
from submissions.services.review_answers import Opinion

REASON_LENGTH = 2000
ANSWER_LENGTH = 10_000
COMMENTS_LENGTH = 20_000
INTEREST_LENGTH = 2000
ANSWER = "answer-"


class DeclineForm(AuthorForm):
    reason = MessageField(
        label=_("Why not"),
        max_length=REASON_LENGTH,
        help_text=_("A word is enough: no time, too close to the subject, or anything else. The desk alone reads it."),
        error_messages={"required": _("Please say in a word why.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout("reason")


class ReviewForm(AuthorForm):
    """The review; a draft of it may have gaps."""

    recommendation = forms.ChoiceField(
        label=_("What do you recommend?"),
        choices=[("", _("Choose")), *Recommendation.choices],
        error_messages={"required": _("Please choose what you recommend.")},
    )
    for_author = MessageField(
        label=_("Comments for the author"),
        required=False,
        max_length=COMMENTS_LENGTH,
        help_text=_("The editor may pass them on, in full or in part."),
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    for_desk = MessageField(
        label=_("Confidential comments for the desk"),
        required=False,
        max_length=COMMENTS_LENGTH,
        help_text=_("The author never reads them."),
    )
    interest = MessageField(
        label=_("Ties to the subject or to people in it"),
        required=False,
        max_length=INTEREST_LENGTH,
        help_text=_("Anything that the desk should know when it reads your opinion. For the desk alone."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self, *args: Any, questions: list[ReviewQuestion], language: str, is_draft: bool = False, **kwargs: Any
    ) -> None:
        self.base_fields = self.base_fields | {
            f"{ANSWER}{question.pk}": MessageField(
                label=question.in_language("text", language),
                required=question.is_required and question.is_asked,
                max_length=ANSWER_LENGTH,
                help_text=_("The editor may pass the answer on.")
                if question.is_for_author
                else _("For the desk alone."),
                error_messages={"required": _("Please answer this question.")},
            )
            for question in questions
        }
        super().__init__(*args, **kwargs)
        self.questions = questions
        answers = [f"{ANSWER}{question.pk}" for question in questions]
        self.helper.layout = Layout(
            "recommendation",
            *([Fieldset(_("Questions"), *answers)] if answers else []),
            Fieldset(_("Comments"), "for_author", "for_desk", "interest"),
        )
        if is_draft:
            for field in self.fields.values():
                field.required = False

    def opinion(self) -> Opinion:
        """Return what was written, for a valid form."""
        data = self.cleaned_data
        return Opinion(
            recommendation=data["recommendation"],
            answers={question.pk: data[f"{ANSWER}{question.pk}"] for question in self.questions},
            for_author=data["for_author"],
            for_desk=data["for_desk"],
            interest=data["interest"],
        )


def initial_of(opinion: Opinion) -> dict[str, str]:
    """Return what the form shows of what was written before."""
    return {
        "recommendation": opinion.recommendation,
        "for_author": opinion.for_author,
        "for_desk": opinion.for_desk,
        "interest": opinion.interest,
        **{f"{ANSWER}{pk}": text for pk, text in opinion.answers.items()},
    }
