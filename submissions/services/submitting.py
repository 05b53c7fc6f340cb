"""How a piece comes in: from a draft whose address was confirmed, or entered by the desk from a mail."""

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext

from aiss import vault
from aiss.accounts.models import User
from publishing import html
from submissions import identity, notifications, permissions
from submissions.models import (
    Arrival,
    Call,
    Contributor,
    Declaration,
    Draft,
    Event,
    Kind,
    LicenceText,
    ReferenceCounter,
    Submission,
)
from submissions.services import calls, versions
from submissions.services.drafting import BLANK, DraftLost, missing
from submissions.services.moving import Mailed, MoveRefused, NotAllowed, keep_message
from submissions.services.promising import promised_on
from submissions.services.versions import SentFile, Text
from submissions.workflow import Status, Who

REFERENCE_PREFIX = "AISS"


class DraftIncomplete(MoveRefused):
    def __init__(self, names: list[str]) -> None:
        super().__init__(names)
        self.names = names

    def __str__(self) -> str:
        return gettext("Something is still missing. Please fill in what is marked.")


@dataclass(frozen=True, kw_only=True)
class SentImage:
    """A picture on its way from draft to version: bytes without metadata, and its size in pixels."""

    data: bytes
    media_type: str
    width: int
    height: int


def next_reference() -> str:
    """Return the next reference of this year; call it inside the transaction that uses it."""
    year = timezone.localdate().year
    ReferenceCounter.objects.get_or_create(year=year)
    ReferenceCounter.objects.filter(year=year).update(last=F("last") + 1)
    return f"{REFERENCE_PREFIX}-{year}-{ReferenceCounter.objects.get(year=year).last:04d}"


def submit(draft: Draft, *, author: User) -> Submission:
    """Turn a complete draft into a piece with its people, declaration and first version; the draft is gone then.

    `author` has just confirmed the draft's address. Raises DraftLost, DraftIncomplete.
    """
    with transaction.atomic():
        locked = Draft.objects.select_for_update().filter(pk=draft.pk).first()
        if locked is None:
            raise DraftLost
        locked.fields = BLANK | locked.fields
        names = missing(locked)
        if names:
            raise DraftIncomplete(names)
        sent_file = file_of(locked)
        piece = _create(
            locked.fields,
            author=author,
            actor=author,
            arrival=Arrival.FORM,
            sent_file=sent_file,
            call=calls.taken(locked.fields["call"]),
        )
        piece.draft_digest = locked.token_digest
        piece.save(update_fields=["draft_digest"])
        _append_first_event(piece, actor=author, who=Who.AUTHOR)
        locked.delete()
    return piece


def sent_from(token: str) -> Submission | None:
    """Return the piece that the draft behind this token has become: where a second click on Send leads."""
    return Submission.objects.filter(draft_digest=vault.token_digest(token)).first() if token else None


def enter_received(
    *,
    actor: User,
    address: str,
    fields: dict,
    sent_file: SentFile | None,
    mailed: Mailed,
    draft: Draft | None = None,
) -> Submission:
    """Enter a piece that came by mail, for the author at `address`, who gets the receipt and a page.

    `fields` are values for names of drafting.BLANK. The file may wait in a `draft` of the desk's, which is gone then.
    Raises NotAllowed, DraftIncomplete, DraftLost, ValueError on a bad address.
    """
    if not permissions.can_use_desk(actor):
        raise NotAllowed
    fields = BLANK | fields | {"email": vault.normalise_address(address)}
    names = [name for name in ("title", "public_name") if not fields[name]]
    if not fields["body"] and not fields["is_kept_as_sent"]:
        names.append("body")
    if names:
        raise DraftIncomplete(names)
    with transaction.atomic():
        if draft is not None:
            locked = Draft.objects.select_for_update().filter(pk=draft.pk).first()
            if locked is None:
                raise DraftLost
            sent_file = file_of(locked)
            locked.delete()
        author = User.objects.by_email(fields["email"]) or User.objects.create_author(
            email=fields["email"], language=fields["letter_language"]
        )
        call = Call.objects.coded(fields["call"]).first()  # the mail may have come in time
        piece = _create(fields, author=author, actor=actor, arrival=Arrival.MAIL, sent_file=sent_file, call=call)
        if draft is not None:
            piece.draft_digest = locked.token_digest
            piece.save(update_fields=["draft_digest"])
        event = _append_first_event(piece, actor=actor, who=Who.BY_MAIL)
        keep_message(event, mailed)
    return piece


def file_of(draft: Draft) -> SentFile | None:
    """Return the file that the draft's text came from, with the pictures found in it."""
    if draft.upload is None:
        return None
    images = tuple(
        SentImage(data=bytes(image.content), media_type=image.media_type, width=image.width, height=image.height)
        for image in draft.images.all()
    )
    filename, media_type = draft.fields["filename"], draft.fields["media_type"]
    return SentFile(filename=filename, content=draft.upload, media_type=media_type, images=images)


def _create(
    fields: dict, *, author: User, actor: User, arrival: Arrival, sent_file: SentFile | None, call: Call | None
) -> Submission:
    kind = Kind.objects.named(fields["kind"])
    language = fields["piece_language"] or settings.LANGUAGE_CODE
    piece = Submission.objects.create(
        reference=next_reference(),
        author=author,
        kind=kind,
        call=call,
        language=language,
        letter_language=fields["letter_language"] or language,
        title=fields["title"],
        is_pen_name=fields["is_pen_name"],
        note_to_editor=fields["note_to_editor"],
        needs_typing=fields["is_kept_as_sent"],
        came_by_mail=arrival == Arrival.MAIL,
        due_on=promised_on(),
    )
    _add_people(piece, fields)
    if arrival == Arrival.FORM:
        Declaration.objects.create(
            submission=piece,
            **{name: fields[name] for name in kind.declarations_asked},
            licence=LicenceText.objects.filter(pk=fields["licence"]).first()
            or LicenceText.objects.current(fields["letter_language"] or language, kind),
        )
    text = Text(title=fields["title"], standfirst=fields["standfirst"], body=html.clean(fields["body"]))
    versions.append(piece, text, actor=actor, arrival=arrival, sent_file=sent_file)
    return piece


def _add_people(piece: Submission, fields: dict) -> None:
    first = Contributor.objects.create(
        submission=piece,
        position=1,
        is_submitting=True,
        public_name=fields["public_name"],
        honorific=fields["honorific"],
        role_line=fields["role_line"],
        bio=fields["bio"],
        affiliation=fields["affiliation"],
        links=fields["links"],
    )
    identity.store(first, legal_name=fields["legal_name"], pen_name_reason=fields["pen_name_reason"])
    for position, person in enumerate(fields["coauthors"], start=2):
        Contributor.objects.create(
            submission=piece,
            position=position,
            public_name=person["public_name"],
            role_line=person.get("role_line", ""),
            bio=person.get("bio", ""),
            address=person.get("address", ""),
        )


def _append_first_event(piece: Submission, *, actor: User, who: Who) -> Event:
    """Append the event of arrival and write its letters: receipt, news for the desk, names to confirm."""
    event = Event.objects.create(
        submission=piece,
        action="submit",
        to_status=Status.SUBMITTED,
        actor=actor,
        as_who=who,
        version=piece.current_version,
    )
    notifications.receipt(event)
    notifications.new_piece(event)
    for person in piece.contributors.filter(is_submitting=False):
        if person.address:
            token = person.renew_link()
            person.save(update_fields=["confirmation_digest"])
            notifications.name_to_confirm(event, person=person, token=token)
    return event
