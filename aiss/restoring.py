"""Whether a backup may take the place of what this installation holds."""

import base64

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader

from aiss import vault
from aiss.accounts.models.user import SYSTEM_ID, User
from aiss.backup import FORMAT, PROOF, BackupRefused, Manifest
from aiss.mail.models import OutgoingEmail
from publishing.models import Article


def refuse_misfit(manifest: Manifest) -> None:
    """Raise BackupRefused where this code, this database or these keys cannot use the backup."""
    if manifest.format != FORMAT:
        raise BackupRefused("This backup was written by another version of the desk. Install that version first.")
    if manifest.engine != connection.vendor:
        raise BackupRefused(
            f"This backup is of {manifest.engine}, and DATABASE_URL names {connection.vendor}. Use the same kind."
        )
    known = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    if [key for key in manifest.migrations if tuple(key) not in known]:
        raise BackupRefused("This backup was written by a newer version of the desk. Upgrade first, then restore.")
    if not keys_fit(manifest):
        raise BackupRefused(
            "The keys in .env do not open this backup. Put back IDENTITY_KEYS and IDENTITY_INDEX_KEY of the "
            "installation that wrote it, then restore."
        )


def keys_fit(manifest: Manifest) -> bool:
    """Return whether addresses and identities in the backup can be read and found with the keys in force."""
    try:
        opened = vault.unseal(base64.b64decode(manifest.sealed), context=PROOF)
    except (vault.CannotUnseal, ValueError):
        return False
    return opened == PROOF.encode() and vault.blind_index(PROOF, purpose=PROOF) == manifest.index


def holds_data() -> bool:
    """Return whether anybody has used this database: an account, a letter or an article stands in it."""
    if User._meta.db_table not in connection.introspection.table_names():
        return False
    try:
        people = User.objects.exclude(public_id=SYSTEM_ID)
        return people.exists() or OutgoingEmail.objects.exists() or Article.objects.exists()
    except DatabaseError:
        return True  # tables of another version: only who is asked may decide that nothing in them matters
