"""What an editor fills in to move an article; each form names the arguments that its service takes."""

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from publishing import html
from publishing.content import ArticleContent, PublicByline
from publishing.models import Article

SMALL = {"rows": 3, "dir": "auto", "class": "vLargeTextField"}
LARGE = {"rows": 24, "dir": "auto", "class": "vLargeTextField"}
PRINTED = ("title", "standfirst", "body", "editors_note")
NAMED = ("honorific", "name", "role", "bio")


class MoveForm(forms.Form):
    """A move that needs no more than a reason, or not even that."""

    reason = forms.CharField(
        label=_("Reason, for the record"),
        widget=forms.Textarea(SMALL),
        required=False,
        help_text=_("Readers do not see it."),
    )

    def __init__(self, *args: Any, article: Article, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.article = article

    def arguments(self) -> dict[str, Any]:
        """Return the keyword arguments for the service, after validation."""
        return {"reason": self.cleaned_data["reason"]}


class RemovalForm(MoveForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = True


class RetractionForm(MoveForm):
    reason = None
    note = forms.CharField(
        label=_("Notice for readers"),
        widget=forms.Textarea(SMALL),
        help_text=_("Stands in place of the text, in the article's language."),
    )

    def arguments(self) -> dict[str, Any]:
        return {"note": self.cleaned_data["note"]}


class UpdateForm(MoveForm):
    """Everything printed that may change after publication."""

    reason = None
    title = forms.CharField(
        label=_("Title"), max_length=300, widget=forms.TextInput({"dir": "auto", "class": "vTextField"})
    )
    standfirst = forms.CharField(label=_("Standfirst"), required=False, widget=forms.Textarea(SMALL))
    body = forms.CharField(
        label=_("Text"), widget=forms.Textarea(LARGE), help_text=_("HTML; it is cleaned when you send it.")
    )
    editors_note = forms.CharField(label=_("Editor's note"), required=False, widget=forms.Textarea(SMALL))
    agreement = forms.CharField(
        label=_("The author's agreement"),
        widget=forms.Textarea(SMALL),
        help_text=_("How and when the author agreed, or why the change is made without. Readers do not see it."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, article: Article, **kwargs: Any) -> None:
        content = article.as_printed()
        initial = {name: getattr(content, name) for name in PRINTED} | {"seen": article.revisions.count()}
        super().__init__(*args, article=article, initial=initial, **kwargs)
        self.content = content
        for position, byline in enumerate(content.bylines, start=1):
            for name in NAMED:
                self.fields[f"{name}_{position}"] = self.byline_field(name, position, byline)
        self.order_fields([*self.field_order_of_names(), "agreement", "note"])

    def field_order_of_names(self) -> list[str]:
        names = [f"{name}_{position}" for position in range(1, len(self.content.bylines) + 1) for name in NAMED]
        return ["title", *names, "standfirst", "body", "editors_note"]

    @staticmethod
    def byline_field(name: str, position: int, byline: PublicByline) -> forms.CharField:
        labels = {"honorific": _("Honorific"), "name": _("Printed name"), "role": _("Role line"), "bio": _("Bio")}
        return forms.CharField(
            label=f"{labels[name]} ({position})",
            initial=getattr(byline, name),
            required=name == "name",
            widget=forms.TextInput({"dir": "auto", "class": "vTextField"}),
        )

    def clean_body(self) -> str:
        return html.clean(self.cleaned_data["body"])

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        bylines = tuple(
            replace(byline, **{name: data[f"{name}_{position}"] for name in NAMED})
            for position, byline in enumerate(self.content.bylines, start=1)
        )
        content: ArticleContent = replace(self.content, bylines=bylines, **{name: data[name] for name in PRINTED})
        return {"content": content, "agreement": data["agreement"], "seen": data["seen"]}


class CorrectionForm(UpdateForm):
    note = forms.CharField(
        label=_("Note for readers"),
        widget=forms.Textarea(SMALL),
        help_text=_("What was wrong, in the article's language. Stands below the text from now on."),
    )

    def arguments(self) -> dict[str, Any]:
        return {**super().arguments(), "note": self.cleaned_data["note"]}
