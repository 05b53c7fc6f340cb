"""What the queue can be narrowed to. Each filter names its own values, so that nothing else can be asked of a piece."""

import datetime
import operator
from collections.abc import Callable, Mapping
from functools import reduce
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from aiss.accounts.models import User
from aiss.accounts.rights import Right
from submissions.models import Call, Kind
from submissions.models.submission import SubmissionQuerySet
from submissions.workflow import CLOSED, OPEN, WAITING_FOR_AUTHOR, WAITING_FOR_DESK, Status

Condition = Callable[[User], Q]
DAYS_OF_A_WEEK = 7
# "There is such a moment", in the words with which SQLite looks into an index
BEFORE_ALL = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


def is_overdue() -> Q:
    return Q(status__in=OPEN, due_on__lt=timezone.localdate())


def is_due_this_week() -> Q:
    """Keep what is due today or within the six days after it; what is overdue stands elsewhere."""
    today = timezone.localdate()
    return Q(status__in=OPEN, due_on__gte=today, due_on__lt=today + datetime.timedelta(days=DAYS_OF_A_WEEK))


# The tabs above the queue, in their order.
TABS: Mapping[str, tuple[str, Condition]] = {
    "open": (_("All open"), lambda user: Q(status__in=OPEN)),
    "you": (_("Waiting for you"), lambda user: Q(handler=user, status__in=WAITING_FOR_DESK)),
    "unclaimed": (_("Unclaimed"), lambda user: Q(status=Status.SUBMITTED)),
    "desk": (_("Waiting for the desk"), lambda user: Q(status__in=WAITING_FOR_DESK)),
    "mine": (_("Mine"), lambda user: Q(handler=user, status__in=OPEN)),
    "author": (_("Waiting for the author"), lambda user: Q(status__in=WAITING_FOR_AUTHOR)),
    "wrote": (_("The author wrote"), lambda user: Q(author_wrote_at__gt=BEFORE_ALL)),
    "week": (_("Due this week"), lambda user: is_due_this_week()),
    "overdue": (_("Overdue"), lambda user: is_overdue()),
    "scheduled": (_("Scheduled"), lambda user: Q(status=Status.SCHEDULED)),
    "urgent": (_("Urgent"), lambda user: Q(urgent_since__gt=BEFORE_ALL)),
    "closed": (_("Closed"), lambda user: Q(status__in=CLOSED)),
    "all": (_("All"), lambda user: Q()),
}
FIRST_TAB = "open"
UNCOUNTED = ("closed", "all")
# Whatever stands under a tab that is counted stands under one of these as well
AMONG = ("open", "wrote", "urgent")
SHOWN_IF_ANY = ("wrote", "urgent")


def under(name: str, user: User) -> Q:
    """Return what a piece has to be like to stand under the tab `name`."""
    return TABS[name][1](user)


def counts(pieces: SubmissionQuerySet, user: User, **more: Q) -> dict[str, int]:
    """Return how many of `pieces` stand under each tab worth counting, in one query.

    `more` counts what else is asked for among those that stand under a tab of AMONG.
    """
    conditions = {name: under(name, user) for name in TABS if name not in UNCOUNTED} | more
    numbers = {name: Count("pk", filter=condition) for name, condition in conditions.items()}
    among = reduce(operator.or_, (under(name, user) for name in AMONG))
    return pieces.filter(among).aggregate(**numbers)


class TabFilter(admin.SimpleListFilter):
    """Whose turn it is; shown as tabs."""

    title = _("waiting for")
    parameter_name = "show"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [(name, label) for name, (label, _condition) in TABS.items()]

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
        return queryset.filter(under(self.value(), request.user))

    def tabs(self, changelist: ChangeList, numbers: Mapping[str, int]) -> list[dict[str, Any]]:
        """Return the tabs with their addresses, which keep the other filters."""
        return [
            {
                "label": label,
                "number": numbers.get(name),
                "is_current": name == self.value(),
                "address": changelist.get_query_string({self.parameter_name: name}, remove=["p"]),
            }
            for name, (label, _condition) in TABS.items()
            if name not in SHOWN_IF_ANY or numbers[name] or self.value() == name
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


class HandlerFilter(admin.SimpleListFilter):
    """Who has the piece: one of the editors, named by their public id."""

    title = _("handling editor")
    parameter_name = "handler"
    NOBODY = "nobody"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        editors = (
            User.objects.with_right(Right.HANDLE).order_by("display_name").values_list("public_id", "display_name")
        )
        return [(self.NOBODY, gettext("Nobody yet")), *editors]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() == self.NOBODY:
            return queryset.filter(handler=None)
        known = [public_id for public_id, _name in self.lookup_choices]
        return queryset.filter(handler__public_id=self.value()) if self.value() in known else queryset


class CallFilter(ChoiceFilter):
    """The themed call that a piece answers; not there while the desk has none."""

    title = _("call")
    parameter_name = "call"
    field = "call__code"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [(call.code, str(call)) for call in Call.objects.defer("text_en", "text_fa", "text_ps")]
