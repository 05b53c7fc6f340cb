"""Triggers note what changed among the public rows: see publishing/keys.py and publishing/models/generation.py.

PostgreSQL runs them when the transaction commits and holds the lock of the one row of `publishing_generation` until it
has: numbers follow commits, and nobody waits for that lock while others wait for them. SQLite has one writer at a time.

SQLite drops triggers with a table that a later migration builds anew: such a migration has to run `add` again.
"""

from dataclasses import dataclass

from django.db import migrations

AUTHORS = (
    "SELECT 'author:' || author_id AS k FROM publishing_byline WHERE article_id = {row}.id AND author_id IS NOT NULL"
)
TOPICS = "SELECT 'topic:' || topic_id AS k FROM publishing_articletopic WHERE article_id = {row}.id"
LANGUAGE = "SELECT 'corrections:' || language AS k FROM publishing_article WHERE id = {row}.article_id"


def keys(*expressions):
    return " UNION ".join(f"SELECT {expression} AS k" for expression in expressions)


def union(*selects):
    return " UNION ".join(selects)


@dataclass(frozen=True)
class Rule:
    """After `event` on `table`, if any of `columns` differs (none named: always), advance the keys of `select`."""

    table: str
    event: str
    select: str
    columns: tuple[str, ...] = ()


def each_event(table, *selects):
    """Return a rule for every event; `{row}` in a select is the new row, the old one, or on an update both."""
    select = union(*selects)
    return [
        Rule(table, "INSERT", select.format(row="NEW")),
        Rule(table, "DELETE", select.format(row="OLD")),
        Rule(table, "UPDATE", union(select.format(row="OLD"), select.format(row="NEW"))),
    ]


MEMBERSHIP = ("state", "language", "published_at", "work_id")
CARD = ("title", "slug", "standfirst", "kind", "words", "picture_id", "picture_alt", *MEMBERSHIP)
LISTS = union(keys("'list:' || {row}.language", "'work:' || {row}.work_id"), AUTHORS, TOPICS)
RULES = [
    Rule("publishing_article", "INSERT", LISTS.format(row="NEW")),
    Rule("publishing_article", "DELETE", union(LISTS.format(row="OLD"), keys("'article:' || OLD.id"))),
    Rule("publishing_article", "UPDATE", keys("'article:' || NEW.id")),
    Rule("publishing_article", "UPDATE", keys("'card:' || NEW.id", "'work:' || NEW.work_id"), CARD),
    Rule("publishing_article", "UPDATE", union(LISTS.format(row="OLD"), LISTS.format(row="NEW")), MEMBERSHIP),
    *each_event(
        "publishing_byline",
        keys("'article:' || {row}.article_id", "'card:' || {row}.article_id", "'author:' || {row}.author_id"),
    ),
    *each_event(
        "publishing_articletopic",
        keys("'article:' || {row}.article_id", "'card:' || {row}.article_id", "'topic:' || {row}.topic_id"),
    ),
    *each_event("publishing_correction", keys("'article:' || {row}.article_id"), LANGUAGE),
    *each_event("publishing_author", keys("'author:' || {row}.id")),
    *each_event("publishing_authortext", keys("'author:' || {row}.author_id")),
    *each_event("publishing_topic", keys("'topic:' || {row}.id", "'topics'")),
    *each_event("publishing_topictext", keys("'topic:' || {row}.topic_id", "'topics'")),
    *each_event("publishing_sitetext", keys("'site:' || {row}.language")),
    Rule("publishing_sitepage", "INSERT", keys("'site:' || NEW.language")),
    Rule("publishing_sitepage", "DELETE", keys("'site:' || OLD.language", "'page:' || OLD.id")),
    Rule("publishing_sitepage", "UPDATE", keys("'page:' || NEW.id")),
    Rule(
        "publishing_sitepage",
        "UPDATE",
        keys("'site:' || OLD.language", "'site:' || NEW.language"),
        ("title", "slug", "language", "position"),
    ),
]


SQLITE_NOW, POSTGRESQL_NOW = "CAST(strftime('%s', 'now') AS integer)", "extract(epoch FROM clock_timestamp())::bigint"
IS_NOT, IS_DISTINCT = "IS NOT", "IS DISTINCT FROM"


def name_of(number, rule):
    return f"publishing_note_{number:02}_{rule.table.removeprefix('publishing_')}_{rule.event.lower()}"


def condition(rule, differs):
    tests = " OR ".join(f"OLD.{column} {differs} NEW.{column}" for column in rule.columns)
    return f"WHEN ({tests})" if tests else ""


def note(select, now):
    """Return the statement that advances the keys of `select` to the number of this transaction."""
    return f"""
    INSERT INTO publishing_changedkey (key, generation, changed_at)
    SELECT found.k, g.number, {now} FROM (SELECT DISTINCT k FROM ({select}) AS each_key) AS found
    CROSS JOIN publishing_generation AS g WHERE found.k IS NOT NULL
    ON CONFLICT (key) DO UPDATE SET generation = excluded.generation, changed_at = excluded.changed_at;
    """


def in_sqlite(number, rule):
    yield f"""
    CREATE TRIGGER {name_of(number, rule)} AFTER {rule.event} ON {rule.table} {condition(rule, IS_NOT)}
    BEGIN
        UPDATE publishing_generation SET number = number + 1;
        {note(rule.select, SQLITE_NOW)}
    END
    """


def in_postgresql(number, rule):
    name = name_of(number, rule)
    yield f"""
    CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        UPDATE publishing_generation SET number = number + 1, made_in = txid_current()
        WHERE made_in <> txid_current();
        {note(rule.select, POSTGRESQL_NOW)}
        RETURN NULL;
    END $$
    """
    yield f"""
    CREATE CONSTRAINT TRIGGER {name} AFTER {rule.event} ON {rule.table} DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW {condition(rule, IS_DISTINCT)} EXECUTE FUNCTION {name}()
    """


MAKERS = {"sqlite": in_sqlite, "postgresql": in_postgresql}


def add(apps, schema_editor):
    generation = apps.get_model("publishing", "Generation")
    generation.objects.get_or_create(pk=1)
    for number, rule in enumerate(RULES, start=1):
        for statement in MAKERS[schema_editor.connection.vendor](number, rule):
            schema_editor.execute(statement, params=None)


def remove(apps, schema_editor):
    for number, rule in enumerate(RULES, start=1):
        name = name_of(number, rule)
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER {name}")
        else:
            schema_editor.execute(f"DROP TRIGGER {name} ON {rule.table}")
            schema_editor.execute(f"DROP FUNCTION {name}()")


class Migration(migrations.Migration):
    dependencies = [("publishing", "0005_reading_site")]

    operations = [migrations.RunPython(add, remove)]
