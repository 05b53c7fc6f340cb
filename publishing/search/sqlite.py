"""The search in SQLite: FTS5, over the rows of `SearchEntry`, kept by triggers (migration 0008).

The rowid is the place in time, so that the newest come first without any sorting, however common a word is.
"""

from collections.abc import Sequence

from django.db import connection

from publishing.search.expressions import Expression, written

TIER = """
    SELECT %s AS tier, place FROM (
        SELECT rowid AS place FROM publishing_searchwords WHERE publishing_searchwords MATCH %s
        ORDER BY rowid DESC LIMIT %s
    )
"""
NAMES = """
    SELECT word FROM publishing_searchname WHERE id IN (
        SELECT rowid FROM publishing_searchletters WHERE publishing_searchletters MATCH %s LIMIT %s
    )
    UNION SELECT word FROM publishing_searchname WHERE sound = %s AND sound <> ''
"""
MOST_NAMES = 2_000


class SQLite:
    def newest(self, tiers: Sequence[Expression], limit: int) -> list[tuple[int, int]]:
        parameters: list[str | int] = []
        for number, tier in enumerate(tiers):
            parameters += [number, written(tier, opening=" *", both=" AND ", either=" OR "), limit]
        with connection.cursor() as cursor:
            cursor.execute(f"{' UNION ALL '.join([TIER] * len(tiers))} ORDER BY tier, place DESC", parameters)
            return cursor.fetchall()

    def names_like(self, word: str, sound: str) -> list[str]:
        letters = sorted({word[start : start + 3] for start in range(len(word) - 2)})
        match = " OR ".join(f'"{three}"' for three in letters)
        with connection.cursor() as cursor:
            cursor.execute(NAMES, [match, MOST_NAMES, sound])
            return [word for (word,) in cursor.fetchall()]

    def settle(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO publishing_searchwords(publishing_searchwords) VALUES ('optimize')")
