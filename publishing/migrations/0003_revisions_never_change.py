"""The database itself refuses to change a revision.

SQLite drops triggers with a table that a later migration builds anew: such a migration has to run these statements again.
"""

from django.db import migrations

TRIGGERS = {
    "sqlite": [
        """
        CREATE TRIGGER publishing_revision_never_changes BEFORE UPDATE ON publishing_articlerevision
        BEGIN SELECT RAISE(ABORT, 'A revision is never changed.'); END
        """,
    ],
    "postgresql": [
        """
        CREATE FUNCTION publishing_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'A revision is never changed.' USING ERRCODE = 'integrity_constraint_violation'; END $$
        """,
        """
        CREATE TRIGGER publishing_revision_never_changes BEFORE UPDATE ON publishing_articlerevision
        FOR EACH ROW EXECUTE FUNCTION publishing_refuse_change()
        """,
    ],
}
REMOVALS = {
    "sqlite": ["DROP TRIGGER publishing_revision_never_changes"],
    "postgresql": [
        "DROP TRIGGER publishing_revision_never_changes ON publishing_articlerevision",
        "DROP FUNCTION publishing_refuse_change()",
    ],
}


def run(statements, schema_editor):
    for statement in statements[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def add(apps, schema_editor):
    run(TRIGGERS, schema_editor)


def remove(apps, schema_editor):
    run(REMOVALS, schema_editor)


class Migration(migrations.Migration):
    dependencies = [("publishing", "0002_site_texts")]

    operations = [migrations.RunPython(add, remove)]
