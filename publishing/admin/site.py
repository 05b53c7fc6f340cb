"""The words of the site, one row a language: edited by hand, never added or taken away."""

from django.contrib import admin
from django.http import HttpRequest

from publishing.admin import permissions
from publishing.admin.fields import IN_ANY_DIRECTION
from publishing.models import SiteText


@admin.register(SiteText)
class SiteTextAdmin(admin.ModelAdmin):
    list_display = ["language", "institute_name", "contact_address"]
    fields = [
        "language",
        "institute_name",
        "tagline",
        "call",
        "disclaimer",
        "pen_name_note",
        "contact_address",
        "footer",
    ]
    readonly_fields = ["language"]
    formfield_overrides = IN_ANY_DIRECTION
    actions = None

    def has_module_permission(self, request: HttpRequest) -> bool:
        return permissions.can_edit_site_words(request.user)

    def has_view_permission(self, request: HttpRequest, obj: SiteText | None = None) -> bool:
        return permissions.can_edit_site_words(request.user)

    def has_change_permission(self, request: HttpRequest, obj: SiteText | None = None) -> bool:
        return permissions.can_edit_site_words(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: SiteText | None = None) -> bool:
        return False
