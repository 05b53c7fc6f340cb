"""How much the desk received, decided and published in a period, and how long its authors waited.

What happened is counted by the day on which it happened, by the institute's clock, each piece once: a piece received in
March and accepted in May is one received in March and one accepted in May. How long authors waited is told of the
pieces *received* in the period, with how many of them wait still, because the quick answers alone would flatter.
"""

import datetime
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from statistics import median
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast

from publishing.calendar import DAYS_A_WEEK, Month, usual_calendar, week_of
from publishing.models import Article
from submissions.models import Verdict
from submissions.workflow import OPEN

ONE_DAY = datetime.timedelta(days=1)
read = datetime.datetime.fromisoformat
MOST_DAYS_BY_WEEK = 100
MOST_DAYS_BY_MONTH = 750


class Unit(StrEnum):
    """What one step of the series is."""

    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, kw_only=True)
class Counts:
    """What happened in a period, each piece counted once for each.

    received: it arrived. accepted, declined: such a decision was made and still stands; one that was taken back never
    counts, one that a later decision overtook does. published: its article appeared, whatever became of it afterwards.
    """

    received: int = 0
    accepted: int = 0
    declined: int = 0
    published: int = 0


@dataclass(frozen=True, kw_only=True)
class Wait:
    """How long pieces waited for something: the median in days, of how many, and how many open pieces wait still."""

    median: float | None
    reached: int
    waiting: int


@dataclass(frozen=True, kw_only=True)
class Group:
    """The figures of some pieces. `key` is a language, or the id of a kind; None stands for all."""

    key: str | int | None
    counts: Counts
    answer: Wait
    decision: Wait


@dataclass(frozen=True, kw_only=True)
class Step:
    """One week, month or year of the period; the first and the last may be cut off by it. `end` is its last day."""

    start: datetime.date
    end: datetime.date
    counts: Counts


@dataclass(frozen=True, kw_only=True)
class Figures:
    start: datetime.date
    end: datetime.date
    total: Group
    by_language: Mapping[str, Group]
    by_kind: Mapping[int, Group]
    unit: Unit
    steps: tuple[Step, ...]


class _Tally:
    """What is counted of the pieces of one language and one kind while the rows go by."""

    def __init__(self) -> None:
        self.counts: dict[str, int] = defaultdict(int)
        self.to_answer: list[float] = []
        self.to_decision: list[float] = []
        self.without_answer = 0
        self.without_decision = 0


def _group(key: str | int | None, tallies: Sequence[_Tally]) -> Group:
    numbers = {field.name: sum(tally.counts[field.name] for tally in tallies) for field in fields(Counts)}
    return Group(
        key=key,
        counts=Counts(**numbers),
        answer=_wait([tally.to_answer for tally in tallies], sum(tally.without_answer for tally in tallies)),
        decision=_wait([tally.to_decision for tally in tallies], sum(tally.without_decision for tally in tallies)),
    )


def _wait(lots: Sequence[list[float]], waiting: int) -> Wait:
    days = [number for lot in lots for number in lot]
    return Wait(median=median(days) if days else None, reached=len(days), waiting=waiting)


class _Tallies:
    """All that is counted at once: by language and kind, and by the steps of the series."""

    def __init__(self, starts: list[datetime.date]) -> None:
        self.of: dict[tuple[str, int], _Tally] = defaultdict(_Tally)
        self.steps: list[dict[str, int]] = [defaultdict(int) for _start in starts]
        beginnings = [instants(start, start)[0].astimezone(datetime.UTC) for start in starts]
        # PostgreSQL names the zone of an instant; SQLite does not, and means UTC.
        self.beginnings = {True: beginnings, False: [moment.replace(tzinfo=None) for moment in beginnings]}

    def count(self, verb: str, moment: datetime.datetime, tally: _Tally) -> None:
        tally.counts[verb] += 1
        self.steps[bisect_right(self.beginnings[moment.tzinfo is not None], moment) - 1][verb] += 1

    def whole(self) -> Group:
        return _group(None, list(self.of.values()))

    def parted(self, place: int) -> dict:
        """Return the groups by language (0) or by kind (1)."""
        return {
            key: _group(key, [tally for parts, tally in self.of.items() if parts[place] == key])
            for key in sorted({parts[place] for parts in self.of})
        }


def instants(start: datetime.date, end: datetime.date) -> tuple[datetime.datetime, datetime.datetime]:
    """Return the first instant of `start` and the first one after `end`, by the institute's clock."""
    zone = ZoneInfo(settings.INSTITUTE_TIME_ZONE)
    return (
        datetime.datetime.combine(start, datetime.time.min, tzinfo=zone),
        datetime.datetime.combine(end + ONE_DAY, datetime.time.min, tzinfo=zone),
    )


def within(field: str, start: datetime.date, end: datetime.date) -> Q:
    """Keep what has its instant `field` on one of these days."""
    first, after = instants(start, end)
    return Q(**{f"{field}__gte": first, f"{field}__lt": after})


def _as_text(field: str) -> Cast:
    """Read an instant as the database writes it: converting it is what takes the time, and Django does so slowly."""
    return Cast(field, CharField())


def _count_received(tallies: _Tallies, pieces: QuerySet, start: datetime.date, end: datetime.date) -> None:
    rows = pieces.filter(within("created_at", start, end)).order_by()
    moments = (_as_text(name) for name in ("created_at", "answered_at", "decided_at"))
    for language, kind, status, created, answered, decided in rows.values_list(
        "language", "kind_id", "status", *moments
    ):
        created_at = read(created)
        tally = tallies.of[language, kind]
        tallies.count("received", created_at, tally)
        if answered is not None:
            tally.to_answer.append(max(0.0, (read(answered) - created_at) / ONE_DAY))
        elif status in OPEN:
            tally.without_answer += 1
        if decided is not None:
            tally.to_decision.append(max(0.0, (read(decided) - created_at) / ONE_DAY))
        elif status in OPEN:
            tally.without_decision += 1


VERBS = {Verdict.ACCEPTED.value: "accepted", Verdict.DECLINED.value: "declined"}


def _count_decided(tallies: _Tallies, pieces: QuerySet, start: datetime.date, end: datetime.date) -> None:
    """Count for each piece its first acceptance and its first refusal in the period."""
    rows = pieces.filter(
        within("decisions__made_at", start, end), decisions__taken_back_at=None, decisions__verdict__in=VERBS
    ).order_by("decisions__made_at")
    seen = set()
    for piece, verdict, language, kind, made in rows.values_list(
        "pk", "decisions__verdict", "language", "kind_id", _as_text("decisions__made_at")
    ):
        if (piece, verdict) not in seen:
            seen.add((piece, verdict))
            tallies.count(VERBS[verdict], read(made), tallies.of[language, kind])


def _count_published(tallies: _Tallies, pieces: QuerySet, start: datetime.date, end: datetime.date) -> None:
    # Asked from the articles' side: so both engines read the few of the period, not every article's row.
    articles = Article.objects.filter(within("published_at", start, end))
    rows = pieces.filter(article__in=articles.values("pk")).order_by()
    for language, kind, published in rows.values_list("language", "kind_id", _as_text("article__published_at")):
        tallies.count("published", read(published), tallies.of[language, kind])


def unit_for(start: datetime.date, end: datetime.date) -> Unit:
    """Return the step in which a period of this length can be read."""
    days = (end - start).days + 1
    if days <= MOST_DAYS_BY_WEEK:
        return Unit.WEEK
    return Unit.MONTH if days <= MOST_DAYS_BY_MONTH else Unit.YEAR


def _first_day(day: datetime.date, unit: Unit, language: str) -> datetime.date:
    if unit == Unit.WEEK:
        return week_of(day, language)
    month = Month.of(day, usual_calendar(language))
    return month.first if unit == Unit.MONTH else Month(month.calendar, month.year, 1).first


# More than the longest unit has, so that a step into the next one lands in it
LONGEST = {Unit.WEEK: DAYS_A_WEEK, Unit.MONTH: 32, Unit.YEAR: 367}


def _starts(start: datetime.date, end: datetime.date, unit: Unit, language: str) -> list[datetime.date]:
    """Return the first day of each step; the first step begins with the period."""
    found = [start]
    while True:
        first = _first_day(found[-1], unit, language)
        following = _first_day(first + datetime.timedelta(days=LONGEST[unit]), unit, language)
        if following > end:
            return found
        found.append(following)


def figures(pieces: QuerySet, start: datetime.date, end: datetime.date, *, language: str = "en") -> Figures:
    """Return the figures of `pieces` from `start` to `end`, both days included, in three queries.

    The series goes by weeks, months or years as readers of `language` count them. Give it what its viewer may see.
    """
    unit = unit_for(start, end)
    starts = _starts(start, end, unit, language)
    tallies = _Tallies(starts)
    _count_received(tallies, pieces, start, end)
    _count_decided(tallies, pieces, start, end)
    _count_published(tallies, pieces, start, end)
    ends = [*(following - ONE_DAY for following in starts[1:]), end]
    return Figures(
        start=start,
        end=end,
        total=tallies.whole(),
        by_language=tallies.parted(0),
        by_kind=tallies.parted(1),
        unit=unit,
        steps=tuple(
            Step(start=first, end=last, counts=Counts(**counts))
            for first, last, counts in zip(starts, ends, tallies.steps, strict=True)
        ),
    )
