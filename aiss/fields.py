"""Model fields whose content the database holds sealed; a column's name is part of its seal."""

import json
from base64 import b64decode, b64encode
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.db.models import ExpressionWrapper, F
from django.utils.translation import gettext_lazy as _

from aiss import vault

# How a sealed value is marked in `dumpdata`, which therefore shows no plain text either.
DUMPED = "sealed:"


class SealedField(models.BinaryField):
    """The shared part: Python sees the plain value, the database sealed bytes, and only `isnull` can be asked."""

    @property
    def context(self) -> str:
        return f"{self.model._meta.db_table}.{self.column}"

    def encode(self, value: Any) -> bytes:
        raise NotImplementedError

    def decode(self, data: bytes) -> Any:
        raise NotImplementedError

    def get_prep_value(self, value: Any) -> bytes | None:
        if value is None:
            return None
        data = self.encode(value)
        # Nothing to hide in an empty value, and erasing one then leaves no bytes behind.
        return vault.seal(data, context=self.context) if data else b""

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        if value is None:
            return None
        sealed = bytes(value)
        return self.decode(vault.unseal(sealed, context=self.context) if sealed else b"")

    def get_lookup(self, lookup_name: str) -> type | None:
        if lookup_name != "isnull":
            message = f"{self.model.__name__}.{self.name} is sealed: ask for isnull, or keep a blind index beside it."
            raise FieldError(message)
        return super().get_lookup(lookup_name)

    def get_default(self) -> Any:
        # BinaryField turns an empty string into bytes.
        return self._get_default()

    def value_to_string(self, obj: models.Model) -> str:
        return DUMPED + b64encode(self.get_prep_value(self.value_from_object(obj)) or b"").decode("ascii")

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and value.startswith(DUMPED):
            try:
                return self.from_db_value(b64decode(value.removeprefix(DUMPED), validate=True), None, None)
            except (ValueError, vault.CannotUnseal):
                # Only a text that happens to begin like this: nobody without the key can forge the rest.
                return value
        return value


class EncryptedTextField(SealedField):
    """A text; empty text is stored as empty."""

    description = _("Encrypted text")
    empty_values = [None, ""]

    def encode(self, value: str) -> bytes:
        return str(value).encode()

    def decode(self, data: bytes) -> str:
        return data.decode()

    def _check_str_default_value(self) -> list:
        return []


class EncryptedJSONField(SealedField):
    """Anything that JSON can hold."""

    description = _("Encrypted JSON")
    empty_values = [None, [], {}]
    empty_strings_allowed = False

    def encode(self, value: Any) -> bytes:
        return json.dumps(value, ensure_ascii=False, cls=DjangoJSONEncoder).encode()

    def decode(self, data: bytes) -> Any:
        return json.loads(data) if data else None


class EncryptedBytesField(SealedField):
    """Raw bytes, such as an uploaded original; a file of 10 MB is fine."""

    description = _("Encrypted bytes")
    empty_values = [None, b""]
    empty_strings_allowed = False

    def encode(self, value: bytes) -> bytes:
        return bytes(value)

    def decode(self, data: bytes) -> bytes:
        return data


def reseal_all() -> int:
    """Seal every value that an older key sealed with the first key; return how many rows were written."""
    rows = 0
    for model in apps.get_models(include_auto_created=True):
        names = [field.name for field in model._meta.local_concrete_fields if isinstance(field, SealedField)]
        if names and model._meta.managed and not model._meta.proxy:
            rows += sum(_reseal_row(model, pk, names) for pk in _pks_to_reseal(model, names))
    return rows


def _pks_to_reseal(model: type[models.Model], names: list[str]) -> list[Any]:
    raw = {f"raw_{name}": ExpressionWrapper(F(name), output_field=models.BinaryField()) for name in names}
    rows = model._base_manager.annotate(**raw).values_list("pk", *raw)
    return [pk for pk, *values in rows.iterator(chunk_size=100) if any(_is_stale(value) for value in values)]


def _is_stale(value: Any) -> bool:
    return bool(value) and vault.key_id_of(bytes(value)) != vault.first_key_id()


def _reseal_row(model: type[models.Model], pk: Any, names: list[str]) -> int:
    # Read under the row's lock, so that nothing written meanwhile is put back to what it was.
    with transaction.atomic():
        values = model._base_manager.select_for_update().filter(pk=pk).values(*names).first()
        return model._base_manager.filter(pk=pk).update(**values) if values else 0
