"""Programs that read other people's files run as children with limits, at most two at once on a machine."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from aiss.child import ChildFailed, run
from submissions.manuscripts.refusals import ConversionBusy

SLOTS = 2
WAIT_SECONDS = 2.0
__all__ = ["SLOTS", "ChildFailed", "run", "slot"]


@contextmanager
def slot() -> Iterator[None]:
    """Hold one of the machine's places for a conversion. Raises ConversionBusy when none gets free within 2 s.

    The places are locked files, so they serve every process, and a killed process gives its place back.
    """
    folder = Path(settings.DATA_DIR) / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    deadline = time.monotonic() + WAIT_SECONDS
    while (taken := _take_slot(folder)) is None:
        if time.monotonic() >= deadline:
            raise ConversionBusy
        time.sleep(0.05)
    try:
        yield
    finally:
        os.close(taken)


def _take_slot(folder: Path) -> int | None:
    for number in range(1, SLOTS + 1):
        descriptor = os.open(folder / f"conversion-{number}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(descriptor)
        else:
            return descriptor
    return None
