"""Topics at the desk: their names in each language, their order, and the end of one that nothing uses."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from publishing import topics
from publishing.admin import permissions
from publishing.models import Topic, TopicText

NAMED = ("name", "description")


class TopicForm(forms.ModelForm):
    """A topic with a name and a description in each language; a language without a name has none of its own."""

    place = forms.IntegerField(
        label=_("Place in the list"), min_value=1, required=False, help_text=_("Empty: where it is, or the last.")
    )

    class Meta:
        model = Topic
        fields = ("slug",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        texts = {text.language: text for text in self.instance.texts.all()} if self.instance.pk else {}
        for code, _language in settings.LANGUAGES:
            for name in NAMED:
                field = TopicText._meta.get_field(name)
                attributes = {"class": "vTextField", "lang": code, "dir": direction_of(code)}
                self.fields[f"{name}_{code}"] = forms.CharField(
                    label=capfirst(field.verbose_name),
                    max_length=field.max_length,
                    required=False,
                    initial=getattr(texts.get(code), name, ""),
                    widget=forms.TextInput(attributes),
                )

    def names(self) -> dict[str, topics.TopicName]:
        """Return the names that were given, by language."""
        data = self.cleaned_data
        return {
            code: topics.TopicName(name=data[f"name_{code}"], description=data[f"description_{code}"])
            for code, _ in settings.LANGUAGES
            if data.get(f"name_{code}")
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.names():
            raise ValidationError(_("Give the topic a name in at least one language."), code="no_name")
        if not self.instance.pk and "slug" in data:
            try:
                topics.check_slug(data["slug"])
            except topics.TopicRefused as refusal:
                self.add_error("slug", ValidationError(str(refusal), code="slug"))
        return data


def direction_of(language: str) -> str:
    return "rtl" if language in settings.LANGUAGES_BIDI else "ltr"


@admin.register(Topic)
class TopicAdmin(admin.ModelAdmin):
    form = TopicForm
    list_display = ["names", "slug"]
    list_display_links = ["names", "slug"]
    ordering = ["position", "slug"]
    actions = None
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest):
        return super().get_queryset(request).with_texts()

    @admin.display(description=_("names"))
    def names(self, topic: Topic) -> str:
        return " · ".join(text.name for text in topic.texts.all())

    def get_form(self, request: HttpRequest, obj: Topic | None = None, **kwargs: Any) -> type[forms.ModelForm]:
        """Return the form without asking the model for the fields that it adds itself."""
        return super().get_form(request, obj, **{**kwargs, "fields": [] if obj else ["slug"]})

    def get_fieldsets(self, request: HttpRequest, obj: Topic | None = None) -> list[tuple[Any, dict[str, Any]]]:
        languages = [(name, {"fields": [f"{part}_{code}" for part in NAMED]}) for code, name in settings.LANGUAGES]
        return [(None, {"fields": ["slug", "place"]}), *languages]

    def get_readonly_fields(self, request: HttpRequest, obj: Topic | None = None) -> tuple[str, ...]:
        return ("slug",) if obj else ()

    def save_model(self, request: HttpRequest, obj: Topic, form: TopicForm, change: bool) -> None:
        place = form.cleaned_data["place"]
        if change:
            topics.change_topic(obj, form.names(), place=place)
        else:
            obj.pk = topics.create_topic(obj.slug, form.names(), place=place).pk

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        topic = self.get_object(request, object_id)
        try:
            if topic is not None and self.has_delete_permission(request, topic):
                topics.check_unused(topic)
            return super().delete_view(request, object_id, extra_context)
        except topics.TopicRefused as refusal:
            messages.error(request, str(refusal))
            return HttpResponseRedirect(reverse("admin:publishing_topic_change", args=[topic.pk]))

    def delete_model(self, request: HttpRequest, obj: Topic) -> None:
        topics.delete_topic(obj)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return permissions.can_edit_topics(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Topic | None = None) -> bool:
        return permissions.can_edit_topics(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return permissions.can_edit_topics(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Topic | None = None) -> bool:
        return permissions.can_edit_topics(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: Topic | None = None) -> bool:
        return permissions.can_edit_topics(request.user)
