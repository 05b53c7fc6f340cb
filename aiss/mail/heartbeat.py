"""Proof that a clock still reaches the database through whatever stands between them."""

from datetime import timedelta

from django.db.models.functions import Now

from aiss.mail.models import Heartbeat

CLOCK = "clock"


def record(source: str = CLOCK) -> None:
    """Note that `source` was here now."""
    Heartbeat.objects.update_or_create(source=source, defaults={"seen_at": Now()})


def age(source: str = CLOCK) -> timedelta | None:
    """Return how long ago `source` was here by the database's clock, None if never."""
    seen = Heartbeat.objects.filter(source=source).annotate(now=Now()).values_list("now", "seen_at").first()
    return seen[0] - seen[1] if seen else None
