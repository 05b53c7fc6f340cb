"""What keeps a leaked database or backup from naming anybody: sealing, blind indexes, and tokens kept as digests."""

import base64
import binascii
import functools
import hashlib
import hmac
import secrets
import unicodedata

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext as _

FORMAT = 1
NONCE_BYTES = 12
KEY_BYTES = 32
TOKEN_BYTES = 32
HEADER_BYTES = 3


class CannotUnseal(Exception):
    """The sealed bytes are damaged, stand in another place than they were sealed for, or their key is gone."""

    def __str__(self) -> str:
        return _("A protected value could not be read. Ask the administrator to check IDENTITY_KEYS.")


class AddressRefused(ValueError):
    """The address holds what no e-mail address may hold."""

    def __str__(self) -> str:
        return _("This e-mail address cannot be used. Type it again on one line, without spaces or special signs.")


def seal(plaintext: bytes, *, context: str) -> bytes:
    """Return `plaintext` encrypted with the first key, readable only with the same `context` ("table.column").

    The result is: format (1 byte), key id (2 bytes), nonce (12 bytes), AES-256-GCM ciphertext with its tag.
    """
    key_id, key = next(iter(_keys(settings.IDENTITY_KEYS).items()))
    header = bytes([FORMAT]) + key_id.to_bytes(2, "big")
    nonce = secrets.token_bytes(NONCE_BYTES)
    return header + nonce + AESGCM(key).encrypt(nonce, plaintext, header + context.encode())


def unseal(sealed: bytes, *, context: str) -> bytes:
    """Return what was sealed for `context`, whichever of the configured keys sealed it.

    Raises CannotUnseal where the bytes, the context or the key do not fit.
    """
    header, nonce = sealed[:HEADER_BYTES], sealed[HEADER_BYTES : HEADER_BYTES + NONCE_BYTES]
    key = _keys(settings.IDENTITY_KEYS).get(key_id_of(sealed))
    if key is None:
        raise CannotUnseal
    try:
        return AESGCM(key).decrypt(nonce, sealed[HEADER_BYTES + NONCE_BYTES :], header + context.encode())
    except (InvalidTag, ValueError) as error:
        raise CannotUnseal from error


def key_id_of(sealed: bytes) -> int:
    """Return the id of the key that sealed these bytes.

    Raises CannotUnseal where they are not sealed bytes.
    """
    if len(sealed) < HEADER_BYTES + NONCE_BYTES or sealed[0] != FORMAT:
        raise CannotUnseal
    return int.from_bytes(sealed[1:HEADER_BYTES], "big")


def first_key_id() -> int:
    """Return the id of the key that seals from now on."""
    return next(iter(_keys(settings.IDENTITY_KEYS)))


def blind_index(value: str, *, purpose: str) -> str:
    """Return the keyed hash (64 hex digits) that finds `value` again without storing it.

    Equal values of different purposes have unrelated hashes. Normalise before: "A@x" and "a@x" differ here.
    """
    message = purpose.encode() + b"\0" + value.encode()
    return hmac.new(settings.IDENTITY_INDEX_KEY.encode(), message, hashlib.sha256).hexdigest()


def new_token() -> str:
    """Return 256 random bits for a link or a cookie, safe in an address."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_digest(token: str) -> str:
    """Return what is stored in the token's place (64 hex digits); a random token needs no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


def normalise_address(address: str) -> str:
    """Return the one spelling under which `address` is stored, indexed and written to.

    Raises AddressRefused (a ValueError) on control and invisible characters, white space inside, and encoded words:
    what could become a second header or a second recipient.
    """
    folded = _folded(address)
    # Folding can bring forth what folds again, and the stored spelling has to stay the same ever after.
    while (again := _folded(folded)) != folded:
        folded = again
    if "=?" in folded or any(character.isspace() or _is_invisible(character) for character in folded):
        raise AddressRefused
    return folded


def _folded(address: str) -> str:
    # Addresses pasted from right-to-left text bring direction marks along at either end.
    text = (
        unicodedata.normalize("NFKC", address)
        .strip()
        .strip("\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069\ufeff")
    )
    return unicodedata.normalize("NFKC", text.lower())


def _is_invisible(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


@functools.lru_cache(maxsize=8)
def _keys(setting: str) -> dict[int, bytes]:
    """Return the keys of `setting` ("2:<base64>,1:<base64>") by id, in the order given.

    Raises ImproperlyConfigured, never quoting a key, where the setting cannot be read.
    """
    keys: dict[int, bytes] = {}
    for part in setting.split(","):
        number, _separator, encoded = part.strip().partition(":")
        try:
            key_id = int(number)
            key = base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4))
        except (ValueError, binascii.Error):
            key_id, key = 0, b""
        if not 0 < key_id < 2**16 or len(key) != KEY_BYTES or key_id in keys:
            message = "IDENTITY_KEYS must be id:key pairs, each id once, each key 32 bytes in URL-safe base64."
            raise ImproperlyConfigured(message) from None
        keys[key_id] = key
    return keys
