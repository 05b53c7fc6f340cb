"""The search in PostgreSQL: full text over the rows of `SearchEntry`, and pg_trgm for names (migration 0008).

Words are compared as they were written: no dictionary and no parser of the database's takes part.
"""

from collections.abc import Sequence

from django.db import connection

from publishing.search.expressions import Expression, written

FOUND = "SELECT tier, place FROM"
TIER = "SELECT %s AS tier, place FROM publishing_search_newest(%s::tsquery, %s) AS place"
NAMES = """
    SELECT word FROM publishing_searchname WHERE word %% %s
    UNION SELECT word FROM publishing_searchname WHERE sound = %s AND sound <> ''
"""


class PostgreSQL:
    def newest(self, tiers: Sequence[Expression], limit: int) -> list[tuple[int, int]]:
        parameters: list[str | int] = []
        for number, tier in enumerate(tiers):
            parameters += [number, written(tier, opening=":*", both=" & ", either=" | "), limit]
        with connection.cursor() as cursor:
            union = " UNION ALL ".join([TIER] * len(tiers))
            cursor.execute(f"{FOUND} ({union}) AS found ORDER BY tier, place DESC", parameters)
            return cursor.fetchall()

    def names_like(self, word: str, sound: str) -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute(NAMES, [word, sound])
            return [word for (word,) in cursor.fetchall()]

    def settle(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT gin_clean_pending_list('publishing_search_words')")
            cursor.execute("ANALYZE publishing_searchentry")
