"""Tell Celery, after a commit, that letters wait. Nobody has to be at home: the sweep comes by every minute."""

import logging
import threading
import time

from aiss.mail import tasks

LONGEST_RING = 2.5
QUIET_SECONDS = 30.0
# A message that no worker took in this time has been overtaken by the sweep.
EXPIRES_SECONDS = 120

logger = logging.getLogger(__name__)


class Doorbell:
    """Rings for at most `LONGEST_RING` seconds, and after a failure keeps quiet for a while.

    The bound is a thread's, because a broker that accepts and never answers, or a name server that hangs, would
    otherwise hold the person who pressed the button.
    """

    def __init__(self) -> None:
        self._quiet_until = 0.0

    def ring(self) -> None:
        """Ask for a delivery; never raises."""
        if time.monotonic() < self._quiet_until:
            return
        self._quiet_until = 0.0
        ringing = threading.Thread(target=self._publish, name="doorbell", daemon=True)
        ringing.start()
        ringing.join(LONGEST_RING)
        if ringing.is_alive():
            self._failed("no answer")

    def _publish(self) -> None:
        try:
            tasks.deliver_due.apply_async(expires=EXPIRES_SECONDS)
        except Exception as error:  # whatever it is, a broker in trouble must never undo a decision
            self._failed(type(error).__name__)

    def _failed(self, why: str) -> None:
        self._quiet_until = time.monotonic() + QUIET_SECONDS
        logger.error("The broker could not be told of new letters (%s); the sweep will find them.", why)


doorbell = Doorbell()
