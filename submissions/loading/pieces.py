"""One made-up piece as rows: its people, versions, decisions, proof, article, events, letters and marks."""

import datetime
import hashlib
import random
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from aiss.accounts.models import User
from publishing.loading.batch import Batch
from publishing.loading.texts import TextMaker, as_html
from submissions.duplicates import traces_of
from submissions.loading.paths import SUBMIT, TALK, Step
from submissions.loading.printed import add_article, add_proof
from submissions.models import (
    Arrival,
    Contributor,
    Decision,
    Declaration,
    DeclineReason,
    Event,
    EventText,
    Identity,
    InternalNote,
    Kind,
    LicenceText,
    Submission,
    TextMark,
    Version,
)
from submissions.models.decision import Verdict
from submissions.services.indexing import parts_of, sought_by
from submissions.workflow import CLOSED, WAITING_FOR_AUTHOR, Status, Who

VERDICTS = {
    "request_changes": Verdict.CHANGES,
    "accept": Verdict.ACCEPTED,
    "decline": Verdict.DECLINED,
}
LONGEST = datetime.timedelta(days=40)  # from arrival to the end
TO_PUBLICATION = datetime.timedelta(days=30)
BY_AUTHOR = frozenset({Who.AUTHOR})
WITH_COAUTHOR, WITH_PEN_NAME, WITH_NOTE, URGENT = 0.15, 0.08, 0.2, 0.01


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What a piece is to be, decided before its rows are made."""

    reference: str
    language: str
    kind: Kind
    licence: LicenceText
    author: User
    editor: User
    status: Status
    steps: Sequence[Step]
    created_at: datetime.datetime
    paragraphs: Sequence[str]


class PieceRows:
    """The rows of one piece, added to a batch as its steps are walked."""

    def __init__(self, plan: Plan, *, batch: Batch, maker: TextMaker, dice: random.Random) -> None:
        self._plan, self._batch, self._maker, self._dice = plan, batch, maker, dice
        self._paragraphs = list(plan.paragraphs)
        self._title = maker.title()
        self._standfirst = maker.line()
        self._status = Status.SUBMITTED
        self.events: list[Event] = []

    def make(self) -> Submission:
        plan = self._plan
        piece = self._piece = self._batch.add(
            Submission(
                reference=plan.reference,
                author=plan.author,
                kind=plan.kind,
                language=plan.language,
                letter_language=plan.author.language,
                is_pen_name=self._dice.random() < WITH_PEN_NAME,
                title=self._title,
                handler=None if plan.status == Status.SUBMITTED else plan.editor,
                status=plan.status,
                created_at=plan.created_at,
                status_since=plan.created_at,
            )
        )
        self._add_people()
        self._version = self._add_version(plan.author, Arrival.FORM, plan.created_at)
        for step, at in zip(plan.steps, self._times(), strict=True):
            self._take(step, at)
        self._settle()
        piece.sought = sought_by(piece.reference, self._title, self._standfirst, *self._names)
        plain = "\n\n".join(self._paragraphs)
        for part, value in parts_of(traces_of(piece.title, plain)):
            self._batch.add_plain(TextMark, submission_id=piece.pk, part=part, value=value)
        return piece

    def _times(self) -> list[datetime.datetime]:
        """Return when each step was taken: the first on arrival, the others until now, forty days at most."""
        start, steps = self._plan.created_at, len(self._plan.steps)
        while_ = min(timezone.now() - start, LONGEST)
        later = sorted(self._dice.random() for _ in range(steps - 1))
        return [start, *(start + while_ * share for share in later)]

    def _add_people(self) -> None:
        self._names: list[str] = []
        people = 2 if self._dice.random() < WITH_COAUTHOR else 1
        for position in range(1, people + 1):
            person = self._batch.add(
                Contributor(
                    submission=self._piece,
                    position=position,
                    is_submitting=position == 1,
                    public_name=self._maker.name(),
                    bio=self._maker.line(12),
                    confirmed_at=None if position == 1 else self._plan.created_at,
                )
            )
            self._names.append(person.public_name)
            if position == 1:
                self._first_person = person
                self._batch.add(Identity(contributor=person, legal_name=self._maker.name()))
        self._batch.add(
            Declaration(submission=self._piece, licence=self._plan.licence, declared_at=self._plan.created_at)
        )

    def _add_version(self, by: User, arrival: Arrival, at: datetime.datetime) -> Version:
        body = as_html(self._paragraphs)
        return self._batch.add(
            Version(
                submission=self._piece,
                number=1 if not self.events else self._version.number + 1,
                title=self._title,
                standfirst=self._standfirst,
                body=body,
                words=sum(len(paragraph.split()) for paragraph in self._paragraphs),
                digest=hashlib.sha256(body.encode()).hexdigest(),
                arrival=arrival,
                created_by=by,
                created_at=at,
            )
        )

    def _take(self, step: Step, at: datetime.datetime) -> None:
        piece, actor = self._piece, self._plan.author if step.who in BY_AUTHOR else self._plan.editor
        event = Event(submission=piece, action=step.action, actor=actor, as_who=step.who, at=at)
        event.from_status = "" if step is SUBMIT else self._status
        event.to_status = step.leads_to or self._status
        if step.action in {"edit", "resubmit"}:
            self._paragraphs = self._maker.reworked(self._paragraphs)
            arrival = Arrival.DESK if step.action == "edit" else Arrival.FORM
            event.version = self._version = self._add_version(actor, arrival, at)
        elif step is SUBMIT:
            event.version = self._version
        elif step.action in VERDICTS:
            event.decision = self._decide(VERDICTS[step.action], at)
        elif step.action == "send_proof":
            self._proof = event.proof = add_proof(self._batch, piece, self._version, self._first_person, at)
        elif step.action == "approve_proof":
            self._proof.state, self._proof.answered_at, event.proof = "approved", at, self._proof
        elif step.action == "publish":
            piece.article = add_article(self._batch, self._proof.content, at)
        if self._status != event.to_status:
            piece.status_since = at
        self._status = Status(event.to_status)
        self.events.append(self._batch.add(event))
        if step in TALK:
            words = self._maker.line(30)
            self._batch.add(EventText(event=event, kind=EventText.Kind.MESSAGE, is_for_author=True, text=words))
            piece.author_wrote_at = at if step.who in BY_AUTHOR else None

    def _decide(self, verdict: Verdict, at: datetime.datetime) -> Decision:
        piece = self._piece
        piece.answered_at = piece.answered_at or at
        piece.decided_at = piece.decided_at or at
        piece.decision = self._batch.add(
            Decision(
                submission=piece,
                version=self._version,
                verdict=verdict,
                reason=self._dice.choice(DeclineReason.values) if verdict == Verdict.DECLINED else "",
                made_by=self._plan.editor,
                made_at=at,
                former_status=self._status,
            )
        )
        return piece.decision

    def _settle(self) -> None:
        """Give the piece what its last status asks for, and some what only few have."""
        piece, plan, dice = self._piece, self._plan, self._dice
        if plan.status not in CLOSED:
            days = settings.AUTHOR_DUE_DAYS if plan.status in WAITING_FOR_AUTHOR else settings.PROMISED_DAYS
            piece.due_on = timezone.localdate(piece.status_since) + datetime.timedelta(days=days)
        if plan.status == Status.SCHEDULED:
            piece.publish_at = timezone.now() + TO_PUBLICATION * dice.uniform(0.1, 1)
        if plan.status == Status.PUBLISHED and dice.random() < URGENT:
            piece.urgent_since = piece.status_since
        if plan.status in CLOSED:
            piece.author_wrote_at = None
        if dice.random() < WITH_NOTE:
            note = InternalNote(submission=piece, written_by=plan.editor, text=self._maker.line(25))
            note.written_at = piece.status_since
            self._batch.add(note)
