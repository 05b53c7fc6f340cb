"""What reviewers wrote for the author, and how an editor puts some of it into the letter of a decision."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from aiss.accounts.models import User
from submissions import letters, permissions
from submissions.admin_forms.base import rows_for
from submissions.masking import mask_line
from submissions.models import Anonymity, Review, ReviewAnswer, Submission

# A name in braces, as a reviewer may have typed one: in a letter it stands for nothing
BRACE = re.compile(r"\{(?=[a-z_]+\})")


@dataclass(frozen=True, kw_only=True)
class Comment:
    """One comment as the letter will hold it: who wrote it, as the author may know them, and about what."""

    key: str
    heading: str
    question: str
    text: str

    def __str__(self) -> str:
        return f"{self.heading}: {self.question or gettext('Comments for the author')}"

    @property
    def paragraph(self) -> str:
        return f"{self.question}\n{self.text}" if self.question else self.text


def comments_on(submission: Submission, user: User) -> list[Comment]:
    """Return what finished reviews say for the author, in the author's language as far as it is ours to say.

    Nothing confidential is among them. Whoever may not read the desk's own words is offered none.
    """
    if not permissions.can_read_internal(user, submission):
        return []
    language = submission.letter_language
    reviews = submission.reviews.finished().prefetch_related("answers__question")
    with translation.override(language):
        return [comment for review in reviews for comment in _comments(review, language)]


def _comments(review: Review, language: str) -> list[Comment]:
    found = [
        (f"{review.pk}-{answer.question_id}", _question(answer, language), answer.text)
        for answer in review.answers.all()
        if answer.is_for_author
    ]
    found.append((f"{review.pk}-comments", "", review.for_author))
    return [
        Comment(key=key, heading=heading_of(review), question=question, text=_unsigned(review, text))
        for key, question, text in found
        if text.strip()
    ]


def heading_of(review: Review) -> str:
    """Return how the author may know the reviewer, in the active language."""
    if review.anonymity == Anonymity.BOTH_HIDDEN:
        return gettext("Reviewer %(number)s") % {"number": review.number}
    return review.name


def _question(answer: ReviewAnswer, language: str) -> str:
    return answer.question.in_language("text", language)


def _unsigned(review: Review, text: str) -> str:
    """The comment without the reviewer's own name where the author is not to learn it."""
    if review.anonymity != Anonymity.BOTH_HIDDEN:
        return text
    return mask_line(text, [review.name, review.address], gettext("[name removed]")).text


def with_comments(letter: str, comments: Iterable[Comment]) -> str:
    """Return the letter with the comments in it, under a heading for each reviewer; what stands there stays."""
    fresh: dict[str, list[str]] = {}
    for comment in comments:
        paragraph = BRACE.sub("{" + letters.KEPT, comment.paragraph)
        if _bare(paragraph) not in _bare(letter):
            fresh.setdefault(comment.heading, []).append(paragraph)
    for heading, paragraphs in fresh.items():
        lines = letter.split("\n")
        if heading in lines:
            place = lines.index(heading) + 1
            letter = "\n".join([*lines[:place], "", *paragraphs, *lines[place:]])
        else:
            letter = "\n\n".join([letter.rstrip(), heading, *paragraphs])
    return letter


def _bare(text: str) -> str:
    return " ".join(text.replace(letters.KEPT, "").split())


class CommentsMixin:
    """A decision's form that offers reviewers' comments for its letter; the letter alone decides what is sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.comments = {comment.key: comment for comment in comments_on(self.piece, self.actor)}
        if self.comments:
            self.fields["comments"] = forms.MultipleChoiceField(
                label=_("Comments of reviewers"),
                required=False,
                choices=list(self.comments.items()),
                widget=forms.CheckboxSelectMultiple,
                help_text=_("Choose some and put them into the letter; there you can shorten or change them."),
            )

    def insert(self, keys: Iterable[str]) -> None:
        """Put the chosen comments into the letter that a fresh form offers; what was not offered is passed over."""
        chosen = [self.comments[key] for key in keys if key in self.comments]
        letter = self.initial.get("letter", self.offered_body).replace("\r\n", "\n")
        self.initial["letter"] = with_comments(letter, chosen)
        self.fields["letter"].widget.attrs["rows"] = rows_for(self.initial["letter"])

    @property
    def comments_field(self) -> forms.BoundField:
        return self["comments"]

    @property
    def own_fields(self) -> list[forms.BoundField]:
        return [field for field in super().own_fields if field.name != "comments"]
