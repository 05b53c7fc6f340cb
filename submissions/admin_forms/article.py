"""A public article, to be corrected or updated, hidden, or shown again."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from publishing.content import ArticleContent
from publishing.widgets import RichTextWidget
from submissions.admin_forms.base import MoveForm, in_language
from submissions.admin_forms.fields import TEXT_LENGTH, LinesField
from submissions.admin_forms.people import BylineFormSet
from submissions.admin_forms.texts import standfirst_field, title_field


def initial_bylines(content: ArticleContent) -> list[dict[str, Any]]:
    return [
        {
            "public_name": byline.name,
            "honorific": byline.honorific,
            "role_line": byline.role,
            "bio": byline.bio,
            "links": byline.links,
            "author_public_id": byline.author_public_id,
        }
        for byline in content.bylines
    ]


class UpdateForm(MoveForm):
    """Everything that the article prints and an editor may change."""

    reason_label = _("How did the author agree?")
    reason_help = _("Or why it is done without. Kept on record, for the desk alone.")
    title = title_field()
    standfirst = standfirst_field()
    body = forms.CharField(label=_("Text"), max_length=TEXT_LENGTH, widget=RichTextWidget)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("title", "standfirst"):
            self.fields[name].widget.attrs |= in_language(self.piece.language)
        self.fields["body"].widget.language = self.piece.language
        printed = self.piece.article.as_printed() if self.piece.article else None
        if printed:
            self.initial = {
                "title": printed.title,
                "standfirst": printed.standfirst,
                "body": printed.body,
            } | self.initial
        self.bylines = BylineFormSet(
            self.data if self.is_bound else None,
            prefix="bylines",
            initial=initial_bylines(printed) if printed else [],
        )

    def is_valid(self) -> bool:
        return all([super().is_valid(), self.bylines.is_valid()])

    def has_changed(self) -> bool:
        return super().has_changed() or self.bylines.has_changed()

    def changes(self) -> dict[str, Any]:
        """Return the fields of ArticleContent as they were filled in; for a valid form."""
        return {
            "title": self.cleaned_data["title"],
            "standfirst": self.cleaned_data["standfirst"],
            "body": self.cleaned_data["body"],
            "bylines": tuple(form.byline() for form in self.bylines.kept_forms()),
        }


class CorrectForm(UpdateForm):
    filled_in = ("message",)
    note = LinesField(
        label=_("Note for readers"),
        max_length=2000,
        help_text=_("Stands below the article and in the letter, in the article's language."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].widget.attrs |= in_language(self.piece.language)

    def fillings(self) -> Mapping[str, str]:
        return {"message": self.cleaned_data["note"]}


class HideForm(MoveForm):
    """A reason may be noted; nothing has to be typed before an article is hidden."""

    note = LinesField(
        label=_("Note for the desk"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )

    def reason(self) -> str:
        return "\n\n".join(text for text in (super().reason(), self.cleaned_data["note"]) if text)


class UnhideForm(MoveForm):
    reason_label = _("Why can it be shown again?")
