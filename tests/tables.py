"""Everything that is stored, for tests of what must change nothing."""

from django.apps import apps
from django.db import connection

# Made by asking alone: who is here, and how often somebody asked.
OF_VISITS = {"django_session", "accounts_limitcounter"}


def rows() -> dict[str, list[tuple]]:
    """Return every row of every table as the database holds it, but for sessions and limits."""
    found = {}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            table, key = model._meta.db_table, model._meta.pk.column
            if table not in OF_VISITS:
                cursor.execute(f'SELECT * FROM "{table}" ORDER BY "{key}"')  # noqa: S608 - names of our own models
                found[table] = [tuple(map(plain, row)) for row in cursor.fetchall()]
    return found


def plain(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value
