"""The database itself refuses to change an event, and to give it a later time than it had.

What may change: the words beside an event (they can be erased, and are sealed anew with another key), and an event's
time, backwards, as the demo's stories need it. Deleting goes with the whole piece and is not refused here.

SQLite drops triggers with a table that a later migration builds anew: such a migration has to run these statements again.
"""

from django.db import migrations

EVENT = (
    "id", "submission_id", "action", "from_status", "to_status", "actor_id", "as_who", "version_id", "proof_id",
    "decision_id", "is_without_letter", "is_own_piece", "codes",
)  # fmt: skip
TEXT = ("id", "event_id", "kind", "is_for_author")
SENTENCE = "What happened is never changed."


def columns(names):
    return ", ".join(f'"{name}"' for name in names)


def sqlite(name, table, names, condition=""):
    return (
        f"CREATE TRIGGER {name} BEFORE UPDATE OF {columns(names)} ON {table} {condition}"
        f" BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
    )


def postgresql(name, table, names, condition=""):
    return (
        f"CREATE TRIGGER {name} BEFORE UPDATE OF {columns(names)} ON {table}"
        f" FOR EACH ROW {condition} EXECUTE FUNCTION submissions_refuse_change()"
    )


FUNCTION = f"""
CREATE FUNCTION submissions_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""
TRIGGERS = (
    ("submissions_event_never_changes", "submissions_event", EVENT),
    ("submissions_text_stays_beside_its_event", "submissions_eventtext", TEXT),
)
LATER = ("submissions_event_never_becomes_newer", "submissions_event", ("at",))


def add(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for trigger in TRIGGERS:
            schema_editor.execute(sqlite(*trigger))
        schema_editor.execute(sqlite(*LATER, 'WHEN NEW."at" > OLD."at"'))
        return
    schema_editor.execute(FUNCTION)
    for trigger in TRIGGERS:
        schema_editor.execute(postgresql(*trigger))
    schema_editor.execute(postgresql(*LATER, 'WHEN (NEW."at" > OLD."at")'))


def remove(apps, schema_editor):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for name, table, _names in (*TRIGGERS, LATER):
        schema_editor.execute(f"DROP TRIGGER {name}" + ("" if is_sqlite else f" ON {table}"))
    if not is_sqlite:
        schema_editor.execute("DROP FUNCTION submissions_refuse_change()")


class Migration(migrations.Migration):
    dependencies = [("submissions", "0005_sought")]

    operations = [migrations.RunPython(add, remove)]
