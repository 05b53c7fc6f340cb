"""The author's pieces: the list, and the page of each."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from publishing import services as publishing
from submissions import permissions
from submissions.comparing import words_in_words
from submissions.forms.answers import WriteForm
from submissions.models import Draft, Submission
from submissions.services import drafting, taking_back
from submissions.views import timeline
from submissions.views.base import PiecePage, SignedInPage, remember
from submissions.views.keeping import next_step
from submissions.views.thread import thread_of
from submissions.views.wording import ARRIVALS, Standing, is_gone, standing_of
from submissions.workflow import Status

# What the author may do, with the address it is done at; the first ones are what the piece waits for.
ACTIONS = {
    "resubmit": ("answer", _("Send a new version")),
    "approve_proof": ("proof", _("Read the final page and answer")),
    "ask_rename": ("ask-rename", _("Ask to change my name")),
    "ask_takedown": ("ask-takedown", _("Ask to take this down")),
    "withdraw": ("withdraw", _("Withdraw the piece")),
}
AWAITED = ("resubmit", "approve_proof")


@dataclass(frozen=True, kw_only=True)
class Action:
    address: str
    label: str
    is_awaited: bool


@dataclass(frozen=True, kw_only=True)
class Row:
    piece: Submission
    standing: Standing


def actions_open(user, piece: Submission) -> list[Action]:
    """Return what the author may do now, the awaited first."""
    names = {move.name for move in permissions.moves_open_to(user, piece)}
    return [
        Action(address=f"submissions:{address}", label=label, is_awaited=name in AWAITED)
        for name, (address, label) in ACTIONS.items()
        if name in names
    ]


class MyPage(SignedInPage):
    template_name = "submissions/my.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        pieces = Submission.objects.of_author(request.user).select_related("article", "held_decision")
        return self.page(
            rows=[Row(piece=piece, standing=standing_of(piece)) for piece in pieces],
            drafts=[] if request.user.is_staff else drafting.of_address(request.user.email_index),
        )


class OpenDraftPage(SignedInPage):
    """Go on, in this browser, with a draft under the confirmed address; only a POST does."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.to("my")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        draft = self.draft_of(request.user, pk)
        if request.POST.get("action") == "delete":
            drafting.discard(draft)
            return self.to("my")
        return remember(self.to(next_step(draft)), drafting.open_again(draft))

    def draft_of(self, user, pk: int) -> Draft:
        drafts = {} if user.is_staff else {draft.pk: draft for draft in drafting.of_address(user.email_index)}
        if pk not in drafts:
            raise Http404
        return drafts[pk]


class PieceView(PiecePage):
    template_name = "submissions/piece.html"

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        piece = self.piece
        versions = piece.versions.defer("body", "standfirst")
        return self.page(
            piece=piece,
            standing=standing_of(piece),
            article_address="" if piece.article is None or is_gone(piece) else publishing.address(piece.article),
            actions=actions_open(request.user, piece),
            shown=taking_back.shown_to_author(piece),
            message=message_of_request(piece),
            thread=thread_of(piece),
            form=WriteForm(),
            versions=[(version, words_in_words(version.words), ARRIVALS[version.arrival]) for version in versions],
            timeline=timeline.entries_of(piece),
            letters=timeline.letters_of(piece),
        )


def message_of_request(piece: Submission) -> str:
    """Return what the desk asked for, while the piece waits for the author's answer to it."""
    if piece.status_shown != Status.CHANGES_REQUESTED:
        return ""
    event = taking_back.known_to_author(piece).filter(action="request_changes").order_by("-pk").first()
    texts = event.texts.filter(is_for_author=True, erased_at=None) if event else []
    return "\n\n".join(text.text for text in texts)
