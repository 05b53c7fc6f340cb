"""The pieces behind the figures as rows of a table."""

import datetime
from collections.abc import Iterator

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext

from publishing.dates import institute_day
from submissions.figures import within
from submissions.models import Decision, Kind, Verdict
from submissions.workflow import Status


def _first(verdict: Verdict) -> Subquery:
    """Return when such a decision, still standing, was first made on a piece."""
    made = Decision.objects.standing().filter(submission=OuterRef("pk"), verdict=verdict).order_by("made_at")
    return Subquery(made.values("made_at")[:1])


def heads() -> list[str]:
    return [
        gettext("Reference"),
        gettext("Language"),
        gettext("Kind"),
        gettext("Status"),
        gettext("Received"),
        gettext("First answer"),
        gettext("First decision"),
        gettext("Accepted"),
        gettext("Declined"),
        gettext("Published"),
    ]


def rows_for(pieces: QuerySet, start: datetime.date, end: datetime.date) -> Iterator[list[str]]:
    """Yield the heads, and a row for each of `pieces` that was received, accepted, declined or published in the period.

    Days are those of the institute's clock, written as 2026-11-30 for a spreadsheet to count with.
    """
    yield heads()
    decided = Decision.objects.standing().filter(
        within("made_at", start, end), submission=OuterRef("pk"), verdict__in=(Verdict.ACCEPTED, Verdict.DECLINED)
    )
    found = pieces.filter(
        within("created_at", start, end) | within("article__published_at", start, end) | Q(Exists(decided))
    ).order_by("created_at", "pk")
    languages = {code: str(label) for code, label in settings.LANGUAGES}
    kinds = {kind.pk: str(kind) for kind in Kind.objects.all()}
    for reference, language, kind, status, *moments in found.values_list(
        "reference",
        "language",
        "kind_id",
        "status",
        "created_at",
        "answered_at",
        "decided_at",
        _first(Verdict.ACCEPTED),
        _first(Verdict.DECLINED),
        F("article__published_at"),
    ):
        days = ["" if moment is None else institute_day(moment).isoformat() for moment in moments]
        yield [reference, languages[language], kinds[kind], str(Status(status).label), *days]
