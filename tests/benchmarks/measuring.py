"""Takes the time of things, in turns, so that a busy moment of the machine falls on all of them alike."""

import gc
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db import connection
from django.test.utils import CaptureQueriesContext

ROUNDS = 21
WARM_UP = 3


@dataclass(frozen=True, kw_only=True)
class Measured:
    seconds: float  # the median
    queries: int

    @property
    def milliseconds(self) -> float:
        return self.seconds * 1000


def in_turns(subjects: Mapping[str, Callable[[], object]], *, rounds: int = ROUNDS) -> dict[str, Measured]:
    """Return how long each subject takes once it is warm; its queries are counted in a run of their own."""
    queries = {}
    for name, subject in subjects.items():
        for _ in range(WARM_UP):
            subject()
        with CaptureQueriesContext(connection) as captured:
            subject()
        queries[name] = len(captured)
    times = {name: [] for name in subjects}
    for _ in range(rounds):
        for name, subject in subjects.items():
            gc.collect()
            began = time.perf_counter()
            subject()
            times[name].append(time.perf_counter() - began)
    return {name: Measured(seconds=statistics.median(times[name]), queries=queries[name]) for name in subjects}
