"""The two engines behind one interface; which one is asked depends on the database alone."""

from collections.abc import Sequence
from typing import Protocol

from django.db import connection

from publishing.search.expressions import Expression
from publishing.search.postgresql import PostgreSQL
from publishing.search.sqlite import SQLite


class Engine(Protocol):
    """What a database has to answer. Each method costs one query."""

    def newest(self, tiers: Sequence[Expression], limit: int) -> list[tuple[int, int]]:
        """Return the number of a tier and a place for the newest `limit` entries of each, better tiers first."""

    def names_like(self, word: str, sound: str) -> list[str]:
        """Return the words of names that share letters with `word`, or its sound; too many rather than too few."""

    def settle(self) -> None:
        """Put the index in order after many changes."""


ENGINES: dict[str, Engine] = {"sqlite": SQLite(), "postgresql": PostgreSQL()}


def engine() -> Engine:
    return ENGINES[connection.vendor]
