"""Wrong or dangerous settings, each found by a check with an id and a hint; docs/configuration.md lists them."""

import ipaddress
import os
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks

from aiss.env import default_file


def is_loopback(host: str) -> bool:
    """Return whether `host`, a name or an address, can only mean this machine itself."""
    host = host.strip("[]").rstrip(".").lower()
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def demo_stays_at_home(app_configs: object = None, **options: object) -> list[checks.CheckMessage]:
    """Demo mode has known passwords and readable letters: it must not be reached from anywhere else."""
    return list(demo_faults()) if settings.DEMO else []


def demo_faults() -> Iterator[checks.CheckMessage]:
    hint = "Demo mode is for a try on this machine. For a real desk, unset DEMO and run `make install`."
    strangers = [host for host in settings.ALLOWED_HOSTS if not is_loopback(host)]
    if strangers:
        yield checks.Error(f"Demo mode would answer to {', '.join(strangers)}.", hint=hint, id="aiss.E001")
    if not is_loopback(settings.HOST):
        yield checks.Error(f"Demo mode would listen on {settings.HOST}.", hint=hint, id="aiss.E002")
    if settings.EMAIL_URL:
        yield checks.Error("Demo mode would send letters by EMAIL_URL.", hint=hint, id="aiss.E003")


def keys_are_independent(app_configs: object = None, **options: object) -> list[checks.CheckMessage]:
    """A key that serves two purposes gives both away at once."""
    identity_keys = [part.partition(":")[2] for part in settings.IDENTITY_KEYS.split(",")]
    keys = [settings.SECRET_KEY, settings.IDENTITY_INDEX_KEY, *identity_keys]
    if len(set(keys)) == len(keys):
        return []
    return [
        checks.Error(
            "SECRET_KEY, IDENTITY_KEYS and IDENTITY_INDEX_KEY repeat a key.",
            hint="Empty the repeated one in .env and run `make install`, which writes a fresh one. Never change "
            "IDENTITY_KEYS or IDENTITY_INDEX_KEY of a desk that already holds data.",
            id="aiss.E004",
        )
    ]


def site_is_reached_by_https(app_configs: object = None, **options: object) -> list[checks.CheckMessage]:
    """What authors send and editors read travels encrypted."""
    address = urlsplit(settings.SITE_URL)
    if address.scheme == "http" and not is_loopback(address.hostname or ""):
        hint = "Set SITE_URL to the https address at which the reverse proxy answers; docs/install.md shows one."
        return [checks.Warning("The site is reached without encryption.", hint=hint, id="aiss.W005")]
    if address.scheme == "https" and not settings.PROXY_HOPS:
        hint = "Set PROXY_HOPS to the number of reverse proxies in front of the desk, usually 1."
        return [
            checks.Error(
                "Every page would redirect to itself: no proxy is trusted to say https.", hint=hint, id="aiss.E006"
            )
        ]
    return []


def services_are_reached_encrypted(app_configs: object = None, **options: object) -> list[checks.CheckMessage]:
    """A database, broker or mail server on another machine is spoken to over TLS."""
    return [
        checks.Warning(f"{name} leads to another machine without encryption.", hint=f"Use {remedy}.", id="aiss.W007")
        for name, remedy in plain_connections()
    ]


def plain_connections() -> Iterator[tuple[str, str]]:
    """Yield the variable and the remedy for each service elsewhere that is spoken to in the clear."""
    database = settings.DATABASES["default"]
    host = database.get("HOST") or "localhost"
    verified = database.get("OPTIONS", {}).get("sslmode") in {"verify-ca", "verify-full"}
    if not (verified or host.startswith("/") or is_loopback(host)):
        yield "DATABASE_URL", "?sslmode=verify-full"
    broker = urlsplit(settings.REDIS_URL)
    if broker.scheme == "redis" and not is_loopback(broker.hostname or "localhost"):
        yield "REDIS_URL", "rediss://"
    mail = urlsplit(settings.EMAIL_URL)
    if mail.scheme == "smtp" and not is_loopback(mail.hostname or "localhost"):
        yield "EMAIL_URL", "smtp+tls:// or smtp+ssl://"


def keys_are_kept_private(app_configs: object = None, **options: object) -> list[checks.CheckMessage]:
    """Nobody but the account that the desk runs as reads the file with the keys."""
    path = default_file()
    if not path.is_file() or not path.stat().st_mode & 0o077:
        return []
    hint = f"Run `chmod 600 {path.name}` in the folder that holds it."
    return [checks.Warning(f"Other accounts of this machine can read {path.name}.", hint=hint, id="aiss.W008")]


def data_can_be_written(app_configs: object = None, **options: object) -> list[checks.CheckMessage]:
    """The data folder, or the folder it will be made in, belongs to the account that the desk runs as."""
    folder = next(path for path in [settings.DATA_DIR, *settings.DATA_DIR.parents] if path.exists())
    if os.access(folder, os.W_OK | os.X_OK):
        return []
    hint = "Give the folder named by DATA_DIR to the account that the desk runs as, or run this as that account."
    return [checks.Error("Nothing can be written to the data folder.", hint=hint, id="aiss.E009")]


ALWAYS = [demo_stays_at_home, keys_are_independent]
FOR_REAL = [
    site_is_reached_by_https,
    services_are_reached_encrypted,
    keys_are_kept_private,
    data_can_be_written,
]
