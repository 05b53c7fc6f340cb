"""Pictures above articles: taken in by a child with limits, kept in the sizes that pages use, shown with words."""

import base64
import hashlib
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext

from aiss import child
from publishing.content import PublicPicture
from publishing.models import Picture, PictureFile

MOST_BYTES = 10 * 1024 * 1024
MOST_OUTPUT = 16 * 1024 * 1024
WEBP, JPEG = "image/webp", "image/jpeg"
EXTENSIONS = {WEBP: "webp", JPEG: "jpg"}
_CHILD = Path(__file__).with_name("picture_child.py")


class PictureRefused(Exception):
    """A file that cannot be shown as a picture; `str()` says what to do."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    def __str__(self) -> str:
        return {
            "large": gettext("The picture is larger than 10 MB. Save a smaller one."),
            "pixels": gettext("The picture has too many pixels. Save it smaller, 2,000 pixels wide at most."),
            "narrow": gettext("The picture is less than 320 pixels wide. Choose a larger one."),
            "high": gettext("The picture is more than three times as high as it is wide. Cut it to another shape."),
        }.get(self.code, gettext("This file cannot be read as a picture. Choose a JPEG, PNG or WebP file."))


class TakenIn(NamedTuple):
    width: int
    height: int
    media_type: str
    data: bytes


def keep_picture(data: bytes) -> Picture:
    """Return the stored picture that `data`, a file as somebody sent it, shows; one that is kept already is found.

    It is turned upright and written anew from its pixels, so that nothing of the camera's or the author's data stays.
    Raises PictureRefused.
    """
    if len(data) > MOST_BYTES:
        raise PictureRefused("large")
    try:
        output = child.run([sys.executable, "-I", str(_CHILD)], data, most_output=MOST_OUTPUT)
    except child.ChildFailed as failure:
        raise PictureRefused("unreadable") from failure
    head, _end, rest = output.partition(b"\n")
    about = json.loads(head)
    if "refused" in about:
        raise PictureRefused(about["refused"])
    return store(list(_files(about["files"], rest)))


def _files(heads: list[dict[str, Any]], rest: bytes) -> Iterator[TakenIn]:
    position = 0
    for head in heads:
        yield TakenIn(head["width"], head["height"], head["media_type"], rest[position : position + head["size"]])
        position += head["size"]


@transaction.atomic
def store(files: list[TakenIn]) -> Picture:
    largest = max((file for file in files if file.media_type == WEBP), key=lambda file: file.width)
    picture, is_new = Picture.objects.get_or_create(
        digest=hashlib.sha256(largest.data).hexdigest(),
        defaults={"width": largest.width, "height": largest.height},
    )
    if is_new:
        PictureFile.objects.bulk_create(PictureFile(picture=picture, **file._asdict()) for file in files)
    return picture


@dataclass(frozen=True, kw_only=True)
class ShownPicture:
    """A picture as a page shows it; `srcset` is empty where the one file stands in the page itself."""

    src: str
    srcset: str
    width: int
    height: int


def picture_address(digest: str, width: int, media_type: str) -> str:
    return reverse("root:picture", args=[digest, width, EXTENSIONS[media_type]])


def shown(printed: PublicPicture, *, is_public: bool) -> ShownPicture | None:
    """Return how a page shows a picture, in one or two queries; None where it is not kept any more.

    A picture of a page that is not public has no address: it stands in the page as data.
    """
    files = list(PictureFile.objects.filter(picture__digest=printed.digest).defer("data"))
    fallback = next((file for file in files if file.media_type == JPEG), None)
    if fallback is None:
        return None
    if not is_public:
        src = f"data:{JPEG};base64,{base64.b64encode(bytes(fallback.data)).decode()}"
        return ShownPicture(src=src, srcset="", width=fallback.width, height=fallback.height)
    webp = [file for file in files if file.media_type == WEBP]
    return ShownPicture(
        src=picture_address(printed.digest, fallback.width, JPEG),
        srcset=", ".join(f"{picture_address(printed.digest, file.width, WEBP)} {file.width}w" for file in webp),
        width=webp[-1].width,
        height=webp[-1].height,
    )
