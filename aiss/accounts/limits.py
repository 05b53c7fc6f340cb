"""How often something may be done: counted in the database, under keyed hashes that expire."""

import ipaddress
import math
from datetime import timedelta

from django.conf import settings
from django.db.models import Case, F, Value, When
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import ngettext

from aiss.accounts.models import LimitCounter
from aiss.vault import blind_index


class LimitReached(Exception):
    """Something was done too often; `minutes` is how long to wait."""

    code = "limit_reached"

    def __init__(self, minutes: int) -> None:
        super().__init__(minutes)
        self.minutes = minutes

    def __str__(self) -> str:
        return ngettext(
            "There were too many tries. Please wait %(minutes)d minute, then try again.",
            "There were too many tries. Please wait %(minutes)d minutes, then try again.",
            self.minutes,
        ) % {"minutes": self.minutes}


def hit(*, scope: str, key: str, limit: int, seconds: int) -> None:
    """Count one more use of `key` within `scope`; the first use opens a window of `seconds`.

    Raises LimitReached, and counts nothing, where the window has seen `limit` uses already.
    """
    stored_key = _stored_key(scope, key)
    if _count(stored_key, limit, seconds):
        return
    now = timezone.now()
    # A key seen for the first time: whoever inserts it, each of several at once then counts by the same UPDATE.
    LimitCounter.objects.bulk_create(
        [LimitCounter(key=stored_key, count=0, expires_at=now + timedelta(seconds=seconds))], ignore_conflicts=True
    )
    if not _count(stored_key, limit, seconds):
        expires_at = LimitCounter.objects.filter(key=stored_key).values_list("expires_at", flat=True).first() or now
        raise LimitReached(max(1, math.ceil((expires_at - now).total_seconds() / 60)))


def give_back(*, scope: str, key: str) -> None:
    """Take back one use that turned out not to count."""
    LimitCounter.objects.filter(key=_stored_key(scope, key), count__gt=0).update(count=F("count") - 1)


def clear(*, scope: str, key: str) -> None:
    """Forget every use of `key` within `scope`."""
    LimitCounter.objects.filter(key=_stored_key(scope, key)).delete()


def network_key(request: HttpRequest) -> str:
    """Return a keyed hash of the client's network (/24 or /48) that is another one tomorrow; keep nothing else."""
    return blind_index(f"{timezone.now():%Y-%m-%d} {_network(_client_address(request))}", purpose="network")


def _stored_key(scope: str, key: str) -> str:
    return blind_index(f"{scope} {key}", purpose="limit")


def _count(stored_key: str, limit: int, seconds: int) -> bool:
    """Add one by a single UPDATE, which starts anew where the window is over; tell whether there was room."""
    now = timezone.now()
    is_over = {"expires_at__lte": now}
    rows = LimitCounter.objects.filter(key=stored_key)
    return bool(
        (rows.filter(**is_over) | rows.filter(count__lt=limit)).update(
            count=Case(When(**is_over, then=Value(1)), default=F("count") + 1),
            expires_at=Case(When(**is_over, then=Value(now + timedelta(seconds=seconds))), default=F("expires_at")),
        )
    )


def _client_address(request: HttpRequest) -> str:
    """Return the address that the outermost trusted proxy saw; without proxies, the connection's own.

    Hops are counted from the right, as everything further left was written by the client itself.
    """
    direct = request.META.get("REMOTE_ADDR", "")
    if settings.PROXY_HOPS < 1:
        return direct
    hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    return hops[-settings.PROXY_HOPS].strip() if len(hops) >= settings.PROXY_HOPS and hops[0] else direct


def _network(address: str) -> str:
    """Return the /24 or /48 that `address` lies in; everything unreadable counts as one network."""
    try:
        client = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(client, ipaddress.IPv6Address) and client.ipv4_mapped:
        client = client.ipv4_mapped
    prefix = 24 if client.version == 4 else 48
    return str(ipaddress.ip_network((client.packed, prefix), strict=False))
