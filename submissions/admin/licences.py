"""What authors agree to when they send a piece: every version, and which one is in force for whom."""

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from submissions.admin.pages import whole_number
from submissions.admin.site_owned import SiteOwned
from submissions.admin_forms.calls import LicenceTextForm
from submissions.models import Kind, LicenceText
from submissions.services import licences


def table_of(texts: list[LicenceText]) -> list[dict[str, Any]]:
    """Return a row for every kind and one for all: the text in force in each language, and what stands in."""
    rows = []
    for kind in (None, *Kind.objects.all()):
        found = licences.in_force(texts, kind)
        cells = [_cell(kind, language, text) for language, text in found.items()]
        of_its_own = {cell["text"].version for cell in cells if not cell["stands_in"]}
        rows.append({"kind": kind, "cells": cells, "is_uneven": len(of_its_own) > 1})
    return rows


def _cell(kind: Kind | None, language: str, text: LicenceText) -> dict[str, Any]:
    own = text.kind_id == (kind.pk if kind else None)
    query = {"language": language} | ({"kind": kind.pk} if kind else {})
    stands_in = gettext("English stands in") if text.language != language else "" if own else gettext("as for all")
    return {
        "text": text,
        "language": dict(settings.LANGUAGES)[language],
        "stands_in": stands_in,
        "address": reverse("admin:submissions_licencetext_change", args=[text.pk]),
        "new_address": f"{reverse('admin:submissions_licencetext_add')}?{urlencode(query)}",
    }


@admin.register(LicenceText)
class LicenceTextAdmin(SiteOwned):
    """A text that somebody agreed to never changes: another wording is another version."""

    form = LicenceTextForm
    adds = True
    list_title = _("Licence texts")
    add_title = _("A new version of the licence text")
    ordering = ("kind", "language", "-version")
    fields = ("kind", "language", "text")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("kind")

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Begin with the text in force for the language and kind that the address names."""
        language = request.GET.get("language", "")
        kind = Kind.objects.filter(pk=whole_number(request.GET.get("kind", ""))).first()
        if language not in dict(settings.LANGUAGES):
            return {"kind": kind}
        text = LicenceText.objects.current(language, kind)
        return {"kind": kind, "language": language, "text": text.text if text.language == language else ""}

    def save_model(self, request: HttpRequest, obj: LicenceText, form: LicenceTextForm, change: bool) -> None:
        licences.add(obj)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        texts = list(self.get_queryset(request).order_by("-version"))
        context = {
            "rows": table_of(texts),
            "texts": texts,
            "languages": [label for _code, label in settings.LANGUAGES],
        }
        return super().changelist_view(request, {**context, **(extra_context or {})})

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show one version as it was agreed to."""
        text = self.get_object(request, object_id)
        title = gettext("Version %(number)s") % {"number": text.version} if text else ""
        return super().change_view(request, object_id, form_url, {"title": title, "text": text})
