"""Figures over a chosen period, with charts, tables, and the same as a file for a spreadsheet."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from publishing.calendar import Month, day_and_month, usual_calendar
from publishing.dates import in_digits_of, in_words
from submissions import permissions
from submissions.admin import charts
from submissions.admin.charts import Chart, Series
from submissions.admin.export import rows_for
from submissions.admin.pages import DeskPage
from submissions.admin_forms.figures import USUAL, PeriodForm, last_days
from submissions.figures import Counts, Figures, Group, Step, Unit, Wait, figures
from submissions.models import Kind
from submissions.models.submission import SubmissionQuerySet
from submissions.spreadsheet import as_csv

VERBS: Mapping[str, Any] = {
    "received": _("Received"),
    "accepted": _("Accepted"),
    "declined": _("Declined"),
    "published": _("Published"),
}
STEPS: Mapping[Unit, Any] = {Unit.WEEK: _("Week from"), Unit.MONTH: _("Month"), Unit.YEAR: _("Year")}


def number(value: float) -> str:
    """Return a count, or days to one decimal, in the viewer's digits."""
    language = get_language()
    if isinstance(value, int):
        return in_digits_of(language, value)
    text = in_digits_of(language, f"{value:.1f}")
    return text if language == "en" else text.replace(".", "٫")


def days(wait: Wait) -> str:
    """Return a median in words, or a dash where nothing was reached."""
    if wait.median is None:
        return "–"
    rounded = round(wait.median, 1)
    return ngettext("%(days)s day", "%(days)s days", 1 if rounded == 1 else 2) % {"days": number(rounded)}


def is_rtl() -> bool:
    return get_language() in settings.LANGUAGES_BIDI


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of a table: a head and its cells."""

    head: str
    cells: Sequence[str]


def _cells(counts: Counts) -> list[str]:
    return [number(getattr(counts, verb)) for verb in VERBS]


def _wait_cells(group: Group) -> list[str]:
    return [
        days(group.answer),
        number(group.answer.waiting),
        days(group.decision),
        number(group.decision.waiting),
    ]


def label_of(step: Step, unit: Unit) -> str:
    """Return what a week, month or year of the series is called."""
    language = get_language()
    if unit == Unit.WEEK:
        return day_and_month(step.start, language)
    month = Month.of(step.start, usual_calendar(language))
    return month.in_words(language) if unit == Unit.MONTH else in_digits_of(language, month.year)


def summary(total: Counts) -> str:
    """Return the four numbers as one sentence."""
    return gettext("Received %(received)s, accepted %(accepted)s, declined %(declined)s, published %(published)s.") % {
        verb: number(getattr(total, verb)) for verb in VERBS
    }


def chart_over_time(found: Figures) -> Chart:
    """Return the chart of what happened week by week, month by month, or year by year."""
    chart = Chart(
        name="over-time",
        title=gettext("What happened, over time"),
        description=summary(found.total.counts) + " " + gettext("All rows have the same scale, which begins at 0."),
    )
    series = [
        Series(
            name=verb,
            label=str(label),
            numbers=[getattr(step.counts, verb) for step in found.steps],
            words=[number(getattr(step.counts, verb)) for step in found.steps],
        )
        for verb, label in VERBS.items()
    ]
    return charts.over_time(chart, series, [label_of(step, found.unit) for step in found.steps], is_rtl=is_rtl())


Groups = Sequence[tuple[str, Group]]


def _lying(chart: Chart, groups: Groups, rows: Mapping[str, tuple[Any, Callable[[Group], Any]]]) -> Chart:
    """Return `chart` with a bar of each group for each of `rows`: what it is called, and where its number is found."""
    series = []
    for name, (label, of) in rows.items():
        values = [of(group) for _name, group in groups]
        series.append(
            Series(
                name=name,
                label=str(label),
                numbers=[(value.median or 0) if isinstance(value, Wait) else value for value in values],
                words=[f"{label}: {days(value) if isinstance(value, Wait) else number(value)}" for value in values],
            )
        )
    return charts.side_by_side(chart, series, [name for name, _group in groups], is_rtl=is_rtl())


def named_groups(found: Figures) -> Groups:
    """Return the figures of each language and each kind with its name; languages first."""
    languages = [(str(label), found.by_language.get(code)) for code, label in settings.LANGUAGES]
    kinds = [(str(kind), found.by_kind.get(kind.pk)) for kind in Kind.objects.all()]
    return [(name, group) for name, group in languages + kinds if group is not None]


def _of(verb: str) -> Callable[[Group], int]:
    return lambda group: getattr(group.counts, verb)


def chart_by_group(groups: Groups) -> Chart:
    chart = Chart(
        name="by-group",
        title=gettext("What happened, by language and kind"),
        description=gettext("For each language and each kind four bars, to one scale that begins at 0."),
    )
    return _lying(chart, groups, {verb: (label, _of(verb)) for verb, label in VERBS.items()})


def chart_of_waiting(groups: Groups) -> Chart:
    chart = Chart(
        name="waiting",
        title=gettext("How long authors waited, by language and kind"),
        description=gettext("The median days to the first answer and to the decision, to one scale that begins at 0."),
    )
    rows = {
        "answer": (gettext("To the first answer"), lambda group: group.answer),
        "decision": (gettext("To the decision"), lambda group: group.decision),
    }
    return _lying(chart, groups, rows)


def headline(found: Figures) -> list[dict[str, str]]:
    """Return the numbers of the whole period, each with its words and what has to be known beside it."""
    total = found.total
    counted = [{"number": number(getattr(total.counts, verb)), "label": str(label)} for verb, label in VERBS.items()]
    return [
        *counted,
        {
            "number": days(total.answer),
            "label": gettext("to the first answer (median)"),
            "note": _still(total.answer, gettext("still without one: %(number)s")),
        },
        {
            "number": days(total.decision),
            "label": gettext("to the decision (median)"),
            "note": _still(total.decision, gettext("still without one: %(number)s")),
        },
    ]


def _still(wait: Wait, sentence: str) -> str:
    return sentence % {"number": number(wait.waiting)} if wait.waiting else ""


def last_ninety_days(pieces: SubmissionQuerySet) -> dict[str, Any]:
    """Return what the home page shows of the figures."""
    found = figures(pieces, *last_days(int(USUAL)), language=get_language())
    return {"headline": headline(found), "chart": chart_over_time(found), **table_over_time(found)}


def table_over_time(found: Figures) -> dict[str, Any]:
    return {
        "step_head": STEPS[found.unit],
        "verbs": list(VERBS.values()),
        "steps": [Row(head=_long_label(step, found.unit), cells=_cells(step.counts)) for step in found.steps],
        "total": _cells(found.total.counts),
    }


def _long_label(step: Step, unit: Unit) -> str:
    return in_words(step.start, get_language()) if unit == Unit.WEEK else label_of(step, unit)


class PeriodPage(DeskPage):
    """A page of one period, which its address names."""

    @cached_property
    def form(self) -> PeriodForm:
        return PeriodForm(self.request.GET)

    @cached_property
    def pieces(self) -> SubmissionQuerySet:
        return permissions.visible_at_desk(self.request.user)

    @property
    def period(self) -> tuple[datetime.date, datetime.date]:
        return self.form.days()


class FiguresView(PeriodPage):
    template_name = "admin/submissions/submission/figures.html"
    title = _("Figures")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        start, end = self.period
        found = figures(self.pieces, start, end, language=get_language())
        groups = named_groups(found)
        context = self.get_context_data(
            form=self.form,
            chosen=self.form.cleaned_data.get("period") or USUAL.value,
            start=start,
            end=end,
            headline=headline(found),
            over_time=chart_over_time(found),
            by_group=chart_by_group(groups),
            waiting=chart_of_waiting(groups),
            groups=[Row(head=name, cells=_cells(group.counts)) for name, group in groups],
            waits=[Row(head=name, cells=_wait_cells(group)) for name, group in groups],
            total_waits=_wait_cells(found.total),
            csv_address=reverse("admin:desk_figures_csv") + f"?period=days&first={start}&last={end}",
            **table_over_time(found),
        )
        return self.render_to_response(context)


class FiguresCsvView(PeriodPage):
    """The pieces behind the figures, one a line: no title and no name, for those are other people's words."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        start, end = self.period
        response = HttpResponse(as_csv(rows_for(self.pieces, start, end)), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="figures-{start}-{end}.csv"'
        return response
