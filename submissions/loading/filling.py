"""Fill an empty desk, or a demo, with as many pieces, letters and events as are asked for."""

import datetime
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from aiss.accounts.models import User
from aiss.mail.models import OutgoingEmail
from publishing.loading.batch import Batch
from publishing.loading.texts import TextMaker
from publishing.models import Article, ArticleRevision, Byline, Work
from submissions.loading.letters import add_letter
from submissions.loading.paths import path_to, status_at, talked_over
from submissions.loading.people import Authors, make_editors
from submissions.loading.pieces import PieceRows, Plan
from submissions.loading.quotas import Quota
from submissions.models import (
    Contributor,
    Decision,
    Declaration,
    Event,
    EventText,
    Identity,
    InternalNote,
    Kind,
    Letter,
    LicenceText,
    Proof,
    ReferenceCounter,
    Submission,
    Version,
)
from submissions.services.submitting import REFERENCE_PREFIX
from submissions.workflow import Status

SEED = 20
YEARS = datetime.timedelta(days=3 * 365)
AT_A_TIME = 500  # pieces in one transaction
LANGUAGES = {"fa": 50, "en": 35, "ps": 15}
ACADEMIC_ONE_IN = 20
LONG_STORY_ONE_IN = 200  # has as many events more; the pieces after it have the fewer
LONGER_BY = 50
COPIED_ONE_IN = 250  # takes half of an earlier text over
WORDS = {"opinion": (650, 950), "academic": (2500, 3200)}
TABLES = (
    User, Work, Article, Byline, ArticleRevision, Submission, Contributor, Identity, Declaration, Version, Decision,
    Proof, Event, EventText, InternalNote, OutgoingEmail, Letter,
)  # fmt: skip


class DeskInUse(Exception):
    def __str__(self) -> str:
        return (
            "This desk has pieces or articles and is no demo, so nothing was written. Made-up pieces belong into a "
            "demo (DEMO=true) or into an empty database of their own."
        )


@dataclass(frozen=True, kw_only=True)
class Made:
    """How much there is by now."""

    pieces: int
    letters: int
    events: int


def fill(*, pieces: int, letters: int, events: int) -> Iterator[Made]:
    """Add that many made-up pieces with their letters and events, and yield what there is after each batch.

    The same numbers give the same desk, dates and random ids apart. No letter waits to be sent. Raises DeskInUse.
    """
    if not settings.DEMO and (Submission.objects.exists() or Article.objects.exists()):
        raise DeskInUse
    filler = _Filler(pieces, letters, events)
    for start in range(0, pieces, AT_A_TIME):
        with transaction.atomic():
            filler.add(range(start, min(start + AT_A_TIME, pieces)))
        yield filler.made


class _Filler:
    def __init__(self, pieces: int, letters: int, events: int) -> None:
        self._dice = random.Random(SEED)  # noqa: S311 - nothing here is secret
        self._pieces = pieces
        self._letters, self._events = Quota(letters, pieces), Quota(events, pieces)
        self._makers = {language: TextMaker(language, self._dice) for language in LANGUAGES}
        self._kinds = {kind.code: kind for kind in Kind.objects.filter(code__in=WORDS)}
        self._licence = LicenceText.objects.current(settings.LANGUAGE_CODE)
        self._editors = make_editors()
        self._references = {counter.year: counter.last for counter in ReferenceCounter.objects.all()}
        self._texts: list[tuple[str, Sequence[str]]] = []  # the last ones, to be copied from
        self._made = 0
        self._now = timezone.now()
        self._batch = Batch(TABLES)
        self._authors = Authors(self._batch, self._dice, User.objects.count())

    @property
    def made(self) -> Made:
        return Made(pieces=self._made, letters=self._letters.given, events=self._events.given)

    def add(self, numbers: range) -> None:
        """Write the rows of these pieces; call it inside a transaction."""
        for number in numbers:
            self._add_piece(number)
        self._batch.write()
        self._batch.close()
        for year, last in self._references.items():
            ReferenceCounter.objects.update_or_create(year=year, defaults={"last": last})
        self._made += len(numbers)

    def _add_piece(self, number: int) -> None:
        plan = self._plan(number)
        rows = PieceRows(plan, batch=self._batch, maker=self._makers[plan.language], dice=self._dice)
        rows.make()
        self._events.given += len(rows.events)
        self._add_letters(plan, rows.events)

    def _plan(self, number: int) -> Plan:
        dice = self._dice
        created_at = self._now - YEARS * (1 - (number + dice.random()) / self._pieces)
        age = (self._now - created_at).days
        last = self._pieces - number - 1
        # The newest pieces stand in each status once, so that a small desk lacks none.
        status = list(Status)[last] if last < len(Status) else status_at(age, dice)
        language = dice.choices(list(LANGUAGES), weights=list(LANGUAGES.values()))[0]
        kind = self._kinds["academic" if dice.randrange(ACADEMIC_ONE_IN) == 0 else "opinion"]
        return Plan(
            reference=self._reference(created_at),
            language=language,
            kind=kind,
            licence=self._licence,
            author=self._authors.one(language),
            editor=dice.choice(self._editors),
            status=status,
            steps=talked_over(path_to(status, dice), self._events_of(number), dice),
            created_at=created_at,
            paragraphs=self._text(number, language, WORDS[kind.code]),
        )

    def _events_of(self, number: int) -> int:
        return self._events.next() + (LONGER_BY if number % LONG_STORY_ONE_IN == 0 else 0)

    def _reference(self, created_at: datetime.datetime) -> str:
        year = timezone.localdate(created_at).year
        self._references[year] = self._references.get(year, 0) + 1
        return f"{REFERENCE_PREFIX}-{year}-{self._references[year]:04d}"

    def _text(self, number: int, language: str, words: tuple[int, int]) -> list[str]:
        paragraphs = self._makers[language].paragraphs(self._dice.randint(*words))
        if (number + 1) % COPIED_ONE_IN == 0:
            source = next((text for written_in, text in self._texts if written_in == language), [])
            paragraphs[: len(source) // 2] = source[: len(source) // 2]
        self._texts = [(language, paragraphs), *self._texts[: COPIED_ONE_IN // 10]]
        return paragraphs

    def _add_letters(self, plan: Plan, events: Sequence[Event]) -> None:
        """Add the letters of the piece's steps: the earlier ones first, and more news to the desk where some lack."""
        due = self._letters.next()
        owed = [
            (event, kind, is_to_author)
            for step, event in zip(plan.steps, events, strict=True)
            for kind, is_to_author in step.letters
        ]
        owed += [(events[0], "new-piece", False)] * (due - len(owed))
        for number, (event, kind, is_to_author) in enumerate(owed[:due], start=1):
            add_letter(self._batch, event, kind, number, is_to_author=is_to_author, dice=self._dice)
            self._letters.given += 1
        for event in {event.pk: event for event, _kind, is_to_author in owed[due:] if is_to_author}.values():
            event.is_without_letter = True
