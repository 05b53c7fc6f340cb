"""Kinds of pieces, their checklists and their questions to reviewers, in three languages each."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from submissions.admin_forms.base import in_language
from submissions.models import ChecklistItem, Kind, ReviewQuestion


def in_each_language(name: str, *, rows: int = 0) -> dict[str, forms.Widget]:
    """Return a box for each language's field of `name`, in that language's direction: one line, or `rows`."""
    boxes = {}
    for code, _label in settings.LANGUAGES:
        attributes = in_language(code)
        boxes[f"{name}_{code}"] = (
            forms.Textarea(attrs={**attributes, "rows": rows}) if rows else forms.TextInput(attrs=attributes)
        )
    return boxes


class KindForm(forms.ModelForm):
    """Everything about a kind but its code, which is chosen once."""

    class Meta:
        model = Kind
        fields = (
            "code",
            "name_en",
            "name_fa",
            "name_ps",
            "printed_as",
            "is_offered",
            "position",
            "min_words",
            "max_words",
            "guidance_en",
            "guidance_fa",
            "guidance_ps",
            "asks_published_before",
            "asks_conflict_of_interest",
            "asks_ai_use",
            "needs_review",
            "anonymity",
            "review_days",
        )
        widgets = {
            "code": forms.TextInput(attrs={"dir": "ltr", "autocapitalize": "none", "spellcheck": "false"}),
            **in_each_language("name"),
            **in_each_language("guidance", rows=4),
            "printed_as": forms.Select,
            "anonymity": forms.Select,
            "min_words": forms.NumberInput,
            "max_words": forms.NumberInput,
            "review_days": forms.NumberInput,
            "position": forms.NumberInput,
        }
        help_texts = {
            "code": _("Small letters a to z, digits and hyphens, such as “book-review”. It can never be changed."),
            "printed_as": _("What the public site prints above the title, and where its lists put the article."),
            "is_offered": _("A kind is never deleted, because pieces are of it. Take it out of the offer instead."),
            "position": _("The smallest number comes first in every list."),
            "max_words": _("Authors are told where a text is shorter or longer; nothing is refused for it."),
            "guidance_en": _("What authors read where they choose the kind. The range of words is added by itself."),
            "guidance_fa": _("Where it is empty, authors read the English one."),
            "guidance_ps": _("Where it is empty, authors read the English one."),
        }

    def clean_is_offered(self) -> bool:
        is_offered = self.cleaned_data["is_offered"]
        if not is_offered and not Kind.objects.offered().exclude(pk=self.instance.pk).exists():
            raise ValidationError(
                _("This is the only kind on offer, so that nobody could send anything. Offer another one first."),
                code="last",
            )
        return is_offered


class ChecklistItemForm(forms.ModelForm):
    class Meta:
        model = ChecklistItem
        fields = ("text_en", "text_fa", "text_ps", "check_by", "position", "is_required", "is_in_use")
        widgets = {
            **in_each_language("text"),
            "position": forms.NumberInput,
        }


class QuestionForm(forms.ModelForm):
    class Meta:
        model = ReviewQuestion
        fields = ("text_en", "text_fa", "text_ps", "position", "is_required", "is_for_author", "is_asked")
        widgets = {
            **in_each_language("text", rows=2),
            "position": forms.NumberInput,
        }


class RowsFormSet(forms.BaseInlineFormSet):
    """The rows that stand, and one empty form for the next. A row is changed or put out of use, never deleted."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        positions = [row.position for row in self.get_queryset()]
        self.initial_extra = [{"position": max(positions, default=0) + 1}]


def rows_of(model: type, form: type[forms.ModelForm]) -> type[forms.BaseInlineFormSet]:
    """Return the formset of a kind's rows in `model`."""
    return forms.inlineformset_factory(Kind, model, form=form, formset=RowsFormSet, extra=1, can_delete=False)


ChecklistFormSet = rows_of(ChecklistItem, ChecklistItemForm)
QuestionFormSet = rows_of(ReviewQuestion, QuestionForm)
