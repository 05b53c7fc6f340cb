"""Whether the desk works: what `/healthz` answers, without a word about anybody."""

import logging
import time
from dataclasses import asdict, dataclass
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from aiss.mail import heartbeat, outbox

logger = logging.getLogger(__name__)

LETTER_SECONDS = 600
BEAT_SECONDS = 300
KEPT_SECONDS = 5
STARTED = time.monotonic()


@dataclass(frozen=True, kw_only=True)
class Report:
    """What was measured. Ages are in seconds; None means that no letter waits, or that there was no beat yet."""

    database: bool
    storage: bool
    oldest_unsent_letter: int | None
    last_beat: int | None

    def healthy(self, *, running_for: float) -> bool:
        """Return whether all is well, for a process that has been `running_for` seconds: a first beat takes a while."""
        letters_leave = self.oldest_unsent_letter is None or self.oldest_unsent_letter <= LETTER_SECONDS
        beats = running_for <= BEAT_SECONDS or (self.last_beat is not None and self.last_beat <= BEAT_SECONDS)
        return self.database and self.storage and letters_leave and beats


def storage_works() -> bool:
    """Return whether a file can be written, read and deleted where uploads are kept."""
    content = uuid4().hex.encode()
    try:
        name = default_storage.save(f"health/{content.decode()}", ContentFile(content))
        try:
            with default_storage.open(name) as file:
                return file.read() == content
        finally:
            default_storage.delete(name)
    except Exception:  # every kind of storage has errors of its own
        logger.exception("The file storage does not work.")
        return False


def measure() -> Report:
    """Write and read the database, write and read the storage, and look at the two clocks."""
    storage = storage_works()
    try:
        heartbeat.record("health")
        unsent = outbox.oldest_unsent_age()
        beat = heartbeat.age()
    except DatabaseError:
        logger.exception("The database does not answer.")
        return Report(database=False, storage=storage, oldest_unsent_letter=None, last_beat=None)
    return Report(
        database=True,
        storage=storage,
        oldest_unsent_letter=None if unsent is None else int(unsent.total_seconds()),
        last_beat=None if beat is None else int(beat.total_seconds()),
    )


class Watch:
    """Measures at most once in KEPT_SECONDS, so that asking again and again costs a process nothing."""

    def __init__(self) -> None:
        self.report: Report | None = None
        self.measured_at = 0.0

    def look(self) -> Report:
        """Return the last report, or a fresh one where that is too old."""
        now = time.monotonic()
        if self.report is None or now - self.measured_at > KEPT_SECONDS:
            self.report, self.measured_at = measure(), now
        return self.report


watch = Watch()


@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """Answer 200 while all is well and 503 otherwise, with the report as JSON either way."""
    report = watch.look()
    healthy = report.healthy(running_for=time.monotonic() - STARTED)
    answer = JsonResponse(
        {"status": "ok" if healthy else "failing", **asdict(report)},
        status=200 if healthy else 503,
    )
    answer["Cache-Control"] = "no-store"
    return answer
