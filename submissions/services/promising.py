"""The promise that every receipt makes: by when the desk answers."""

import datetime

from django.conf import settings
from django.utils import timezone


def promised_on(day: datetime.date | None = None) -> datetime.date:
    """Return the day by which whoever wrote on `day` (today) is answered."""
    return (day or timezone.localdate()) + datetime.timedelta(days=settings.PROMISED_DAYS)
