"""What the desk's first page says: whose turn it is, what is due, how the letters fare, and the last 90 days."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from aiss.accounts.models import User
from aiss.accounts.rights import Right
from aiss.mail import outbox, pause
from aiss.mail.models import QueuePause, State
from publishing.dates import in_digits_of, in_words
from submissions import permissions
from submissions.admin.figures import last_ninety_days
from submissions.admin.filters import TABS, counts, under
from submissions.admin.outbox import letters_shown_to
from submissions.admin.pages import piece_address
from submissions.admin.wording import NEXT_STEP
from submissions.letters import moment_in_words
from submissions.models import Review, Submission
from submissions.models.submission import SubmissionQuerySet
from submissions.workflow import Status

QUEUE = "admin:submissions_submission_changelist"
CARDS = ("you", "unclaimed", "author", "overdue", "urgent")
LINES = 6
FAILED_WITHIN = datetime.timedelta(days=30)
# A letter leaves within a minute or two; what has waited this long is worth a look
LATE_AFTER = datetime.timedelta(minutes=15)
FIELDS = ("reference", "title", "language", "status", "status_since", "due_on", "publish_at", "author_wrote_at")
MINUTE, HOUR, DAY = 60, 3600, 86_400


@dataclass(frozen=True, kw_only=True)
class Line:
    """One piece in a few words; `note` says what has to happen, `when` by or since when."""

    title: str
    language: str
    reference: str
    address: str
    note: str
    when: str
    is_late: bool


@dataclass(frozen=True, kw_only=True)
class Extra:
    """Something else that waits; `address` may be empty."""

    words: str
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class Section:
    """A part of the home page. `number` counts all that the lines are the first of."""

    name: str
    title: str
    number: int
    lines: Sequence[Line]
    empty: str
    address: str
    extras: Sequence[Extra] = ()


@dataclass(frozen=True, kw_only=True)
class MailHealth:
    oldest: datetime.timedelta | None
    failed: int
    pause: QueuePause | None
    address: str

    @property
    def is_late(self) -> bool:
        return self.oldest is not None and self.oldest > LATE_AFTER

    @property
    def is_well(self) -> bool:
        return not (self.is_late or self.failed or self.pause)

    @property
    def oldest_in_words(self) -> str:
        return age_in_words(self.oldest) if self.oldest is not None else ""


def age_in_words(age: datetime.timedelta) -> str:
    """Return "5 minutes", "2 hours" or "3 days", rounded down; less than two minutes are "1 minute"."""
    seconds = int(age.total_seconds())
    if seconds >= DAY:
        number = seconds // DAY
        words = ngettext("%(number)s day", "%(number)s days", number)
    elif seconds >= HOUR:
        number = seconds // HOUR
        words = ngettext("%(number)s hour", "%(number)s hours", number)
    else:
        number = max(1, seconds // MINUTE)
        words = ngettext("%(number)s minute", "%(number)s minutes", number)
    return words % {"number": in_digits_of(get_language(), number)}


def days_in_words(number: int) -> str:
    return age_in_words(datetime.timedelta(days=number))


def mail_health(user: User) -> MailHealth:
    """Tell how the letters fare; only those who look after them are led to them."""
    letters = letters_shown_to(user)
    failed = letters.filter(state=State.DEAD, due_at__gte=timezone.now() - FAILED_WITHIN)
    return MailHealth(
        oldest=outbox.oldest_unsent_age(letters),
        failed=failed.count(),
        pause=pause.current(),
        address=reverse("admin:mail_outgoingemail_changelist") if user.has_right(Right.MAIL) else "",
    )


def _until(day: datetime.date | None) -> tuple[str, bool]:
    """Return how far away a day is, and whether it has passed."""
    if day is None:
        return "", False
    left = (day - timezone.localdate()).days
    if left < 0:
        return gettext("%(days)s over") % {"days": days_in_words(-left)}, True
    if left == 0:
        return gettext("due today"), False
    return gettext("%(days)s left") % {"days": days_in_words(left)}, False


def _waiting_for_you(piece: Submission) -> tuple[str, str, bool]:
    when, is_late = _until(piece.due_on)
    return str(NEXT_STEP[Status(piece.status)]), when or _since(piece), is_late


def _since(piece: Submission) -> str:
    days = piece.days_waiting
    return gettext("waits for %(days)s") % {"days": days_in_words(days)} if days else gettext("new today")


def _unclaimed(piece: Submission) -> tuple[str, str, bool]:
    """Say how old the piece is, and what is left of the promised days."""
    left, is_late = _until(piece.due_on)
    return _since(piece), left, is_late


def _for_author(piece: Submission) -> tuple[str, str, bool]:
    when, is_late = _until(piece.due_on)
    return str(NEXT_STEP[Status(piece.status)]), when, is_late


def _due(piece: Submission) -> tuple[str, str, bool]:
    note, _when, _is_late = _for_author(piece)
    return note, in_words(piece.due_on, get_language()), False


def _scheduled(piece: Submission) -> tuple[str, str, bool]:
    return "", moment_in_words(piece.publish_at, get_language()), False


SOONEST = F("due_on").asc(nulls_last=True)
# Each part: its tab of the queue, its title, its order, what a line says, and what stands there when there is none
PARTS: Sequence[tuple[str, Any, tuple[Any, ...], Callable[[Submission], tuple[str, str, bool]], Any]] = (
    ("you", _("Waiting for you"), (SOONEST, "status_since"), _waiting_for_you, _("Nothing waits for you.")),
    ("unclaimed", _("Unclaimed"), (SOONEST, "status_since"), _unclaimed, _("Every piece has its editor.")),
    ("author", _("Waiting for authors"), (SOONEST, "status_since"), _for_author, _("No author is waited for.")),
    ("week", _("Due this week"), ("due_on", "pk"), _due, _("Nothing is due within seven days.")),
    ("scheduled", _("Scheduled"), ("publish_at", "pk"), _scheduled, _("Nothing is scheduled.")),
)


def _line(piece: Submission, say: Callable[[Submission], tuple[str, str, bool]]) -> Line:
    note, when, is_late = say(piece)
    return Line(
        title=piece.title,
        language=piece.language,
        reference=piece.reference,
        address=piece_address(piece),
        note=note,
        when=when,
        is_late=is_late,
    )


def _reviews_asked(visible: SubmissionQuerySet, user: User) -> int:
    return Review.objects.under_way().filter(colleague=user, submission__in=visible).count()


def _extras(user: User, *, wrote: int, asked: int) -> list[Extra]:
    """Return what waits for `user` besides decisions: authors who wrote, and reviews asked of them."""
    found = []
    if wrote:
        words = ngettext("%(number)s author wrote to you.", "%(number)s authors wrote to you.", wrote)
        address = f"{reverse(QUEUE)}?show=wrote&handler={user.public_id}"
        found.append(Extra(words=words % {"number": in_digits_of(get_language(), wrote)}, address=address))
    if asked:
        words = ngettext(
            "%(number)s review is asked of you; its link came by letter.",
            "%(number)s reviews are asked of you; their links came by letter.",
            asked,
        )
        found.append(Extra(words=words % {"number": in_digits_of(get_language(), asked)}))
    return found


def home_of(user: User) -> dict[str, Any]:
    """Return what the home page shows, in a constant number of queries.

    Whoever looks after the letters and not after pieces is shown how the letters fare, anybody else nothing.
    """
    if not permissions.can_use_desk(user):
        return {"mail": mail_health(user)} if user.has_right(Right.MAIL) else {}
    visible = permissions.visible_at_desk(user)
    numbers = counts(visible, user, wrote_to_you=Q(author_wrote_at__isnull=False, handler=user))
    extras = _extras(user, wrote=numbers["wrote_to_you"], asked=_reviews_asked(visible, user))
    queue = reverse(QUEUE)
    sections = [
        Section(
            name=name,
            title=str(title),
            number=numbers[name],
            lines=[
                _line(piece, say) for piece in visible.filter(under(name, user)).only(*FIELDS).order_by(*order)[:LINES]
            ],
            empty=str(empty),
            address=f"{queue}?show={name}",
            extras=extras if name == "you" else (),
        )
        for name, title, order, say, empty in PARTS
    ]
    return {
        "cards": [
            {"name": name, "label": TABS[name][0], "number": numbers[name], "address": f"{queue}?show={name}"}
            for name in CARDS
        ],
        "sections": sections,
        "mail": mail_health(user),
        "publishes": permissions.can_publish_before(user),
        "figures": last_ninety_days(visible),
    }
