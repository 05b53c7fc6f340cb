"""What a reviewer gets to see of a piece: its text, and no name where the review is not open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from publishing.html import text_of
from submissions.manuscripts import export
from submissions.masking import counted, letters, mask_html, mask_line
from submissions.models import Anonymity, Contributor, Kind, Review, Submission, Version

# What a reviewer is told of who learns whose name
NAMES_RULE: Mapping[str, str] = {
    Anonymity.OPEN: _("You know who wrote the piece, and its author may learn that you reviewed it."),
    Anonymity.AUTHOR_HIDDEN: _("You are not told who wrote the piece. Its author may learn that you reviewed it."),
    Anonymity.BOTH_HIDDEN: _(
        "You are not told who wrote the piece, and its author will not learn who reviewed it. Please do not name "
        "yourself in what you write for the author."
    ),
}
# A shorter part of a name is mostly a word of its own.
FEWEST_LETTERS_OF_A_PART = 3


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One version as a reviewer reads it; `bylines` is empty where the author is hidden.

    `places` is how many names were taken out, `parts` how often parts of them still stand there.
    """

    title: str
    standfirst: str
    body: str
    bylines: tuple[str, ...] = ()
    places: int = 0
    parts: dict[str, int]


def reading(submission: Submission, version: Version, anonymity: str) -> Reading:
    """Return `version` as a reviewer under `anonymity` reads it."""
    people = list(submission.contributors.order_by("position"))
    if anonymity == Anonymity.OPEN:
        return Reading(
            title=version.title,
            standfirst=version.standfirst,
            body=version.body,
            bylines=bylines_of(submission),
            parts={},
        )
    names, homes, mark = _names(submission, people), _homes(submission, people), _mark(submission)
    title, standfirst = (mask_line(text, names, mark) for text in (version.title, version.standfirst))
    body = mask_html(version.body, names, mark, addresses=homes)
    return Reading(
        title=title.text,
        standfirst=standfirst.text,
        body=body.text,
        places=title.places + standfirst.places + body.places,
        parts=counted([title.text, standfirst.text, text_of(body.text)], _parts(people)),
    )


def bylines_of(submission: Submission) -> tuple[str, ...]:
    """Return the printed names, each with its honorific."""
    people = submission.contributors.order_by("position")
    return tuple(" ".join(filter(None, (person.honorific, person.public_name))) for person in people)


def questions_in(language: str, kind: Kind) -> list[str]:
    """Return what a reviewer of this kind is asked now."""
    return [question.in_language("text", language) for question in kind.questions.filter(is_asked=True)]


def reading_of(review: Review) -> Reading:
    return reading(review.submission, review.version, review.anonymity)


def title_of(review: Review) -> str:
    """Return the title alone as the reviewer may read it."""
    piece, title = review.submission, review.version.title
    if review.anonymity == Anonymity.OPEN:
        return title
    people = list(piece.contributors.order_by("position"))
    return mask_line(title, _names(piece, people), _mark(piece)).text


def names_an_author(submission: Submission, text: str) -> bool:
    """Tell whether a name, an address or a link of the authors stands in `text`."""
    people = list(submission.contributors.order_by("position"))
    return bool(mask_line(text, _names(submission, people), _mark(submission)).places)


def docx_of(review: Review) -> bytes:
    """Return the text as a clean .docx, with the printed names only where the review is open.

    Raises export.ExportFailed, ConversionBusy.
    """
    found = reading_of(review)
    return export.to_docx(
        title=found.title,
        standfirst=found.standfirst,
        bylines=found.bylines,
        body=found.body,
        language=review.submission.language,
        reference=review.submission.reference,
    )


def _mark(submission: Submission) -> str:
    with translation.override(submission.language):
        return gettext("[name removed]")


def _names(submission: Submission, people: Sequence[Contributor]) -> list[str]:
    """What names the authors: each name, alone and with its honorific, each bio as a whole, their addresses."""
    found = [person.public_name for person in people]
    found += [f"{person.honorific} {person.public_name}" for person in people if person.honorific]
    found += [person.bio for person in people if person.bio]
    return [*found, *(way for home in _homes(submission, people) for way in _ways_to_write(home))]


def _homes(submission: Submission, people: Sequence[Contributor]) -> list[str]:
    """Where the authors can be found: their addresses and links."""
    links = [link for person in people for link in person.links]
    return list(filter(None, [submission.author.email, *(person.address for person in people), *links]))


def _ways_to_write(home: str) -> set[str]:
    """A mail or web address as it may stand in a text: with and without its scheme and its www."""
    parts = urlsplit(home)
    bare = f"{parts.netloc}{parts.path}".removeprefix("www.").rstrip("/")
    return {home, bare, f"www.{bare}"} if parts.netloc else {home}


def _parts(people: Sequence[Contributor]) -> list[str]:
    words = dict.fromkeys(word for person in people for word in person.public_name.split())
    return [word for word in words if len(letters(word)) >= FEWEST_LETTERS_OF_A_PART]
