"""The checklist of a piece's kind: what the desk sees by itself, what people tick, and what holds publication."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from aiss.accounts.models import User
from publishing import html
from publishing import services as publishing
from publishing.content import ArticleContent
from submissions import permissions
from submissions.models import Check, ChecklistItem, ChecklistTick, Proof, Submission, Version
from submissions.printing import content_of
from submissions.services.moving import Move, MoveRefused, NotAllowed, record
from submissions.services.proofing import unconfirmed
from submissions.workflow import CLOSED, Status, Who

TICKED_BY_PEOPLE = (Check.BY_HAND, Check.LINKS)
WITH_CLEARED_PROOF = (Status.APPROVED, Status.SCHEDULED, Status.PUBLISHED)
SETTING_A_DATE = ("schedule", "reschedule")

WHAT_TO_DO = {
    Check.BY_HAND: _("See to it, then tick the line."),
    Check.LINKS: _("Open each link of the text, then tick the line."),
    Check.BYLINES: _("Wait until every co-author has confirmed, or send the letter again."),
    Check.BIOS: _("Write what is missing under “Edit names and details”, before the proof is sent."),
    Check.PROOF: _("Send the proof, or recall it and send it anew where something was changed."),
    Check.DISCLAIMER: _("Write it under “Words of the site”."),
}


class How(StrEnum):
    """How a line came to be as it is."""

    BY_ITSELF = "by itself"
    TICKED = "ticked"
    LAPSED = "lapsed"  # ticked for an earlier version
    OPEN = "open"


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of the checklist as it stands for one version."""

    item: ChecklistItem
    how: How
    tick: ChecklistTick | None = None  # the one that counts or, where it lapsed, the last one

    @property
    def text(self) -> str:
        return str(self.item)

    @property
    def is_done(self) -> bool:
        return self.how in {How.BY_ITSELF, How.TICKED}

    @property
    def is_required(self) -> bool:
        return self.item.is_required

    @property
    def holds(self) -> bool:
        """Tell whether the line keeps the piece from being published."""
        return self.is_required and not self.is_done

    @property
    def what_to_do(self) -> str:
        return str(WHAT_TO_DO[Check(self.item.check_by)])


class ChecklistOpen(MoveRefused):
    def __init__(self, lines: Iterable[Line]) -> None:
        self.lines = list(lines)
        super().__init__([line.item.pk for line in self.lines])

    def __str__(self) -> str:
        lines = [
            gettext("“%(line)s”: %(what_to_do)s") % {"line": line.text, "what_to_do": line.what_to_do}
            for line in self.lines
        ]
        return gettext(
            "The checklist is not done yet. %(lines)s The chief editor may publish all the same and write why."
        ) % {"lines": " ".join(lines)}


class OverrideNotAllowed(NotAllowed):
    def __str__(self) -> str:
        return gettext("Only the chief editor may pass over the checklist. Finish its lines, or ask the chief editor.")


class NewerVersion(MoveRefused):
    def __str__(self) -> str:
        return gettext("The text has changed meanwhile. Look at the newest version, then tick the line for that one.")


class NotForTicking(MoveRefused):
    def __str__(self) -> str:
        return gettext("Nobody ticks this line now. Open the piece's page to see how the checklist stands.")


def state_of(submission: Submission, version: Version) -> list[Line]:
    """Return the lines of the kind's checklist in their order, as they stand for `version`."""
    items = list(submission.kind.checklist.filter(is_in_use=True))
    ticks: dict[int, ChecklistTick] = {}
    for tick in (
        submission.ticks.select_related("ticked_by", "version")
        .defer("version__body", "version__standfirst")
        .order_by("version__number")
    ):
        ticks[tick.item_id] = tick
    seen_by_itself = _seen_by_itself(submission, version, {Check(item.check_by) for item in items})
    return [_line(item, version, ticks.get(item.pk), seen_by_itself) for item in items]


def _line(item: ChecklistItem, version: Version, tick: ChecklistTick | None, seen_by_itself: set[Check]) -> Line:
    if item.check_by in seen_by_itself:
        return Line(item=item, how=How.BY_ITSELF)
    if item.check_by not in TICKED_BY_PEOPLE or tick is None:
        return Line(item=item, how=How.OPEN)
    return Line(item=item, how=How.TICKED if tick.version_id == version.pk else How.LAPSED, tick=tick)


def _seen_by_itself(submission: Submission, version: Version, asked: set[Check]) -> set[Check]:
    """Return which of the checks that are asked are fulfilled as far as the desk can see without anybody's tick."""
    tests = {
        Check.BYLINES: lambda: not unconfirmed(submission),
        Check.BIOS: lambda: all(person.bio.strip() for person in submission.contributors.all()),
        Check.LINKS: lambda: not html.links_in(version.body),
        Check.PROOF: lambda: _is_cleared(submission, version),
        Check.DISCLAIMER: lambda: not publishing.missing_site_texts(submission.language),
    }
    return {check for check in asked if check in tests and tests[check]()}


def _is_cleared(submission: Submission, version: Version) -> bool:
    """Tell whether an approved proof froze, word for word, what would be printed of `version` now.

    Its kind and licence do not count: the desk sets them for all pieces alike, and what is frozen is what is printed.
    """
    if submission.status not in WITH_CLEARED_PROOF:
        return False
    proof: Proof | None = submission.proofs.cleared().first()
    if proof is None:
        return False
    frozen = ArticleContent.from_json(proof.content)
    now = content_of(submission, version)
    return frozen.digest() == proof.digest == replace(now, kind=frozen.kind, licence=frozen.licence).digest()


def open_lines(submission: Submission) -> list[Line]:
    """Return the lines that hold the piece back: required, not done, and not passed over for the date that is set."""
    passed_over = overridden(submission)
    return [line for line in _holding(submission) if line.item.pk not in passed_over]


def _holding(submission: Submission) -> list[Line]:
    return [line for line in state_of(submission, submission.current_version) if line.holds]


def overridden(submission: Submission) -> set[int]:
    """Return the ids of the lines that were passed over when the date that stands now was set."""
    if submission.status != Status.SCHEDULED:
        return set()
    codes = submission.events.filter(action__in=SETTING_A_DATE).order_by("-pk").values_list("codes", flat=True).first()
    return set((codes or {}).get("overridden", []))


def check(move: Move, override_reason: str = "") -> None:
    """Hold publication while a required line is open, unless a chief editor writes why it goes on all the same.

    What was passed over for the date that stands counts as passed over still. The event's codes name every line that
    is, under "overridden", and the reason becomes a text of the event. Raises ChecklistOpen, OverrideNotAllowed.
    """
    holding = _holding(move.submission)
    passed_over = overridden(move.submission)
    still_open = [line for line in holding if line.item.pk not in passed_over]
    if still_open:
        if not override_reason.strip():
            raise ChecklistOpen(still_open)
        if not permissions.can_override_checklist(move.actor):
            raise OverrideNotAllowed
        move.add_text(override_reason, kind="reason")
    if holding:
        move.event.codes = {**move.event.codes, "overridden": [line.item.pk for line in holding]}


def tick(submission: Submission, item: ChecklistItem, *, actor: User, number: int) -> None:
    """Say that a line is seen to in version `number`; a second time changes nothing.

    Raises NotAllowed, NewerVersion, NotForTicking.
    """
    with transaction.atomic():
        version = _ticked_version(submission, item, actor, number)
        _tick, is_new = ChecklistTick.objects.get_or_create(
            submission=submission, item=item, version=version, defaults={"ticked_by": actor}
        )
        if is_new:
            _record(submission, "ticked", item, version, actor)


def untick(submission: Submission, item: ChecklistItem, *, actor: User, number: int) -> None:
    """Take a tick back; a line that has none stays as it is. Raises NotAllowed, NewerVersion, NotForTicking."""
    with transaction.atomic():
        version = _ticked_version(submission, item, actor, number)
        was_ticked, _rows = ChecklistTick.objects.filter(submission=submission, item=item, version=version).delete()
        if was_ticked:
            _record(submission, "unticked", item, version, actor)


def _ticked_version(submission: Submission, item: ChecklistItem, actor: User, number: int) -> Version:
    """Lock the piece and return its current version, if `actor` may say something about `item` of it."""
    locked = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
    if not permissions.can_tick(actor, locked):
        raise NotAllowed
    is_of_kind = item.kind_id == locked.kind_id and item.is_in_use
    if not is_of_kind or item.check_by not in TICKED_BY_PEOPLE or locked.status in CLOSED:
        raise NotForTicking
    version = locked.current_version
    if version.number != number:
        raise NewerVersion
    return version


def _record(submission: Submission, action: str, item: ChecklistItem, version: Version, actor: User) -> None:
    who = min({Who.HANDLER, Who.PUBLISHER, Who.CHIEF} & permissions.parts(actor, submission), key=list(Who).index)
    record(submission, action, actor=actor, who=who, codes={"item": item.pk, "version": version.number})
