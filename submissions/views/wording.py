"""What the author reads about a text and about where a piece stands."""

import datetime
from dataclasses import dataclass

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from publishing import html
from publishing.dates import in_digits_of
from publishing.lifecycle import SHOWN, Page, State
from submissions.comparing import words_in_words
from submissions.models import Arrival, Call, Draft, Kind, Submission
from submissions.workflow import WHAT_HAPPENS_NEXT, WHO_ACTS_NEXT, Actor, Status


@dataclass(frozen=True, kw_only=True)
class TextInShort:
    """The draft's text in two lines; `hint` is empty where the length is as usual."""

    filename: str
    words: str
    hint: str


def range_of(kind: Kind) -> str:
    """Return “Opinion: 700 to 1,600 words.” in the page's language and digits."""
    sentence = gettext("%(kind)s: %(least)s to %(most)s words.") % {
        "kind": kind.name_in(get_language()),
        "least": f"{kind.min_words:,}",
        "most": f"{kind.max_words:,}",
    }
    return in_digits_of(get_language(), sentence)


def length_of(kind: Kind) -> str:
    """Return “700 to 1,600 words.” in the page's language and digits."""
    values = {"least": f"{kind.min_words:,}", "most": f"{kind.max_words:,}"}
    return in_digits_of(get_language(), gettext("%(least)s to %(most)s words.") % values)


@dataclass(frozen=True, kw_only=True)
class KindInShort:
    """A kind where it is chosen: its length with its name and without, and what the desk advises."""

    name: str
    range: str
    length: str
    guidance: str
    guidance_language: str  # English stands in


def kinds_in_short() -> list[KindInShort]:
    """Return the kinds on offer in the page's language."""
    language = get_language()
    return [
        KindInShort(
            name=kind.name_in(language),
            range=range_of(kind),
            length=length_of(kind),
            guidance=kind.in_language("guidance", language),
            guidance_language=language if getattr(kind, f"guidance_{language}", "") else "en",
        )
        for kind in Kind.objects.offered()
    ]


@dataclass(frozen=True, kw_only=True)
class CallInShort:
    """An open call as an author reads it; `closes_on` is None where it stays open."""

    code: str
    title: str
    text: str
    language: str  # of title and text: English stands in
    kind: str
    closes_on: datetime.date | None


def calls_in_short() -> list[CallInShort]:
    """Return the calls open today in the page's language, the one that closes first at the head."""
    return [call_in_short(call) for call in Call.objects.open_on().select_related("kind")]


def call_in_short(call: Call) -> CallInShort:
    language = get_language()
    return CallInShort(
        code=call.code,
        title=call.in_language("title", language),
        text=call.in_language("text", language),
        language=language if getattr(call, f"text_{language}", "") else "en",
        kind=call.kind.name_in(language) if call.kind else "",
        closes_on=call.closes_on,
    )


def hint_for(number: int, kind: Kind) -> str:
    """Return a sentence where a text is shorter or longer than its kind usually is; nothing is ever refused for it."""
    if kind.min_words <= number <= kind.max_words:
        return ""
    values = {
        "kind": kind.name_in(get_language()),
        "least": f"{kind.min_words:,}",
        "most": f"{kind.max_words:,}",
    }
    if number < kind.min_words:
        sentence = gettext(
            "This is shorter than usual: “%(kind)s” has %(least)s to %(most)s words. You may still send it."
        )
    else:
        sentence = gettext(
            "This is longer than usual: “%(kind)s” has %(least)s to %(most)s words. You may still send it."
        )
    return in_digits_of(get_language(), sentence % values)


def text_in_short(draft: Draft) -> TextInShort | None:
    """Return what the draft holds as its text, or None where it holds none."""
    fields = draft.fields
    if fields["is_kept_as_sent"]:
        return TextInShort(filename=fields["filename"], words="", hint="")
    if not fields["body"]:
        return None
    number = html.count_words(fields["body"])
    kind = Kind.objects.named(fields["kind"])
    return TextInShort(filename=fields["filename"], words=words_in_words(number), hint=hint_for(number, kind))


NEXT_FOR_AUTHOR = {
    Status.CHANGES_REQUESTED: _("Please read what the desk asks for, and send a new version."),
    Status.PROOF_SENT: _("Please read the final page. Approve it, or say what should be different."),
    Status.DECLINED: _("The piece will not be published here. You are free to offer it elsewhere."),
    Status.WITHDRAWN: _("You have withdrawn the piece. Nothing more happens to it."),
    Status.PUBLISHED: _("The piece is public."),
}
WHO_ACTS = {
    Actor.AUTHOR: _("You"),
    Actor.DESK: _("The desk"),
    Actor.EDITOR: _("Your editor"),
    Actor.CLOCK: _("Nobody; it happens by itself"),
    Actor.NOBODY: "",
}
ARRIVALS = {
    Arrival.FORM: _("sent by you"),
    Arrival.MAIL: _("received by e-mail"),
    Arrival.DESK: _("edited at the desk"),
}


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where a piece stands, for its author; `tone` names the chip's colour."""

    status: str
    tone: str
    next: str
    who: str  # empty where nobody has to act


def standing_of(piece: Submission) -> Standing:
    status = piece.status_shown
    actor = WHO_ACTS_NEXT[status]
    if status == Status.PUBLISHED and is_gone(piece):
        return Standing(
            status=gettext("Taken from the site"),
            tone="closed",
            next=gettext("The article cannot be read at present."),
            who=str(WHO_ACTS[Actor.DESK]),
        )
    tone = "done" if status == Status.PUBLISHED else "closed" if actor == Actor.NOBODY else str(actor.value)
    return Standing(
        status=str(piece.status_for_author),
        tone="desk" if actor == Actor.EDITOR else tone,
        next=str(NEXT_FOR_AUTHOR.get(status, WHAT_HAPPENS_NEXT[status])),
        who=str(WHO_ACTS[actor]),
    )


def is_gone(piece: Submission) -> bool:
    """Tell whether the piece's article was taken away."""
    return piece.article is not None and SHOWN[State(piece.article.state)].page == Page.GONE


# What was found at the ends of a text, by the name of its field
FOUND = {
    "title": _("Title"),
    "standfirst": _("Standfirst"),
    "public_name": _("Name"),
    "bio": _("Line about the author"),
    "coauthors": _("Co-authors"),
}
