"""The admin as the desk uses it: lists and own pages; Django's generic forms stay shut."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.urls import URLPattern


class ClosedAdmin(admin.ModelAdmin):
    """A list and nothing else: no bulk action, no generic add, change or delete form, no lookup in the address."""

    actions = None
    list_display_links = None
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        """Allow the list's own filters alone: it must not answer questions about what it does not show."""
        return lookup in {choice.parameter_name for choice in self.list_filter}

    def get_urls(self) -> list[URLPattern]:
        """Keep the list alone: adding, changing, deleting and the history have no address."""
        return [pattern for pattern in super().get_urls() if (pattern.name or "").endswith("_changelist")]
