"""What is typed before it is sent: one sealed row, found by a random token, by a private link, or after the code."""

import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from aiss import vault
from aiss.accounts import limits
from aiss.accounts.addresses import address_index
from submissions import manuscripts
from submissions.manuscripts import Manuscript, Proposals
from submissions.models import Draft, DraftImage
from submissions.services import reading
from submissions.services.moving import MoveRefused

# Each name is a key of `Draft.fields`; what an author has not typed yet has the value given here.
BLANK: dict[str, Any] = {
    "text": "",  # as pasted
    "filename": "",
    "media_type": "",
    "is_kept_as_sent": False,  # a .doc or .pdf: the desk enters the text
    "body": "",  # canonical HTML
    "notes": [],  # what the author is told about the conversion
    "proposals": {},  # title, byline, names, standfirst, bio, body_without: see manuscripts.Proposals
    "title": "",
    "standfirst": "",
    "public_name": "",
    "bio": "",
    "email": "",
    "kind": "opinion",
    "call": "",  # code of the themed call that it answers
    "piece_language": "",
    "letter_language": "",
    "honorific": "",
    "role_line": "",
    "affiliation": "",
    "links": [],
    "note_to_editor": "",
    "is_pen_name": False,
    "legal_name": "",
    "pen_name_reason": "",
    "coauthors": [],  # each: public_name, role_line, bio, address
    "is_agreed": False,
    "licence": 0,  # the LicenceText that was shown when the author agreed
    "published_before": "",
    "conflict_of_interest": "",
    "ai_use": "",
    "is_left_in": False,  # the author wants the proposed lines to stay in the text
    "faulty": [],  # names of fields that are kept as typed but cannot be sent like that
    "is_asked_for": False,  # the author pressed Send, and a code went out
}
NEEDED_TO_SEND = ("body", "title", "public_name", "bio", "email", "is_agreed")
UPLOADS_PER_HOUR = {"network": 30, "overall": 600}
DRAFTS_PER_HOUR = 60


class DraftLost(MoveRefused):
    def __str__(self) -> str:
        return gettext("We cannot find this draft any more. If you have sent the piece, sign in to see it.")


def start(*, language: str, network: str = "") -> tuple[Draft, str]:
    """Make an empty draft; return it with the token that finds it again. Raises limits.LimitReached for a `network`."""
    if network:
        limits.hit(scope="draft-network", key=network, limit=DRAFTS_PER_HOUR, seconds=3600)
    token = vault.new_token()
    fields = BLANK | {"piece_language": language, "letter_language": language}
    return Draft.objects.create(token_digest=vault.token_digest(token), language=language, fields=fields), token


def find(token: str) -> Draft | None:
    """Return the draft that `token` finds, or None."""
    if not token:
        return None
    return _whole(Draft.objects.defer("upload").filter(token_digest=vault.token_digest(token)).first())


def _whole(draft: Draft | None) -> Draft | None:
    """Give a draft that an older release stored the fields it did not know."""
    if draft is not None:
        draft.fields = BLANK | draft.fields
    return draft


def discard(draft: Draft) -> None:
    """Delete the draft with everything in it, its private links included."""
    draft.delete()


def change(draft: Draft, **fields: Any) -> Draft:
    """Keep `fields` (names of BLANK) in the draft. Raises DraftLost where it was sent meanwhile."""
    unknown = fields.keys() - BLANK.keys()
    if unknown:
        raise KeyError(sorted(unknown))
    with transaction.atomic():
        locked = Draft.objects.select_for_update().defer("upload").filter(pk=draft.pk).first()
        if locked is None:
            raise DraftLost
        locked.fields = BLANK | locked.fields | fields
        locked.address_index = _index_of(locked.fields["email"])
        locked.changed_at = timezone.now()
        locked.save(update_fields=["fields", "address_index", "changed_at"])
    draft.fields, draft.address_index, draft.changed_at = locked.fields, locked.address_index, locked.changed_at
    return draft


def _index_of(address: str) -> str:
    """Return the index under which a draft is found; what is no address yet is kept, and found by its token alone."""
    try:
        return address_index(address) if address else ""
    except ValueError:
        return ""


def put_text(draft: Draft, text: str) -> Draft:
    """Take pasted text: plain, a blank line between paragraphs. Raises manuscripts.ManuscriptRefused."""
    manuscript, language = reading.read_pasted(text, language=_language(draft))
    return _take(draft, manuscript, language, text=text, upload=None, filename="", media_type="")


def put_file(draft: Draft, data: bytes, *, filename: str, media_type: str, network: str) -> Draft:
    """Take an uploaded file; a .doc or .pdf is kept as it is, for the desk to enter.

    Raises manuscripts.ManuscriptRefused, manuscripts.ConversionBusy, limits.LimitReached; the draft then stays
    as it was.
    """
    limits.hit(scope="upload-network", key=network, limit=UPLOADS_PER_HOUR["network"], seconds=3600)
    limits.hit(scope="upload", key="all", limit=UPLOADS_PER_HOUR["overall"], seconds=3600)
    kept = {"upload": data, "filename": filename, "media_type": media_type}
    if manuscripts.is_kept_as_sent(filename, data):
        note = gettext("The desk will enter the text of this file by hand.")
        return _store(draft, images=(), is_kept_as_sent=True, body="", text="", proposals={}, notes=[note], **kept)
    manuscript, language = reading.read_file(data, filename=filename, language=_language(draft))
    return _take(draft, manuscript, language, text="", **kept)


def put_manuscript(draft: Draft, manuscript: Manuscript, language: str) -> Draft:
    """Take a text that was read already; the file it came from is not kept."""
    return _take(draft, manuscript, language, text="", upload=None, filename="", media_type="")


def read_again(draft: Draft) -> Draft:
    """Read the draft's text anew for the language that the author chose, whose direction it then has.

    Raises manuscripts.ConversionBusy.
    """
    words, language = reading.boilerplate(), _language(draft)
    if draft.upload is not None and not draft.fields["is_kept_as_sent"]:
        filename = draft.fields["filename"]
        manuscript = manuscripts.read(draft.upload, filename=filename, language=language, boilerplate=words)
    elif draft.fields["text"]:
        manuscript = manuscripts.read_pasted(draft.fields["text"], language=language, boilerplate=words)
    else:
        return draft
    is_taken_out = not draft.fields["proposals"]
    body = manuscript.proposals.body_without if is_taken_out else manuscript.body
    proposals = {} if is_taken_out else _found(manuscript.proposals)
    return change(draft, body=body, proposals=proposals, notes=list(manuscript.notes))


def _language(draft: Draft) -> str:
    return draft.fields["piece_language"] or draft.language


def _take(draft: Draft, manuscript: Manuscript, language: str, **kept: Any) -> Draft:
    return _store(
        draft,
        images=manuscript.images,
        is_kept_as_sent=False,
        body=manuscript.body,
        piece_language=language,
        notes=list(manuscript.notes),
        proposals=_found(manuscript.proposals),
        is_left_in=False,
        **kept,
    )


def _found(proposals: Proposals) -> dict[str, Any]:
    """Return what was found at the text's ends as the draft keeps it; nothing where nothing was found."""
    if not (proposals.title or proposals.byline or proposals.standfirst or proposals.bio):
        return {}
    return {
        "title": proposals.title,
        "byline": proposals.byline,
        "names": list(proposals.names),
        "standfirst": proposals.standfirst,
        "bio": proposals.bio,
        "body_without": proposals.body_without,
    }


def _store(draft: Draft, *, images: tuple, upload: bytes | None, **fields: Any) -> Draft:
    with transaction.atomic():
        change(draft, **fields)
        draft.upload = upload
        draft.save(update_fields=["upload"])
        draft.images.all().delete()
        for position, image in enumerate(images, start=1):
            DraftImage.objects.create(
                draft=draft,
                position=position,
                content=image.data,
                media_type=image.media_type,
                width=image.width,
                height=image.height,
            )
    return draft


def proposed(draft: Draft) -> dict[str, Any]:
    """Return what was found at the ends of the draft's text, by the name of the field that it belongs to."""
    found = draft.fields["proposals"]
    if not found:
        return {}
    first, *others = found.get("names") or [found["byline"]]
    values = {"title": found["title"], "standfirst": found["standfirst"], "public_name": first, "bio": found["bio"]}
    values["coauthors"] = [{"public_name": name, "role_line": "", "bio": "", "address": ""} for name in others]
    return {name: value for name, value in values.items() if value}


def take_out_proposals(draft: Draft) -> Draft:
    """Let the title, byline, standfirst and bio found at the text's ends leave it; they fill empty fields."""
    found = proposed(draft)
    if not found:
        return draft
    filled = {name: draft.fields[name] or value for name, value in found.items()}
    return change(draft, body=draft.fields["proposals"]["body_without"], proposals={}, **filled)


def missing(draft: Draft) -> list[str]:
    """Return the names of the fields that have to be filled, or filled otherwise, before the piece can be sent."""
    fields = draft.fields
    needed = [name for name in NEEDED_TO_SEND if not (name == "body" and fields["is_kept_as_sent"])]
    empty = [name for name in needed if not fields[name]]
    return empty + [name for name in fields["faulty"] if name not in empty]


def open_again(draft: Draft) -> str:
    """Return a fresh token for a draft whose writer proved to be the one; the browser that had it loses it."""
    fresh = vault.new_token()
    if not Draft.objects.filter(pk=draft.pk).update(token_digest=vault.token_digest(fresh)):
        raise DraftLost
    return fresh


def of_address(index: str) -> list[Draft]:
    """Return the drafts under the address that has this index, the newest first."""
    drafts = Draft.objects.defer("upload").filter(address_index=index).order_by("-changed_at") if index else []
    return [_whole(draft) for draft in drafts]


def waiting_for(address: str) -> Draft | None:
    """Return the draft that a code for `address`, entered on another device, sends: complete, and meant to be sent.

    None where there are several: then their writer chooses.
    """
    waiting = [draft for draft in of_address(_index_of(address)) if draft.fields["is_asked_for"] and not missing(draft)]
    return waiting[0] if len(waiting) == 1 else None


def forget_old() -> int:
    """Delete drafts that nobody has touched for settings.DRAFT_DAYS; return how many."""
    limit = timezone.now() - datetime.timedelta(days=settings.DRAFT_DAYS)
    return Draft.objects.filter(changed_at__lt=limit).delete()[1].get("submissions.Draft", 0)
