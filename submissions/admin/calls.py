"""Themed calls for pieces. The rolling call is a word of the site, to which the list leads."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from publishing.models import SiteText
from submissions.admin.site_owned import SiteOwned
from submissions.admin_forms.calls import CallForm
from submissions.models import Call


def standing_of(call: Call) -> str:
    """Return "open", "upcoming" or "closed" as of today."""
    if call.is_open:
        return "open"
    return "upcoming" if call.opens_on > timezone.localdate() else "closed"


@admin.register(Call)
class CallAdmin(SiteOwned):
    form = CallForm
    adds = changes = True
    list_title = _("Calls for pieces")
    add_title = _("A new call")
    fieldsets = (
        (None, {"fields": ("code", "title_en", "title_fa", "title_ps")}),
        (_("When"), {"fields": ("opens_on", "closes_on")}),
        (_("What it wants"), {"fields": ("text_en", "text_fa", "text_ps", "kind")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("kind")

    def get_readonly_fields(self, request: HttpRequest, obj: Call | None = None) -> tuple[str, ...]:
        return ("code",) if obj else ()

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"opens_on": timezone.localdate()}

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        context = {
            "standing_of": [(call, standing_of(call)) for call in self.get_queryset(request)],
            "rolling": SiteText.objects.order_by("language"),
            "words_address": reverse("admin:publishing_sitetext_changelist"),
        }
        return super().changelist_view(request, {**context, **(extra_context or {})})
