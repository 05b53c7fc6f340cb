"""The letters of a piece: which went to whom, and what those that are no secret say."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from aiss.mail.models import OutgoingEmail, State
from submissions.admin import wording
from submissions.admin.pages import PiecePage, piece_address
from submissions.models import Letter, Submission

TO_A_COAUTHOR = "name-to-confirm"
TO_A_REVIEWER = frozenset(
    {"review-agreed", "review-invitation", "review-moved", "review-reminder", "review-stopped", "review-thanks"}
)


@dataclass(frozen=True, kw_only=True)
class LetterRow:
    """One letter as a list shows it; `address` is empty where its words are for the recipient alone."""

    event_id: int
    kind: str
    to_whom: str
    is_to_author: bool
    state: str
    state_label: str
    at: datetime.datetime
    leaves_at: datetime.datetime | None  # of a letter that is held back until then
    address: str

    @property
    def has_failed(self) -> bool:
        return self.state == State.DEAD


def _to_whom(letter: Letter, email: OutgoingEmail) -> str:
    if letter.is_to_author:
        return gettext("the author")
    if email.kind in TO_A_REVIEWER:
        return gettext("a reviewer")
    return gettext("a co-author") if email.kind == TO_A_COAUTHOR else gettext("the desk")


def _row(letter: Letter, piece: Submission) -> LetterRow:
    email = letter.email
    return LetterRow(
        event_id=letter.event_id,
        kind=str(wording.LETTERS.get(email.kind, email.kind)),
        to_whom=_to_whom(letter, email),
        is_to_author=letter.is_to_author,
        state=email.state,
        state_label=email.get_state_display(),
        at=email.sent_at or email.due_at,
        leaves_at=email.due_at if email.state == State.WAITING and email.due_at > timezone.now() else None,
        address="" if email.secret else piece_address(piece, "letter", letter.pk),
    )


def letters_of(piece: Submission) -> list[LetterRow]:
    """Return the letters of `piece`, the newest first, without reading an address or a body."""
    letters = (
        Letter.objects.filter(event__submission=piece)
        .select_related("email")
        .defer("email__recipient", "email__text", "email__html")
        .order_by("-pk")
    )
    return [_row(letter, piece) for letter in letters]


def by_event(letters: Iterable[LetterRow]) -> defaultdict[int, list[LetterRow]]:
    """Return the letters that belong to each event, by its id."""
    found = defaultdict(list)
    for letter in letters:
        found[letter.event_id].append(letter)
    return found


class LetterView(PiecePage):
    """The words of one letter; one that holds a private link is answered like one that does not exist."""

    template_name = "admin/submissions/submission/letter.html"
    title = _("Letter")

    @cached_property
    def letter(self) -> Letter:
        letters = Letter.objects.filter(event__submission=self.piece, email__secret=False).select_related("email")
        letter = letters.filter(pk=self.kwargs["letter"]).first()
        if letter is None:
            raise Http404
        return letter

    def get(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        email = self.letter.email
        row = _row(self.letter, self.piece)
        return self.render_to_response(self.get_context_data(title=row.kind, letter=row, email=email))
