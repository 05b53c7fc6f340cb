"""The kinds of pieces: what each is called, how long it is, and what it asks of authors, reviewers and editors."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, Max, Q, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from submissions.admin.checklists import ChecklistView, QuestionsView
from submissions.admin.site_owned import SiteOwned
from submissions.admin.urls import keeping_words
from submissions.admin_forms.kinds import KindForm
from submissions.models import Kind
from submissions.services import kinds

NAMES = ("name_en", "name_fa", "name_ps")


@admin.register(Kind)
class KindAdmin(SiteOwned):
    """A kind's names and words can change; its code stays, because addresses, exports and filters name it."""

    form = KindForm
    adds = changes = True
    list_title = _("Kinds of pieces")
    add_title = _("A new kind")
    ordering = ("position", "pk")
    fieldsets = (
        (_("Names"), {"fields": ("code", *NAMES, "printed_as", "is_offered", "position")}),
        (_("Words"), {"fields": ("min_words", "max_words")}),
        (_("Guidance for authors"), {"fields": ("guidance_en", "guidance_fa", "guidance_ps")}),
        (
            _("Declarations asked of authors"),
            {
                "fields": ("asks_published_before", "asks_conflict_of_interest", "asks_ai_use"),
                "description": _("What is not asked is neither shown to the author nor stored."),
            },
        ),
        (
            _("Review"),
            {
                "fields": ("needs_review", "anonymity", "review_days"),
                "description": _("For reviews that are asked for from now on; those under way stay as they are."),
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return (
            super()
            .get_queryset(request)
            .annotate(
                lines=Count("checklist", filter=Q(checklist__is_in_use=True), distinct=True),
                asked=Count("questions", filter=Q(questions__is_asked=True), distinct=True),
            )
        )

    def get_readonly_fields(self, request: HttpRequest, obj: Kind | None = None) -> tuple[str, ...]:
        return ("code",) if obj else ()

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        last = Kind.objects.aggregate(last=Max("position"))["last"] or 0
        return {"position": last + 1}

    def save_model(self, request: HttpRequest, obj: Kind, form: KindForm, change: bool) -> None:
        (super().save_model if change else self._add)(request, obj, form, change)

    def _add(self, request: HttpRequest, obj: Kind, form: KindForm, change: bool) -> None:
        kinds.add(obj)

    def get_urls(self) -> list[URLPattern]:
        def page(route: str, view: type, name: str) -> URLPattern:
            shown = self.admin_site.admin_view(view.as_view(log_change=self.log_change))
            return path(route, keeping_words(shown), name=f"submissions_kind_{name}")

        return [
            page("<int:pk>/checklist/", ChecklistView, "checklist"),
            page("<int:pk>/questions/", QuestionsView, "questions"),
            *super().get_urls(),
        ]
