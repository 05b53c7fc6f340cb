"""What the author reads about a text and about where a piece stands."""

from dataclasses import dataclass

from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from publishing import html
from publishing.dates import in_digits_of
from publishing.lifecycle import SHOWN, Page, State
from submissions.models import Arrival, Draft, Kind, Submission
from submissions.workflow import Actor, Status


@dataclass(frozen=True, kw_only=True)
class TextInShort:
    """The draft's text in two lines; `hint` is empty where the length is as usual."""

    filename: str
    words: str
    hint: str


def words_in_words(number: int) -> str:
    """Return “1,243 words” in the page's language and digits."""
    counted = ngettext("%(number)s word", "%(number)s words", number) % {"number": f"{number:,}"}
    return in_digits_of(get_language(), counted)


def range_of(kind: Kind) -> str:
    """Return “Opinion: 700 to 1,600 words.” in the page's language and digits."""
    sentence = gettext("%(kind)s: %(least)s to %(most)s words.") % {
        "kind": kind.name_in(get_language()),
        "least": f"{kind.min_words:,}",
        "most": f"{kind.max_words:,}",
    }
    return in_digits_of(get_language(), sentence)


def hint_for(number: int, kind: Kind | None) -> str:
    """Return a sentence where a text is shorter or longer than its kind usually is; nothing is ever refused for it."""
    if kind is None or kind.min_words <= number <= kind.max_words:
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
    kind = Kind.objects.filter(code=fields["kind"]).first()
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
    status = Status(piece.status)
    actor = piece.who_acts_next
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
        next=str(NEXT_FOR_AUTHOR.get(status, piece.what_happens_next)),
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
