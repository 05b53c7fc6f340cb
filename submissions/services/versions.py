"""How a text becomes a version: cleaned, counted, numbered, never changed afterwards."""

import hashlib
from dataclasses import dataclass

from django.db.models import Max

from aiss.accounts.models import User
from publishing import html
from submissions.models import Arrival, ExtractedImage, Original, Submission, Version
from submissions.services import indexing


@dataclass(frozen=True, kw_only=True)
class Text:
    """The words of a piece: title and standfirst as plain text, body as HTML (cleaned when it is kept)."""

    title: str
    standfirst: str
    body: str


@dataclass(frozen=True, kw_only=True)
class SentFile:
    """A file as it arrived, and the pictures found in it (data, media type, width and height in pixels)."""

    filename: str
    content: bytes
    media_type: str
    images: tuple = ()


def append(
    submission: Submission, text: Text, *, actor: User, arrival: Arrival, sent_file: SentFile | None = None
) -> Version:
    """Store `text` as the next version and make its title the piece's; call it with the piece locked."""
    body = html.clean(text.body)
    highest = submission.versions.aggregate(highest=Max("number"))["highest"] or 0
    version = Version.objects.create(
        submission=submission,
        number=highest + 1,
        title=text.title,
        standfirst=text.standfirst,
        body=body,
        words=html.count_words(body),
        digest=html.digest(body),
        arrival=arrival,
        created_by=actor,
    )
    submission.title = text.title
    indexing.remember(submission, version)
    if sent_file is not None:
        _keep_file(version, sent_file)
    return version


def _keep_file(version: Version, sent_file: SentFile) -> None:
    Original.objects.create(
        version=version,
        filename=sent_file.filename,
        content=sent_file.content,
        media_type=sent_file.media_type,
        size=len(sent_file.content),
        sha256=hashlib.sha256(sent_file.content).hexdigest(),
    )
    for position, image in enumerate(sent_file.images, start=1):
        ExtractedImage.objects.create(
            version=version,
            position=position,
            content=image.data,
            media_type=image.media_type,
            width=image.width,
            height=image.height,
        )


def same_text(version: Version, text: Text) -> bool:
    """Tell whether `text` says exactly what `version` says."""
    return (version.title, version.standfirst, version.digest) == (
        text.title,
        text.standfirst,
        html.digest(html.clean(text.body)),
    )
