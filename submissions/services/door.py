"""What the public side refuses, told as any other move that did not happen."""

from collections.abc import Iterator
from contextlib import contextmanager

from publishing import services as publishing
from submissions.services.moving import MoveRefused

REFUSALS = (
    publishing.ContentRefused,
    publishing.GroundMissing,
    publishing.NothingChanged,
    publishing.ProfileRefused,
    publishing.SiteTextMissing,
    publishing.StaleArticle,
    publishing.WrongState,
)


class DoorRefused(MoveRefused):
    """The public side did not take it; `str()` is its own sentence."""


@contextmanager
def through_the_door() -> Iterator[None]:
    """Turn a refusal of `publishing.services` into DoorRefused."""
    try:
        yield
    except REFUSALS as refusal:
        raise DoorRefused(str(refusal)) from refusal
