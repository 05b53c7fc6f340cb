"""What an editor fills in to set what stands beside the text of a public article."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from publishing.admin.forms import SMALL, MoveForm
from publishing.admin.picture_fields import PictureFieldsMixin
from publishing.admin.topic_field import in_order, topic_field
from publishing.admin.translation_fields import TranslationFieldsMixin
from publishing.models import Article


class TopicsForm(MoveForm):
    reason = None

    def __init__(self, *args: Any, article: Article, **kwargs: Any) -> None:
        super().__init__(*args, article=article, **kwargs)
        self.before = article.as_printed().topics
        self.fields["topics"] = topic_field(self.before)

    def arguments(self) -> dict[str, Any]:
        return {"topics": in_order(self.cleaned_data["topics"], self.before)}


class GroundedForm(MoveForm):
    """A change that says on what ground it is made."""

    reason = None
    agreement = forms.CharField(
        label=_("The author's agreement"),
        widget=forms.Textarea(SMALL),
        help_text=_("How and when the author agreed, or why the change is made without. Readers do not see it."),
    )

    def arguments(self) -> dict[str, Any]:
        return {"agreement": self.cleaned_data["agreement"]}


class PictureForm(PictureFieldsMixin, GroundedForm):
    def __init__(self, *args: Any, article: Article, **kwargs: Any) -> None:
        super().__init__(*args, article=article, **kwargs)
        self.add_picture_fields(article.as_printed().picture)
        self.order_fields(["picture_file", "picture_alt", "picture_credit", "without_picture", "agreement"])

    def arguments(self) -> dict[str, Any]:
        return {**super().arguments(), "picture": self.chosen_picture()}


class TranslationForm(TranslationFieldsMixin, GroundedForm):
    def __init__(self, *args: Any, article: Article, **kwargs: Any) -> None:
        super().__init__(*args, article=article, **kwargs)
        content = article.as_printed()
        self.translation = article
        self.add_translation_fields(content.language, content.translation_of, content.translators)
        self.order_fields(["translation_of", "translators", "agreement"])

    def arguments(self) -> dict[str, Any]:
        chosen = {name: self.cleaned_data[name] for name in ("translation_of", "translators")}
        return {**super().arguments(), **chosen}
