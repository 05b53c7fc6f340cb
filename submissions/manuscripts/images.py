"""Pictures taken out of a manuscript, without what the camera wrote into them."""

import json
import struct
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from submissions.manuscripts import child

MOST_PICTURES = 20
MOST_OUTPUT = 64 * 1024 * 1024
_CHILD = Path(__file__).with_name("image_child.py")


@dataclass(frozen=True)
class ExtractedImage:
    """A picture as PNG or JPEG, written anew from its pixels."""

    data: bytes
    media_type: str
    width: int
    height: int


def rewritten(pictures: Sequence[bytes]) -> tuple[ExtractedImage, ...]:
    """Return the pictures that could be read, at most 20 of them, in their order."""
    if not pictures:
        return ()
    frames = b"".join(struct.pack(">I", len(data)) + data for data in pictures[:MOST_PICTURES])
    try:
        output = child.run([sys.executable, "-I", str(_CHILD)], frames, most_output=MOST_OUTPUT)
    except child.ChildFailed:
        return ()
    return tuple(_images(output))


def _images(output: bytes) -> Iterator[ExtractedImage]:
    position = 0
    while position < len(output):
        line_end = output.index(b"\n", position)
        about = json.loads(output[position:line_end])
        position = line_end + 1
        if about:
            data = output[position : position + about["size"]]
            position += about["size"]
            yield ExtractedImage(data, about["media_type"], about["width"], about["height"])
