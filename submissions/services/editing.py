"""New versions and printed details: from the editor at the desk, from the author in answer to a request."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F
from django.utils.translation import get_language, gettext

from aiss.accounts.models import User
from publishing.dates import in_digits_of
from submissions import notifications
from submissions.models import Arrival, Contributor, Kind, Submission, Version
from submissions.services import indexing, profiles, versions, working_copies
from submissions.services.moving import Mailed, MoveRefused, keep_message, moving
from submissions.services.promising import promised_on
from submissions.services.versions import SentFile, Text
from submissions.services.working_copies import Sitting


class TextMissing(MoveRefused):
    def __str__(self) -> str:
        return gettext("The title or the text is empty. Nothing was saved.")


class NothingChanged(MoveRefused):
    def __str__(self) -> str:
        return gettext("This text is the same as the current version. Nothing was saved.")


class StaleVersion(MoveRefused):
    """Somebody saved a newer version after the text was opened; `newest` is that version."""

    def __init__(self, newest: Version) -> None:
        super().__init__(newest.number)
        self.newest = newest

    def __str__(self) -> str:
        return gettext(
            "Version %(number)s was saved after you opened the text. Your text is still here and nothing was "
            "overwritten: compare it with that version, then save again."
        ) % {"number": in_digits_of(get_language(), self.newest.number)}


def _check_text(text: Text) -> None:
    if not text.title.strip() or not text.body.strip():
        raise TextMissing


def save_version(
    submission: Submission,
    text: Text,
    *,
    actor: User,
    based_on: int,
    sent_file: SentFile | None = None,
    mailed: Mailed | None = None,
    reason: str = "",
    sitting: Sitting | None = None,
) -> Version:
    """Save the editor's `text` as the next version, if version `based_on` is still the current one.

    What was kept of it from the page `sitting` is forgotten.
    Raises TextMissing, NothingChanged, StaleVersion and what `moving` raises.
    """
    _check_text(text)
    with moving(submission, "edit", actor=actor, reason=reason) as move:
        current = move.submission.current_version
        if current.number != based_on:
            raise StaleVersion(current)
        if versions.same_text(current, text):
            raise NothingChanged
        arrival = Arrival.MAIL if mailed else Arrival.DESK
        version = versions.append(move.submission, text, actor=actor, arrival=arrival, sent_file=sent_file)
        move.submission.needs_typing = False
        move.event.version = version
        if mailed is not None:
            move.owe(lambda event: keep_message(event, mailed))
        if sitting is not None:
            working_copies.drop(move.submission, user=actor, sitting=sitting)
    return version


def resubmit(
    submission: Submission,
    text: Text,
    *,
    actor: User,
    reply: str = "",
    sent_file: SentFile | None = None,
    mailed: Mailed | None = None,
    seen: int | None = None,
) -> Version:
    """Answer a request for changes with a new version; entered for the author by the desk where `mailed`.

    Raises TextMissing and what `moving` raises.
    """
    _check_text(text)
    with moving(submission, "resubmit", actor=actor, mailed=mailed, seen=seen) as move:
        arrival = Arrival.MAIL if mailed else Arrival.FORM
        version = versions.append(move.submission, text, actor=actor, arrival=arrival, sent_file=sent_file)
        move.submission.needs_typing = False
        move.submission.due_on = promised_on()
        move.event.version = version
        move.add_text(reply, is_for_author=True)
        move.owe(notifications.receipt_of_version)
        move.owe(notifications.author_answered)
    return version


@dataclass(frozen=True, kw_only=True)
class Person:
    """A contributor as the desk edits one; `pk` None adds a person, `has_new_profile` makes a public profile."""

    pk: int | None
    public_name: str
    honorific: str = ""
    role_line: str = ""
    bio: str = ""
    affiliation: str = ""
    links: tuple[str, ...] = ()
    profile_id: int | None = None
    has_new_profile: bool = False
    address: str = ""


# Positions are unique: before people are put in a new order, the old numbers step aside by this much.
OUT_OF_THE_WAY = 1000
PRINTED_NAME = ("public_name", "honorific")


def edit_details(  # noqa: PLR0913 - what the editor's page asks for
    submission: Submission,
    *,
    actor: User,
    people: Sequence[Person],
    kind: Kind,
    slug: str = "",
    is_pen_name: bool,
    discloses_pen_name: bool,
    seen: int | None = None,
    reason: str = "",
) -> Submission:
    """Change who is printed and how; a co-author whose printed name changes has to confirm it again."""
    with moving(submission, "edit_details", actor=actor, seen=seen, reason=reason) as move:
        piece = move.submission
        piece.kind, piece.slug = kind, slug
        piece.is_pen_name, piece.discloses_pen_name = is_pen_name, discloses_pen_name
        present = {contributor.pk: contributor for contributor in piece.contributors.all()}
        kept = {person.pk for person in people if person.pk}
        for pk, contributor in present.items():
            if pk not in kept and not contributor.is_submitting:
                contributor.delete()
        piece.contributors.update(position=F("position") + OUT_OF_THE_WAY)
        for position, person in enumerate(people, start=1):
            contributor = present.get(person.pk) or Contributor(submission=piece)
            token = _write_person(contributor, person, position)
            if token:
                move.owe(lambda event, c=contributor, t=token: notifications.name_to_confirm(event, person=c, token=t))
        indexing.remember_words(piece, piece.current_version)
    return submission


def _write_person(contributor: Contributor, person: Person, position: int) -> str:
    """Save one contributor; return a fresh confirmation token where a printed co-author's name is new."""
    before = tuple(getattr(contributor, name) for name in PRINTED_NAME)
    contributor.position = position
    for name in ("public_name", "honorific", "role_line", "bio", "affiliation", "profile_id"):
        setattr(contributor, name, getattr(person, name))
    if person.has_new_profile:
        contributor.profile = profiles.make_for(contributor)
    contributor.links = list(person.links)
    if person.address:
        contributor.address = person.address
    token = ""
    if not contributor.is_submitting and before != tuple(getattr(contributor, name) for name in PRINTED_NAME):
        contributor.confirmed_at = None
        if contributor.address:
            token = contributor.renew_link()
    contributor.save()
    return token
