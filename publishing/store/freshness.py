"""When kept pages may be sent: how long a look at the database is good for, and who looks next."""

import logging
import threading
import time
from collections.abc import Callable

from django.db import Error

from publishing.store.shelf import Shelf
from publishing.store.truth import TIMEOUT_SECONDS, Truth

LOOK_SECONDS = 0.5  # a look is good for so long
TRUST_SECONDS = 0.9  # and so long others need not wait for whoever looks
LONGEST_SECONDS = 30  # pages are sent for so long after the last look that succeeded
RETRY_SECONDS = 1.0
NEVER = float("-inf")

logger = logging.getLogger(__name__)


class Freshness:
    """Knows until when the shelf is current. `good_until`, by `clock`, is what every request reads."""

    def __init__(self, shelf: Shelf, truth: Truth, clock: Callable[[], float] = time.monotonic) -> None:
        self.good_until = NEVER
        self._shelf = shelf
        self._truth = truth
        self._clock = clock
        self._looking = threading.Lock()
        self._counting = threading.Lock()
        self._writes = 0
        self._writes_at_failure = 0
        self._began = NEVER
        self._looked_at = NEVER
        self._trusted_until = NEVER
        self._retry_at = NEVER
        self._has_failed = False

    def may_serve(self) -> bool:
        """Return whether kept pages may be sent now, having looked where it is time to."""
        now = self._clock()
        if now >= self.good_until:
            if self._looking.acquire(blocking=False):
                try:
                    self._look()
                finally:
                    self._looking.release()
            elif self._is_worth_waiting(now) and self._looking.acquire(timeout=TIMEOUT_SECONDS):
                try:
                    if self._clock() >= self.good_until:
                        self._look()
                finally:
                    self._looking.release()
        return self._clock() < self._looked_at + LONGEST_SECONDS

    def forget(self) -> None:
        """Have the next answer look first: something was written here."""
        with self._counting:
            self._writes += 1
            self.good_until = self._trusted_until = NEVER

    def close(self) -> None:
        """Close the connection, once nobody looks."""
        with self._looking:
            self._truth.close()

    def _is_worth_waiting(self, now: float) -> bool:
        """Return whether a request waits for whoever looks: not while the last look holds, nor for a dead database."""
        return now >= self._trusted_until and not self._has_failed and now < self._began + TIMEOUT_SECONDS

    def _look(self) -> None:
        began = self._clock()
        with self._counting:
            writes = self._writes
        if self._has_failed and began < self._retry_at and writes == self._writes_at_failure:
            return
        self._began = began
        try:
            look = self._truth.look(self._shelf.seen)
        except (Error, OSError) as error:
            self._fail(error, writes)
            return
        self._shelf.apply(look)
        if self._has_failed:
            logger.warning("The page store reads the database again.")
        with self._counting:
            self._has_failed = False
            self._looked_at = began
            if writes == self._writes:
                self.good_until = began + LOOK_SECONDS
                self._trusted_until = began + TRUST_SECONDS

    def _fail(self, error: Exception, writes: int) -> None:
        if not self._has_failed:
            logger.error("The page store cannot read the database: %s.", type(error).__name__)
        with self._counting:
            self._has_failed = True
            self._writes_at_failure = writes
            self._retry_at = self._clock() + RETRY_SECONDS
            if writes == self._writes:
                self.good_until = min(self._retry_at, self._looked_at + LONGEST_SECONDS)
