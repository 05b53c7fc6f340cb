"""The queue: every piece that its viewer may see, who has it, and how long it waits."""

from typing import Any

from django.contrib import admin
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _

from submissions import permissions
from submissions.admin import urls
from submissions.admin.closed import ClosedAdmin
from submissions.admin.filters import CallFilter, HandlerFilter, KindFilter, LanguageFilter, StatusFilter, TabFilter
from submissions.admin.paging import KeysPaginator
from submissions.admin.rows import for_rows
from submissions.admin.wording import NEXT_STEP
from submissions.models import Submission
from submissions.workflow import Status

# Where a viewer's last choice of filters is kept, so that the way back to the queue leads to the same list.
KEPT = "desk-queue"
KEPT_NAMES = ("show", "status", "language", "kind", "handler", "call", "o")


def kept_filters(request: HttpRequest) -> str:
    """Return the query that leads back to the list as its viewer last narrowed it, without the words of a search."""
    return request.session.get(KEPT, "")


@admin.register(Submission)
class SubmissionAdmin(ClosedAdmin):
    list_display = ("reference", "title", "status", "handler", "waiting", "next_step")
    list_filter = (TabFilter, StatusFilter, LanguageFilter, KindFilter, HandlerFilter, CallFilter)
    search_fields = ("sought",)
    search_help_text = _("A reference, words of the title or standfirst, or a printed name.")
    sortable_by = ("reference", "title", "waiting")
    list_per_page = 50
    list_max_show_all = 0
    paginator = KeysPaginator
    change_list_template = "admin/submissions/submission/queue.html"

    @admin.display(description=_("waiting"), ordering="status_since")
    def waiting(self, piece: Submission) -> int:
        return piece.days_waiting

    @admin.display(description=_("next step"))
    def next_step(self, piece: Submission) -> str:
        return NEXT_STEP[Status(piece.status)]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return for_rows(permissions.visible_at_desk(request.user))

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        return queryset.found_by(search_term) if search_term.strip() else queryset, False

    def get_ordering(self, request: HttpRequest) -> tuple[Any, ...]:
        """Put what is urgent first, then what is due soonest, then what has waited longest."""
        return (F("urgent_since").asc(nulls_last=True), F("due_on").asc(nulls_last=True), "status_since", "pk")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return permissions.can_use_desk(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Submission | None = None) -> bool:
        if obj is None:
            return permissions.can_use_desk(request.user)
        return permissions.can_see_at_desk(request.user, obj)

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        if not request.GET and kept_filters(request):
            return HttpResponseRedirect(f"{request.path}?{kept_filters(request)}")
        if permissions.can_use_desk(request.user):
            self._keep_filters(request)
        return super().changelist_view(request, {"title": _("Queue"), **(extra_context or {})})

    def _keep_filters(self, request: HttpRequest) -> None:
        chosen = request.GET.copy()
        for name in set(chosen) - set(KEPT_NAMES):
            del chosen[name]
        if chosen.urlencode() != kept_filters(request):
            request.session[KEPT] = chosen.urlencode()

    def get_urls(self) -> list[URLPattern]:
        return [*urls.desk_patterns(self.admin_site), *urls.piece_patterns(self.admin_site), *super().get_urls()]
