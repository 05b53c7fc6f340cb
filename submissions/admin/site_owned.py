"""What those who look after the site may edit beside the pieces: rows that are added and changed, and never deleted."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern

from submissions import permissions


class SiteOwned(admin.ModelAdmin):
    """Rows that whoever looks after the site's words may read; `adds` and `changes` say what else.

    Lists and forms are the desk's own: each list is a template of its model, each form comes from `form`.
    """

    actions = None
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 200
    adds = False
    changes = False
    list_title: Any = ""
    add_title: Any = ""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return permissions.can_edit_site(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return permissions.can_edit_site(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.adds and permissions.can_edit_site(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.changes and permissions.can_edit_site(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        """Leave out deleting and Django's own history, which keeps names for ever."""
        closed = ("_delete", "_history")
        return [pattern for pattern in super().get_urls() if not (pattern.name or "").endswith(closed)]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(request, {"title": self.list_title, **(extra_context or {})})

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return super().add_view(request, form_url, {"title": self.add_title, **(extra_context or {})})

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        obj = self.get_object(request, object_id)
        context = {"title": str(obj or ""), "subtitle": None, **(extra_context or {})}
        return super().change_view(request, object_id, form_url, context)
