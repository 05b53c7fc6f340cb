"""The fields for a translation: of which article it is one, and by whom."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from publishing.admin.picture_fields import check_line
from publishing.models import Article
from publishing.originals import OriginalRefused, find_original

MOST_TRANSLATORS = 10


class TranslatorsField(forms.CharField):
    """Printed names, one a line; the value is a tuple of them."""

    widget = forms.Textarea

    def clean(self, value: Any) -> tuple[str, ...]:
        lines = super().clean(value).splitlines()
        names = tuple(name for line in lines if (name := " ".join(line.split())))
        if len(names) > MOST_TRANSLATORS:
            raise ValidationError(_("Name ten translators at most."), code="too_many")
        for name in names:
            check_line(name)
        return names

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, (tuple, list)) else value


class TranslationFieldsMixin:
    """Fields for an original and its translators; the form says in which `language` the translation is."""

    translation: Article | None = None

    def add_translation_fields(self, language: str, translation_of: str, translators: tuple[str, ...]) -> None:
        self.translation_language = language
        self.fields["translation_of"] = forms.CharField(
            label=_("Translation of"),
            required=False,
            max_length=500,
            initial=translation_of,
            help_text=_("The address or the short link of the published article that this piece translates."),
            widget=forms.TextInput(attrs={"dir": "ltr", "class": "vTextField"}),
        )
        self.fields["translators"] = TranslatorsField(
            label=_("Translators"),
            required=False,
            max_length=1000,
            initial=translators,
            help_text=_("Names as they will be printed, one on each line."),
            widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        )

    def clean_translation_of(self) -> str:
        text = self.cleaned_data["translation_of"]
        if not text:
            return ""
        try:
            return find_original(text, language=self.translation_language, article=self.translation).short_id
        except OriginalRefused as refusal:
            raise ValidationError(str(refusal), code="refused") from refusal
