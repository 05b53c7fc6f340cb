"""Sealed columns: plain in Python, unreadable in the database, sealed anew when the keys change."""

import base64
import json
from datetime import UTC, date, datetime

import pytest
from django.core import serializers
from django.core.exceptions import FieldError
from django.core.management import call_command
from django.db import connection, models
from django.db.models.functions import Now
from django.test.utils import isolate_apps

from aiss.fields import EncryptedBytesField, EncryptedJSONField, EncryptedTextField
from aiss.mail.models import Lane, OutgoingEmail
from aiss.vault import CannotUnseal

OLD = "1:" + base64.urlsafe_b64encode(b"1" * 32).decode()
NEW = "2:" + base64.urlsafe_b64encode(b"2" * 32).decode()


def make_letter(number: int = 1, **fields) -> OutgoingEmail:
    return OutgoingEmail.objects.create(
        **{
            "recipient": "author@example.org",
            "language": "en",
            "kind": "receipt",
            "subject": "Received",
            "text": "Dear Wren,",
            "html": "",
            "message_id": f"<{number}@example.org>",
            "dedup_key": f"event:{number}",
            "lane": Lane.DECISION,
            "created_at": Now(),
            "due_at": Now(),
        }
        | fields
    )


def stored(pk: int, column: str) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM mail_outgoingemail WHERE id = %s", [pk])  # noqa: S608 - a literal
        return bytes(cursor.fetchone()[0])


@pytest.fixture
def safe_model(transactional_db):
    """A model with a sealed column of each kind, and its table."""
    with isolate_apps("aiss.mail"):

        class Safe(models.Model):
            data = EncryptedJSONField(null=True)
            file = EncryptedBytesField(default=b"")
            note = EncryptedTextField(default="", max_length=10)

            class Meta:
                app_label = "mail"

            def __str__(self):
                return str(self.pk)

        with connection.schema_editor() as editor:
            editor.create_model(Safe)
        yield Safe
        with connection.schema_editor() as editor:
            editor.delete_model(Safe)


@pytest.mark.parametrize("text", ["Dear Wren,", "", "نویسندهٔ گرامی", "a\0b", "sealed:", "sealed:QUJD"])
def test_text_comes_back_as_it_went_in(db, text):
    pk = make_letter(text=text).pk

    assert OutgoingEmail.objects.get(pk=pk).text == text


def test_database_holds_no_plain_text(db):
    pk = make_letter(recipient="wren@example.org").pk

    assert b"wren" not in stored(pk, "recipient")
    assert len(stored(pk, "recipient")) == 3 + 12 + len("wren@example.org") + 16


def test_erased_text_leaves_no_bytes(db):
    letter = make_letter()

    OutgoingEmail.objects.filter(pk=letter.pk).update(text="")

    assert stored(letter.pk, "text") == b""
    assert OutgoingEmail.objects.get(pk=letter.pk).text == ""


def test_value_moved_to_another_column_is_refused(db):
    letter = make_letter()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE mail_outgoingemail SET text = recipient WHERE id = %s", [letter.pk])

    with pytest.raises(CannotUnseal):
        OutgoingEmail.objects.get(pk=letter.pk)


@pytest.mark.parametrize("lookup", ["text", "text__contains", "text__in", "recipient__iexact", "text__gt"])
def test_sealed_column_cannot_be_searched(db, lookup):
    with pytest.raises(FieldError, match="blind index"):
        OutgoingEmail.objects.filter(**{lookup: "a"}).exists()


def test_sealed_column_can_be_asked_for_null(safe_model):
    safe_model.objects.create()

    assert safe_model.objects.filter(data__isnull=True).count() == 1


def test_json_comes_back_as_it_went_in(safe_model):
    values = [None, {}, [], "", 0, False, {"a": [1, "ب"]}, "sealed:x"]
    safe_model.objects.bulk_create([safe_model(data=value) for value in values])

    assert [safe.data for safe in safe_model.objects.order_by("pk")] == values


def test_json_takes_dates_as_text(safe_model):
    pk = safe_model.objects.create(data={"at": datetime(2026, 1, 2, tzinfo=UTC), "on": date(2026, 1, 2)}).pk

    assert safe_model.objects.get(pk=pk).data == {"at": "2026-01-02T00:00:00Z", "on": "2026-01-02"}


def test_bytes_come_back_as_they_went_in(safe_model):
    values = [b"", b"\0\xff" * 10, b"x" * 10_000_000]
    safe_model.objects.bulk_create([safe_model(file=value) for value in values])

    assert [safe.file for safe in safe_model.objects.order_by("pk")] == values


def test_defaults_are_plain_values(safe_model):
    safe = safe_model()

    assert (safe.data, safe.file, safe.note) == (None, b"", "")


def test_bulk_writes_seal_too(db):
    letters = [make_letter(1), make_letter(2)]
    for letter in letters:
        letter.text = f"number {letter.pk}"

    OutgoingEmail.objects.bulk_update(letters, ["text"])

    assert [letter.text for letter in OutgoingEmail.objects.order_by("pk")] == [f"number {x.pk}" for x in letters]
    assert b"number" not in stored(letters[0].pk, "text")


def test_dumped_rows_hold_no_plain_text_and_load_again(db):
    letter = make_letter(text="Dear Wren,", html="")
    letter.refresh_from_db()

    dumped = serializers.serialize("json", [letter])
    letter.delete()
    for restored in serializers.deserialize("json", dumped):
        restored.save()

    assert "Wren" not in dumped
    assert json.loads(dumped)[0]["fields"]["text"].startswith("sealed:")
    assert OutgoingEmail.objects.get().text == "Dear Wren,"


def test_rotate_keys_seals_everything_with_the_first_key(db, settings, capsys):
    settings.IDENTITY_KEYS = OLD
    old = make_letter(1)
    settings.IDENTITY_KEYS = f"{NEW},{OLD}"
    new = make_letter(2)
    untouched = stored(new.pk, "text")

    call_command("rotate_keys")

    settings.IDENTITY_KEYS = NEW
    assert OutgoingEmail.objects.get(pk=old.pk).text == "Dear Wren,"
    assert stored(new.pk, "text") == untouched
    assert stored(old.pk, "html") == b""


def test_rotate_keys_says_how_many_rows_it_wrote(db, settings, capsys):
    settings.IDENTITY_KEYS = f"{NEW},{OLD}"
    call_command("rotate_keys")
    capsys.readouterr()
    settings.IDENTITY_KEYS = f"{OLD},{NEW}"
    make_letter()
    settings.IDENTITY_KEYS = f"{NEW},{OLD}"

    call_command("rotate_keys")

    assert capsys.readouterr().out == "Rows sealed anew with key 2: 1.\n"
