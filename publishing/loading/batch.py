"""Rows that refer to each other before any of them is stored: numbered ahead, then written table by table."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any, TypeVar

from django.core.management.color import no_style
from django.db import connection, models
from django.db.models import Max

Row = TypeVar("Row", bound=models.Model)


class Batch:
    """Rows in the making. `add` numbers them, `write` stores them and forgets them.

    A statement a table and not `bulk_create`, which would spend most of the command's time on composing SQL.
    """

    def __init__(self, tables: Sequence[type[models.Model]]) -> None:
        self._tables = tables
        highest = {model: model._base_manager.aggregate(highest=Max("pk"))["highest"] or 0 for model in tables}
        self._numbers = {model: count(number + 1) for model, number in highest.items()}
        self._rows: Mapping[type[models.Model], list[models.Model]] = defaultdict(list)
        self._plain: Mapping[tuple[type[models.Model], tuple[str, ...]], list[tuple]] = defaultdict(list)

    def add(self, row: Row) -> Row:
        row.pk = next(self._numbers[type(row)])
        self._rows[type(row)].append(row)
        return row

    def add_plain(self, model: type[models.Model], **values: Any) -> None:
        """Add a row of many as bare values by column, as the database takes them; it is numbered by the database."""
        self._plain[model, tuple(values)].append(tuple(values.values()))

    def write(self) -> None:
        """Store the rows in the order of the tables; keys between them are checked at the end of the transaction."""
        for model in self._tables:
            fields = model._meta.local_concrete_fields
            rows = [
                [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
                for row in self._rows.pop(model, ())
            ]
            _insert(model, [field.column for field in fields], rows)
        for (model, columns), values in self._plain.items():
            _insert(model, columns, values)
        self._plain.clear()

    def close(self) -> None:
        """Let the database count on from the numbers that were given here."""
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), list(self._tables)):
                cursor.execute(statement)


def _insert(model: type[models.Model], columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    if not rows:
        return
    table = connection.ops.quote_name(model._meta.db_table)
    names = ", ".join(map(connection.ops.quote_name, columns))
    places = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", rows)  # noqa: S608 - our own tables
