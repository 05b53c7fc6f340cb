"""What the queue can be narrowed to. Each filter names its own values, so that nothing else can be asked of a piece."""

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from aiss.accounts.models import User
from submissions.models import Kind
from submissions.models.submission import SubmissionQuerySet
from submissions.workflow import CLOSED, WAITING_FOR_DESK, Status

Narrow = Callable[[SubmissionQuerySet, User], SubmissionQuerySet]

# The tabs above the queue, in their order.
TABS: Mapping[str, tuple[str, Narrow]] = {
    "open": (_("All open"), lambda pieces, user: pieces.exclude(status__in=CLOSED)),
    "you": (_("Waiting for you"), lambda pieces, user: pieces.handled_by(user).filter(status__in=WAITING_FOR_DESK)),
    "unclaimed": (_("Unclaimed"), lambda pieces, user: pieces.unclaimed()),
    "desk": (_("Waiting for the desk"), lambda pieces, user: pieces.waiting_for_desk()),
    "mine": (_("Mine"), lambda pieces, user: pieces.handled_by(user)),
    "author": (_("Waiting for the author"), lambda pieces, user: pieces.waiting_for_author()),
    "overdue": (_("Overdue"), lambda pieces, user: pieces.overdue()),
    "urgent": (_("Urgent"), lambda pieces, user: pieces.filter(urgent_since__isnull=False)),
    "closed": (_("Closed"), lambda pieces, user: pieces.filter(status__in=CLOSED)),
    "all": (_("All"), lambda pieces, user: pieces),
}
FIRST_TAB = "open"
COUNTED = ("open", "you", "unclaimed", "desk", "mine", "author", "overdue", "urgent")


def counts(pieces: SubmissionQuerySet, user: User) -> dict[str, int]:
    """Return how many of `pieces` stand under each tab that is worth counting."""
    return {name: TABS[name][1](pieces, user).count() for name in COUNTED}


class TabFilter(admin.SimpleListFilter):
    """Whose turn it is; shown as tabs."""

    title = _("waiting for")
    parameter_name = "show"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [(name, label) for name, (label, _narrow) in TABS.items()]

    def __init__(self, request: HttpRequest, *args: Any) -> None:
        self.looks_everywhere = bool(request.GET.get("q") or request.GET.get("status"))
        super().__init__(request, *args)

    def value(self) -> str:
        """Return the tab that is open; a search or a status looks everywhere unless a tab is named."""
        chosen = super().value()
        if chosen in TABS:
            return chosen
        return "all" if self.looks_everywhere else FIRST_TAB

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return TABS[self.value()][1](queryset, request.user)

    def tabs(self, changelist: ChangeList, numbers: Mapping[str, int]) -> list[dict[str, Any]]:
        """Return the tabs with their addresses, which keep the other filters."""
        return [
            {
                "label": label,
                "number": numbers.get(name),
                "is_current": name == self.value(),
                "address": changelist.get_query_string({self.parameter_name: name}, remove=["p"]),
            }
            for name, (label, _narrow) in TABS.items()
            if name != "urgent" or numbers["urgent"] or self.value() == "urgent"
        ]


class ChoiceFilter(admin.SimpleListFilter):
    """A field with a few known values; shown as a select."""

    field = ""

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        known = [str(value) for value, _label in self.lookup_choices]
        return queryset.filter(**{self.field: self.value()}) if self.value() in known else queryset


class StatusFilter(ChoiceFilter):
    title = _("status")
    parameter_name = "status"
    field = "status"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return Status.choices


class LanguageFilter(ChoiceFilter):
    title = _("language")
    parameter_name = "language"
    field = "language"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return settings.LANGUAGES


class KindFilter(ChoiceFilter):
    title = _("kind")
    parameter_name = "kind"
    field = "kind__code"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [(kind.code, str(kind)) for kind in Kind.objects.all()]
