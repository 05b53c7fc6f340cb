"""The words of articles for the search, and behind them an index of each engine's own.

SQLite: FTS5, fed by triggers; without positions and sizes, for only whether a word stands in an article is asked of it.
It needs SQLite 3.34 or newer with FTS5. PostgreSQL: GIN, and the extension pg_trgm, which any owner of a database may
add since version 13. The texts are stored apart from their rows, so that reading many places reads few pages.

SQLite drops triggers with a table that a later migration builds anew: such a migration has to run these statements again.
"""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from publishing.search.indexing import write_entries

AT_A_TIME = 500


def followed(words, table, column, key):
    """Return the statements that make the FTS5 table `words` hold what `table` holds."""
    add = f"INSERT INTO {words}(rowid, {column}) VALUES (new.{key}, new.{column});"
    take = f"INSERT INTO {words}({words}, rowid, {column}) VALUES ('delete', old.{key}, old.{column});"
    return [
        f"CREATE TRIGGER {words}_added AFTER INSERT ON {table} BEGIN {add} END",
        f"CREATE TRIGGER {words}_taken AFTER DELETE ON {table} BEGIN {take} END",
        f"CREATE TRIGGER {words}_changed AFTER UPDATE ON {table} BEGIN {take} {add} END",
    ]


ADDED = {
    "sqlite": [
        """
        CREATE VIRTUAL TABLE publishing_searchwords USING fts5(
            words, content='publishing_searchentry', content_rowid='place',
            detail=none, columnsize=0, tokenize="ascii tokenchars '_'", prefix='3 4 6'
        )
        """,
        *followed("publishing_searchwords", "publishing_searchentry", "words", "place"),
        """
        CREATE VIRTUAL TABLE publishing_searchletters USING fts5(
            word, content='publishing_searchname', content_rowid='id', detail=none, columnsize=0, tokenize='trigram'
        )
        """,
        *followed("publishing_searchletters", "publishing_searchname", "word", "id"),
    ],
    "postgresql": [
        "CREATE EXTENSION IF NOT EXISTS pg_trgm",
        "ALTER TABLE publishing_searchentry SET (toast_tuple_target = 128)",
        """
        CREATE FUNCTION publishing_search_vector(words text) RETURNS tsvector
        LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
        AS $$ BEGIN RETURN array_to_tsvector(string_to_array(words, ' ')); END $$
        """,
        """
        CREATE INDEX publishing_search_words ON publishing_searchentry
        USING gin (publishing_search_vector(words)) WITH (gin_pending_list_limit = 512)
        """,
        # The planner takes making the vectors of all rows for cheap, and compiling the query for worth while: it is not
        """
        CREATE FUNCTION publishing_search_newest(wanted tsquery, most integer) RETURNS SETOF bigint
        LANGUAGE plpgsql STABLE SET enable_seqscan = off SET jit = off
        AS $$ BEGIN RETURN QUERY
            SELECT place FROM publishing_searchentry WHERE publishing_search_vector(words) @@ wanted
            ORDER BY place + 0 DESC LIMIT most;
        END $$
        """,
        "CREATE INDEX publishing_search_letters ON publishing_searchname USING gin (word gin_trgm_ops)",
    ],
}
DROPPED = [
    "DROP FUNCTION publishing_search_newest(tsquery, integer)",
    "DROP FUNCTION publishing_search_vector(text)",
]
REMOVED = {
    # Their triggers go with the tables that they stand on
    "sqlite": ["DROP TABLE publishing_searchwords", "DROP TABLE publishing_searchletters"],
    "postgresql": ["DROP INDEX publishing_search_words", "DROP INDEX publishing_search_letters", *DROPPED],
}
TRIGGERS = [
    f"{table}_{event}"
    for table in ("publishing_searchwords", "publishing_searchletters")
    for event in ("added", "taken", "changed")
]


def add(apps, schema_editor):
    for statement in ADDED[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for trigger in TRIGGERS:
            schema_editor.execute(f"DROP TRIGGER {trigger}")
    for statement in REMOVED[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def index(apps, schema_editor):
    articles, entries, names = (
        apps.get_model("publishing", name) for name in ("Article", "SearchEntry", "SearchName")
    )
    last = 0
    while found := list(articles.objects.filter(pk__gt=last).order_by("pk")[:AT_A_TIME]):
        write_entries(found, entries=entries, names=names)
        last = found[-1].pk


class Migration(migrations.Migration):
    dependencies = [("publishing", "0007_site_pages")]

    operations = [
        migrations.CreateModel(
            name="SearchName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("word", models.CharField(max_length=40, unique=True)),
                ("sound", models.CharField(db_index=True, max_length=40)),
            ],
            options={"verbose_name": "name for the search", "verbose_name_plural": "names for the search"},
        ),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                ("place", models.BigIntegerField(primary_key=True, serialize=False)),
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="search_entry",
                        to="publishing.article",
                    ),
                ),
                ("words", models.TextField()),
            ],
            options={
                "verbose_name": "words of an article for the search",
                "verbose_name_plural": "words of articles for the search",
                "constraints": [models.CheckConstraint(condition=~Q(words=""), name="search_entry_has_words")],
            },
        ),
        migrations.RunPython(add, remove),
        migrations.RunPython(index, migrations.RunPython.noop),
    ]
