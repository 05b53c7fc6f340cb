"""What happened to a made-up piece: a way through the workflow's table that ends in a wanted status."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from submissions.workflow import Status, Who

S = Status


@dataclass(frozen=True)
class Step:
    """One event: `letters` are kinds, True where the letter goes to the author."""

    action: str
    who: Who
    leads_to: Status | None  # None: the status stays
    letters: tuple[tuple[str, bool], ...] = ()


SUBMIT = Step("submit", Who.AUTHOR, S.SUBMITTED, (("receipt", True), ("new-piece", False)))
CLAIM = Step("claim", Who.EDITOR, S.IN_REVIEW)
ASK = Step("request_changes", Who.HANDLER, S.CHANGES_REQUESTED, (("changes-requested", True),))
ANSWER = Step("resubmit", Who.AUTHOR, S.IN_REVIEW, (("receipt-of-version", True), ("author-answered", False)))
ACCEPT = Step("accept", Who.HANDLER, S.ACCEPTED, (("acceptance", True),))
EDIT = Step("edit", Who.HANDLER, None)
DECLINE = Step("decline", Who.HANDLER, S.DECLINED, (("decline", True),))
WITHDRAW = Step("withdraw", Who.AUTHOR, S.WITHDRAWN, (("withdrawal", True), ("piece-withdrawn", False)))
PROOF = Step("send_proof", Who.HANDLER, S.PROOF_SENT, (("proof", True),))
APPROVE = Step("approve_proof", Who.AUTHOR, S.APPROVED, (("proof-approved", False),))
SCHEDULE = Step("schedule", Who.PUBLISHER, S.SCHEDULED, (("scheduled", True),))
PUBLISH = Step("publish", Who.PUBLISHER, S.PUBLISHED, (("published", True),))
WRITE = Step("write", Who.HANDLER, None, (("message", True),))
WRITE_BACK = Step("write_back", Who.AUTHOR, None, (("message-from-author", False),))
TALK = (WRITE, WRITE_BACK)

_READ = (SUBMIT, CLAIM)
_ROUND = (ASK, ANSWER)
_TO_APPROVED = (ACCEPT, EDIT, PROOF, APPROVE)
ENDS: Mapping[Status, tuple[Step, ...]] = {
    S.SUBMITTED: (),
    S.IN_REVIEW: (),
    S.CHANGES_REQUESTED: (ASK,),
    S.ACCEPTED: _TO_APPROVED[:2],
    S.PROOF_SENT: _TO_APPROVED[:3],
    S.APPROVED: _TO_APPROVED,
    S.SCHEDULED: (*_TO_APPROVED, SCHEDULE),
    S.PUBLISHED: (*_TO_APPROVED, PUBLISH),
    S.DECLINED: (DECLINE,),
    S.WITHDRAWN: (WITHDRAW,),
}
WITH_A_ROUND = 0.3  # of the pieces that somebody took up

# How many of a hundred pieces stand where, by the days since they came in (up to that many); the rest is published.
_AGES: tuple[tuple[float, Mapping[Status, float]], ...] = (
    (10, {S.SUBMITTED: 45, S.IN_REVIEW: 35, S.CHANGES_REQUESTED: 6, S.ACCEPTED: 4, S.DECLINED: 10}),
    (
        45,
        {
            S.SUBMITTED: 5,
            S.IN_REVIEW: 15,
            S.CHANGES_REQUESTED: 12,
            S.ACCEPTED: 6,
            S.PROOF_SENT: 4,
            S.APPROVED: 3,
            S.SCHEDULED: 4,
            S.DECLINED: 36,
            S.WITHDRAWN: 3,
            S.PUBLISHED: 12,
        },
    ),
    (
        float("inf"),
        {
            S.IN_REVIEW: 1,
            S.CHANGES_REQUESTED: 3,
            S.ACCEPTED: 1,
            S.DECLINED: 69,
            S.WITHDRAWN: 6,
            S.PUBLISHED: 20,
        },
    ),
)


def status_at(age: float, dice: random.Random) -> Status:
    """Return where a piece that came in `age` days ago stands."""
    shares = next(shares for most, shares in _AGES if age <= most)
    return dice.choices(list(shares), weights=list(shares.values()))[0]


def path_to(status: Status, dice: random.Random) -> list[Step]:
    """Return the steps of a piece from its arrival to `status`."""
    if status == S.SUBMITTED:
        return [SUBMIT]
    round_ = _ROUND if dice.random() < WITH_A_ROUND else ()
    return [*_READ, *round_, *ENDS[status]]


def talked_over(steps: Sequence[Step], events: int, dice: random.Random) -> list[Step]:
    """Return `steps` with messages between them, so that there are `events` of them if they are not more already."""
    spread = list(steps)
    for number in range(events - len(steps)):
        spread.insert(dice.randint(1, len(spread)), TALK[number % 2])
    return spread
