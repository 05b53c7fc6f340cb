"""The desk's calendar: what is published when, and which answers are due, month by month in either calendar."""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from publishing.calendar import Calendar, Month, NoSuchMonth, usual_calendar, weekdays
from publishing.dates import in_digits_of, in_words, institute_day
from publishing.models import Article
from submissions import permissions
from submissions.admin.pages import DeskPage, piece_address
from submissions.figures import within
from submissions.models import Review, Submission
from submissions.models.submission import SubmissionQuerySet
from submissions.workflow import TRANSITIONS, WAITING_FOR_AUTHOR, WAITING_FOR_DESK, Status

# What a square of the month has room for, and what a page can list before it stops helping anybody
IN_A_SQUARE = 3
ON_A_PAGE = 150
FIELDS = ("reference", "title", "language", "status", "handler_id", "author_id", "due_on", "publish_at")

# Each sort of date: its words, and the tone of its chip
SORTS: dict[str, tuple[Any, str]] = {
    "scheduled": (_("Scheduled"), "clock"),
    "published": (_("Published"), "done"),
    "author": (_("Author's answer due"), "author"),
    "promised": (_("Answer promised"), "new"),
    "review": (_("Review due"), "desk"),
}
DONE_BY_THE_CLOCK = ("scheduled", "published")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One date of one piece. `time` and `move` (the address of the form that moves the date) may be empty."""

    sort: str
    label: str
    tone: str
    day: datetime.date
    title: str
    language: str
    direction: str
    reference: str
    address: str
    time: str
    move: str
    is_late: bool


@dataclass(frozen=True, kw_only=True)
class Day:
    """A square of the month; `other` is what the other calendar calls the day."""

    date: datetime.date
    number: str
    other: str
    words: str
    is_in_month: bool
    is_today: bool
    entries: list[Entry]

    @property
    def first_entries(self) -> list[Entry]:
        return self.entries[:IN_A_SQUARE]

    @property
    def more(self) -> int:
        return max(0, len(self.entries) - IN_A_SQUARE)


def _entry(piece: Submission, sort: str, day: datetime.date, *, time: str = "", move: str = "") -> Entry:
    label, tone = SORTS[sort]
    return Entry(
        sort=sort,
        label=str(label),
        tone=tone,
        day=day,
        title=piece.title,
        language=piece.language,
        direction="rtl" if piece.language in settings.LANGUAGES_BIDI else "ltr",
        reference=piece.reference,
        address=piece_address(piece),
        time=time,
        move=move,
        is_late=sort not in DONE_BY_THE_CLOCK and day < timezone.localdate(),
    )


class Dates:
    """Every date that a viewer may see between two days, in four queries; each brings so many rows at most."""

    def __init__(self, request: HttpRequest, first: datetime.date, last: datetime.date, language: str) -> None:
        self.user = request.user
        self.first, self.last = first, last
        visible = permissions.visible_at_desk(self.user)
        self.pieces: SubmissionQuerySet = visible.filter(language=language) if language else visible

    def all(self) -> list[Entry]:
        """Return the entries by day and hour, one more than a page lists where there are more."""
        found = [*self._scheduled(), *self._published(), *self._due(), *self._reviews()]
        found.sort(key=lambda entry: (entry.day, not entry.time, entry.time, entry.reference))
        return found[: ON_A_PAGE + 1]

    def _move(self, piece: Submission, name: str) -> str:
        is_open = permissions.is_open_at_sight(self.user, TRANSITIONS[name], piece)
        return piece_address(piece, name) if is_open else ""

    def _scheduled(self) -> Iterator[Entry]:
        pieces = self.pieces.filter(within("publish_at", self.first, self.last), status=Status.SCHEDULED)
        for piece in pieces.only(*FIELDS).order_by("publish_at")[: ON_A_PAGE + 1]:
            yield _entry(
                piece,
                "scheduled",
                institute_day(piece.publish_at),
                time=_clock(piece.publish_at),
                move=self._move(piece, "reschedule"),
            )

    def _published(self) -> Iterator[Entry]:
        articles = Article.objects.filter(within("published_at", self.first, self.last))
        pieces = self.pieces.filter(article__in=articles.values("pk"))
        dated = pieces.only(*FIELDS).annotate(at=F("article__published_at")).order_by("at")
        for piece in dated[: ON_A_PAGE + 1]:
            yield _entry(piece, "published", institute_day(piece.at), time=_clock(piece.at))

    def _due(self) -> Iterator[Entry]:
        pieces = self.pieces.filter(
            due_on__gte=self.first, due_on__lte=self.last, status__in=(*WAITING_FOR_AUTHOR, *WAITING_FOR_DESK)
        )
        for piece in pieces.only(*FIELDS).order_by("due_on")[: ON_A_PAGE + 1]:
            is_authors = piece.status in WAITING_FOR_AUTHOR
            yield _entry(
                piece, "author" if is_authors else "promised", piece.due_on, move=self._move(piece, "move_due")
            )

    def _reviews(self) -> Iterator[Entry]:
        reviews = Review.objects.under_way().filter(
            due_on__gte=self.first, due_on__lte=self.last, submission__in=self.pieces
        )
        named = reviews.select_related("submission").only("due_on", *(f"submission__{name}" for name in FIELDS))
        for review in named.order_by("due_on")[: ON_A_PAGE + 1]:
            yield _entry(review.submission, "review", review.due_on)


def _clock(moment: datetime.datetime) -> str:
    local = moment.astimezone(ZoneInfo(settings.INSTITUTE_TIME_ZONE))
    return in_digits_of(get_language(), f"{local:%H:%M}")


def other_calendar(calendar: Calendar) -> Calendar:
    return Calendar.GREGORIAN if calendar == Calendar.SOLAR else Calendar.SOLAR


CALENDARS = {Calendar.SOLAR: _("Solar (Hijri)"), Calendar.GREGORIAN: _("Gregorian")}


class CalendarView(DeskPage):
    template_name = "admin/submissions/submission/calendar.html"
    title = _("Calendar")

    @cached_property
    def language(self) -> str:
        """The language that the month is narrowed to, nothing for all."""
        asked = self.request.GET.get("language", "")
        return asked if asked in dict(settings.LANGUAGES) else ""

    @cached_property
    def calendar(self) -> Calendar:
        asked = self.request.GET.get("calendar", "")
        return Calendar(asked) if asked in list(Calendar) else usual_calendar(get_language())

    @cached_property
    def asked(self) -> Month | None:
        """The month that the address names, None where there is no such month."""
        text = self.request.GET.get("month", "")
        try:
            return Month.parse(text, self.calendar) if text else self.present
        except NoSuchMonth:
            return None

    @property
    def month(self) -> Month:
        return self.asked or self.present

    @property
    def present(self) -> Month:
        return Month.of(timezone.localdate(), self.calendar)

    def address(self, month: Month | None, *, calendar: Calendar | None = None) -> str:
        """Return the address of a month, nothing for none, with the language that is chosen."""
        if month is None:
            return ""
        query = {"calendar": (calendar or month.calendar).value, "month": str(month)}
        if self.language:
            query["language"] = self.language
        return f"{reverse('admin:desk_calendar')}?{urlencode(query)}"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        month, language = self.month, get_language()
        found = Dates(request, month.first, month.last, self.language).all()
        entries, is_cut = found[:ON_A_PAGE], len(found) > ON_A_PAGE
        weeks = self._weeks(entries)
        middle = month.first + (month.last - month.first) / 2
        other = Month.of(middle, other_calendar(month.calendar))
        context = self.get_context_data(
            month=month,
            name=month.in_words(language),
            other_name=self._in_other_calendar(month),
            is_unknown=self.asked is None,
            weekdays=weekdays(language),
            weeks=weeks,
            days=[day for week in weeks for day in week if day.entries],
            is_cut=is_cut,
            most=in_digits_of(language, ON_A_PAGE),
            previous=self._link(month.moved_by(-1)),
            next=self._link(month.moved_by(1)),
            present=self._link(self.present),
            calendars=[
                {
                    "label": label,
                    "address": self.address(month if code == month.calendar else other),
                    "is_current": code == month.calendar,
                }
                for code, label in CALENDARS.items()
            ],
            languages=settings.LANGUAGES,
            language=self.language,
        )
        return self.render_to_response(context)

    def _link(self, month: Month | None) -> dict[str, str]:
        if month is None:
            return {}
        return {"label": month.in_words(get_language()), "address": self.address(month)}

    def _in_other_calendar(self, month: Month) -> str:
        """Return from which to which day of the other calendar the month goes."""
        other, language = other_calendar(month.calendar), get_language()
        first, last = Month.of(month.first, other), Month.of(month.last, other)
        return gettext("%(first)s to %(last)s") % {
            "first": f"{in_digits_of(language, first.number_of(month.first))} {first.in_words(language)}",
            "last": f"{in_digits_of(language, last.number_of(month.last))} {last.in_words(language)}",
        }

    def _weeks(self, entries: list[Entry]) -> list[list[Day]]:
        by_day: dict[datetime.date, list[Entry]] = defaultdict(list)
        for entry in entries:
            by_day[entry.day].append(entry)
        return [[self._day(day, by_day) for day in week] for week in self.month.weeks(get_language())]

    def _day(self, date: datetime.date, by_day: dict[datetime.date, list[Entry]]) -> Day:
        language, calendar = get_language(), self.month.calendar
        other = Month.of(date, other_calendar(calendar))
        own = Month.of(date, calendar)
        return Day(
            date=date,
            number=in_digits_of(language, own.number_of(date)),
            other=in_digits_of(language, other.number_of(date)),
            words=in_words(date, language),
            is_in_month=own == self.month,
            is_today=date == timezone.localdate(),
            entries=by_day.get(date, []),
        )
