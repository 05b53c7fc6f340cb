"""A bound on a whole attempt: `EMAIL_TIMEOUT` bounds each read only, and a server may drip bytes for ever."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class AttemptTooLong(TimeoutError):
    """The attempt took longer than it may; an OSError, so that smtplib closes its socket as after any other."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise AttemptTooLong inside the block after `seconds`.

    Works in a process's main thread, where Celery's workers and management commands send; elsewhere each read's own
    timeout is all there is. Blocks do not nest.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def give_up(_number: int, _frame: FrameType | None) -> None:
        raise AttemptTooLong

    previous = signal.signal(signal.SIGALRM, give_up)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)
