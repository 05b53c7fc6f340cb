"""The one place that reads the environment; every variable stands in `.env.example` and in docs/configuration.md."""

import os
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
YES = frozenset({"true", "yes", "on", "1"})
NO = frozenset({"false", "no", "off", "0"})

env = environ.Env()


def load(path: Path) -> None:
    """Read `NAME=value` lines from `path`, where it exists, for names that the environment does not set itself.

    Raises ImproperlyConfigured where this account may not read it.
    """
    if not path.is_file():
        return
    try:
        with path.open(encoding="utf-8") as lines:
            environ.Env.read_env(lines, overwrite=False)
    except PermissionError:
        message = f"{path.name} cannot be read by this account. Run the command as the account that the desk runs as."
        raise ImproperlyConfigured(message) from None


def default_file() -> Path:
    """Return the file named by `AISS_ENV_FILE`; without it `.env` where it exists, or else the demo's own file."""
    named = os.environ.get("AISS_ENV_FILE")
    if named:
        return BASE_DIR / named
    own = BASE_DIR / ".env"
    return own if own.is_file() else BASE_DIR / "var" / "demo.env"


def text(name: str, *, default: str = "") -> str:
    """Return the variable `name`, or `default` where it is unset or empty."""
    return env.str(name, default="").strip() or default


def required(name: str) -> str:
    """Return the variable `name`.

    Raises ImproperlyConfigured, naming the variable and the remedy, where it is unset or empty.
    """
    value = text(name)
    if not value:
        message = f"{name} is not set. Run `make run` for a try, or `make install` to write the keys into .env."
        raise ImproperlyConfigured(message)
    return value


def flag(name: str, *, default: bool) -> bool:
    """Return whether the variable `name` says yes.

    Raises ImproperlyConfigured for anything but true or false: a misspelt safety switch must not pass for "off".
    """
    value = text(name, default=str(default)).lower()
    if value not in YES | NO:
        message = f"{name} must be true or false, not “{value}”."
        raise ImproperlyConfigured(message)
    return value in YES


def number(name: str, *, default: int, lowest: int = 0, highest: int = 1_000_000_000) -> int:
    """Return the variable `name` as a whole number between `lowest` and `highest`.

    Raises ImproperlyConfigured, naming the variable and what it takes, for anything else.
    """
    value = text(name, default=str(default))
    if not (value.isascii() and value.isdigit() and lowest <= int(value) <= highest):
        message = f"{name} must be a whole number from {lowest} to {highest}, not “{value}”."
        raise ImproperlyConfigured(message)
    return int(value)
