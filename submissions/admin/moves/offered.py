"""Which moves an editor is offered on a piece now, and how their buttons look."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from aiss.accounts.models import User
from publishing.lifecycle import moves_from
from submissions import permissions
from submissions.admin.pages import piece_address
from submissions.models import Submission
from submissions.workflow import Status, Transition, Who

# The move that a status waits for
LIKELY: Mapping[Status, str] = {
    Status.SUBMITTED: "claim",
    Status.IN_REVIEW: "accept",
    Status.ACCEPTED: "send_proof",
    Status.APPROVED: "schedule",
}
LOOKS = ("likely", "plain", "grave")
GRAVE = frozenset({"decline", "hide"})
ONE_CLICK = frozenset({"claim", "hide"})
# Their buttons stand in a part of the piece's page that is their own: the conversation, and the decision just made
ELSEWHERE = frozenset({"write", "take_back"})
OF_THE_ARTICLE = frozenset({"correct", "update", "hide", "unhide"})
AT_THE_DESK = frozenset(
    {"claim", "assign", "release", "edit", "edit_details", "move_due", "recall_proof", "reschedule", "unschedule"}
)

SAID_BY_MAIL: Mapping[str, str] = {
    "resubmit": _("They sent a new version"),
    "withdraw": _("They withdraw the piece"),
    "approve_proof": _("They approve the proof"),
    "dispute_proof": _("They ask for a change to the proof"),
    "write_back": _("They wrote to us"),
    "ask_takedown": _("They ask to take the article down"),
    "ask_rename": _("They ask to change the printed name"),
}


@dataclass(frozen=True, kw_only=True)
class Button:
    name: str
    label: str
    address: str
    look: str
    is_one_click: bool = False


def _fits_article(piece: Submission, name: str) -> bool:
    if name not in OF_THE_ARTICLE:
        return True
    return piece.article is not None and name in moves_from(piece.article.state)


def _button(piece: Submission, transition: Transition, *, is_own: bool) -> Button:
    name = transition.name
    look = "likely" if LIKELY.get(Status(piece.status)) == name else "grave" if name in GRAVE else "plain"
    return Button(
        name=name,
        label=str(transition.label),
        address=piece_address(piece, name),
        look=look,
        is_one_click=name in ONE_CLICK and not is_own,
    )


def offered(user: User, piece: Submission) -> dict[str, list[Button]]:
    """Return the buttons of what `user` may do now, decisions apart from the work around them."""
    open_now = [
        transition
        for transition in permissions.moves_open_to(user, piece)
        if Who.AUTHOR not in transition.who
        and transition.name not in ELSEWHERE
        and _fits_article(piece, transition.name)
    ]
    buttons = [_button(piece, transition, is_own=piece.author_id == user.pk) for transition in open_now]
    decisions = [button for button in buttons if button.look == "likely" or button.name not in AT_THE_DESK]
    return {
        "decisions": sorted(decisions, key=lambda button: LOOKS.index(button.look)),
        "work": [button for button in buttons if button.look != "likely" and button.name in AT_THE_DESK],
    }


def offered_by_mail(user: User, piece: Submission) -> list[Button]:
    """Return the buttons for what the author answered by mail; nobody speaks for themselves this way.

    While a decision is held back there is nothing to enter: its author does not know of it yet.
    """
    if piece.author_id == user.pk or piece.is_held:
        return []
    return [
        Button(
            name=transition.name,
            label=str(SAID_BY_MAIL[transition.name]),
            address=piece_address(piece, transition.name),
            look="plain",
        )
        for transition in permissions.moves_open_to(user, piece, by_mail=True)
    ]
