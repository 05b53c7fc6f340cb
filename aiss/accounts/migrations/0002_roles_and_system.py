"""Seed the roles that a desk starts with, and the actor that stands for the clock."""

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import migrations

ROLES = {
    "editor": ("Editor", ["handle", "publish"]),
    "chief_editor": (
        "Chief editor",
        ["handle", "publish", "override", "identity", "site", "staff", "mail"],
    ),
    "administrator": ("Administrator", ["site", "staff", "mail"]),
}


def seed(apps, schema_editor):
    database = schema_editor.connection.alias
    roles = apps.get_model("accounts", "Role").objects.using(database)
    for code, (name, rights) in ROLES.items():
        roles.get_or_create(code=code, defaults={"name": name, "rights": rights})
    # No address has this index, as it is not a hash.
    apps.get_model("accounts", "User").objects.using(database).get_or_create(
        public_id="system",
        defaults={
            "email_index": "system",
            "email": "",
            "language": settings.LANGUAGE_CODE,
            "is_active": False,
            "password": make_password(None),
        },
    )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop, elidable=False)]
