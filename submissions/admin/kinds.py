"""The kinds of pieces, and what authors agree to when they send one."""

from typing import Any

from django.contrib import admin
from django.db.models import Max
from django.http import HttpRequest
from django.urls import URLPattern

from submissions import permissions
from submissions.models import Kind, LicenceText


class SiteOwned(admin.ModelAdmin):
    """Rows that whoever looks after the site's words may read; nothing is ever deleted."""

    actions = None

    def has_module_permission(self, request: HttpRequest) -> bool:
        return permissions.can_edit_site(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return permissions.can_edit_site(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        """Leave out deleting and Django's own history, which keeps names for ever."""
        closed = ("_delete", "_history")
        return [pattern for pattern in super().get_urls() if not (pattern.name or "").endswith(closed)]


@admin.register(Kind)
class KindAdmin(SiteOwned):
    """A kind's names and words can change; its code is what articles are printed as, so that it stays."""

    list_display = ("name_en", "name_fa", "name_ps", "min_words", "max_words", "is_offered")
    fields = ("code", "name_en", "name_fa", "name_ps", "min_words", "max_words", "is_offered", "position")
    readonly_fields = ("code",)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return permissions.can_edit_site(request.user)


@admin.register(LicenceText)
class LicenceTextAdmin(SiteOwned):
    """A text that somebody agreed to never changes: another wording is another version."""

    list_display = ("version", "language")
    ordering = ("-version", "language")
    fields = ("version", "language", "text")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return permissions.can_edit_site(request.user)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        newest = LicenceText.objects.aggregate(newest=Max("version"))["newest"] or 0
        return {"version": newest + 1}
