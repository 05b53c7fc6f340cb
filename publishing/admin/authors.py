"""Authors' public profiles: a name and a bio in each language. They are made at a proof, never by hand here."""

from collections.abc import Sequence

from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.forms import BaseFormSet, ModelForm
from django.http import HttpRequest

from publishing.admin import permissions
from publishing.admin.fields import IN_ANY_DIRECTION
from publishing.models import Author, AuthorText
from publishing.profiles import reindex_author


class AuthorTextInline(admin.StackedInline):
    model = AuthorText
    fields = ["language", "name", "bio"]
    extra = 0
    formfield_overrides = IN_ANY_DIRECTION

    def has_view_permission(self, request: HttpRequest, obj: Author | None = None) -> bool:
        return permissions.can_edit_authors(request.user)

    def has_add_permission(self, request: HttpRequest, obj: Author | None = None) -> bool:
        return permissions.can_edit_authors(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Author | None = None) -> bool:
        return permissions.can_edit_authors(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: Author | None = None) -> bool:
        return permissions.can_edit_authors(request.user)


@admin.register(Author)
class AuthorAdmin(admin.ModelAdmin):
    list_display = ["names", "slug"]
    search_fields = ["slug", "texts__name"]
    fields = ["slug", "public_id", "aliases"]
    readonly_fields = ["slug", "public_id"]
    inlines = [AuthorTextInline]
    actions = None

    def get_queryset(self, request: HttpRequest):
        return super().get_queryset(request).with_texts()

    def log_change(self, request: HttpRequest, obj: Author, message: object) -> LogEntry:
        """Note who changed a profile, and no name: one that its owner wants forgotten must not stay behind here."""
        return LogEntry.objects.create(
            user_id=request.user.pk,
            content_type=ContentType.objects.get_for_model(obj, for_concrete_model=False),
            object_id=obj.pk,
            object_repr=obj.public_id,
            action_flag=CHANGE,
            change_message="",
        )

    def save_related(
        self, request: HttpRequest, form: ModelForm, formsets: Sequence[BaseFormSet], change: bool
    ) -> None:
        """Save the texts, in the transaction of the page, and have the search know the new names."""
        super().save_related(request, form, formsets, change)
        reindex_author(form.instance)

    @admin.display(description=AuthorText._meta.get_field("name").verbose_name)
    def names(self, author: Author) -> str:
        return " · ".join(text.name for text in author.texts.all()) or author.slug

    def has_module_permission(self, request: HttpRequest) -> bool:
        return permissions.can_edit_authors(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Author | None = None) -> bool:
        return permissions.can_edit_authors(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Author | None = None) -> bool:
        return permissions.can_edit_authors(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Author | None = None) -> bool:
        return False
