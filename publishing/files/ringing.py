"""Tell the worker that files are wanted. Nobody waits for it: where the broker is silent, the minutely round comes."""

import logging
import threading
import time

from celery import current_app

TASK = "publishing.make_files"
EXPIRES_SECONDS = 300
# After a ring the bell rests for a moment, so that a thousand readers who wait for a file ring it once.
REST_SECONDS = 1.0
QUIET_SECONDS = 30.0

logger = logging.getLogger(__name__)


class Bell:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._rests_until = 0.0

    def ring(self, short_id: str = "") -> None:
        """Ask for files, that of one article first; returns at once and never raises."""
        with self._lock:
            now = time.monotonic()
            if now < self._rests_until:
                return
            # Longer than any broker takes to answer, until it has
            self._rests_until = now + QUIET_SECONDS
        threading.Thread(target=self._publish, args=[short_id], name="file-bell", daemon=True).start()

    def _publish(self, short_id: str) -> None:
        try:
            current_app.send_task(TASK, kwargs={"first": short_id}, expires=EXPIRES_SECONDS)
        except Exception as error:  # whatever it is, a broker in trouble keeps nobody waiting
            logger.warning("The broker could not be told of wanted files (%s).", type(error).__name__)
        else:
            self._rests_until = time.monotonic() + REST_SECONDS


bell = Bell()
