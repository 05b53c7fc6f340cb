"""Sealing, blind indexes, tokens and the one spelling of an address."""

import base64

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from aiss import vault

FIRST = "1:" + base64.urlsafe_b64encode(b"1" * 32).decode()
SECOND = "2:" + base64.urlsafe_b64encode(b"2" * 32).decode().rstrip("=")


@given(st.binary(max_size=200))
def test_seal_gives_back_what_it_was_given(plaintext):
    sealed = vault.seal(plaintext, context="table.column")

    assert vault.unseal(sealed, context="table.column") == plaintext


def test_seal_never_gives_the_same_bytes_twice():
    assert vault.seal(b"a", context="t.c") != vault.seal(b"a", context="t.c")


def test_seal_hides_the_text():
    assert b"secret words" not in vault.seal(b"secret words", context="t.c")


def test_unseal_refuses_another_context():
    with pytest.raises(vault.CannotUnseal):
        vault.unseal(vault.seal(b"a", context="t.c"), context="t.d")


@pytest.mark.parametrize("place", [0, 1, 2, 3, 14, 15, -1])
def test_unseal_refuses_a_changed_byte(place):
    sealed = bytearray(vault.seal(b"some text", context="t.c"))
    sealed[place] ^= 1

    with pytest.raises(vault.CannotUnseal):
        vault.unseal(bytes(sealed), context="t.c")


@pytest.mark.parametrize("length", [0, 1, 3, 15, 20])
def test_unseal_refuses_short_bytes(length):
    with pytest.raises(vault.CannotUnseal):
        vault.unseal(vault.seal(b"some text", context="t.c")[:length], context="t.c")


def test_older_key_still_unseals_when_a_newer_one_stands_first(settings):
    settings.IDENTITY_KEYS = FIRST
    sealed = vault.seal(b"a", context="t.c")

    settings.IDENTITY_KEYS = f"{SECOND},{FIRST}"

    assert vault.unseal(sealed, context="t.c") == b"a"
    assert vault.key_id_of(sealed) == 1
    assert vault.key_id_of(vault.seal(b"a", context="t.c")) == 2


def test_unseal_refuses_when_the_key_is_gone(settings):
    settings.IDENTITY_KEYS = FIRST
    sealed = vault.seal(b"a", context="t.c")
    settings.IDENTITY_KEYS = SECOND

    with pytest.raises(vault.CannotUnseal) as caught:
        vault.unseal(sealed, context="t.c")

    assert str(caught.value).endswith("check IDENTITY_KEYS.")


@pytest.mark.parametrize(
    "keys", ["", "abc", "1:short", "1:ü", "0:" + FIRST[2:], f"{FIRST},{FIRST}", "70000:" + FIRST[2:]]
)
def test_unreadable_keys_are_refused_without_quoting_them(settings, keys):
    settings.IDENTITY_KEYS = keys

    with pytest.raises(ImproperlyConfigured) as caught:
        vault.seal(b"a", context="t.c")

    assert (
        str(caught.value) == "IDENTITY_KEYS must be id:key pairs, each id once, each key 32 bytes in URL-safe base64."
    )


def test_blind_index_depends_on_value_purpose_and_key(settings):
    index = vault.blind_index("a@example.org", purpose="address")

    assert index == vault.blind_index("a@example.org", purpose="address")
    assert len(index) == 64
    assert index != vault.blind_index("b@example.org", purpose="address")
    assert index != vault.blind_index("a@example.org", purpose="other")
    settings.IDENTITY_INDEX_KEY = "another key"
    assert index != vault.blind_index("a@example.org", purpose="address")


def test_tokens_are_long_and_different_and_stored_as_digests():
    token = vault.new_token()

    assert len(base64.urlsafe_b64decode(token + "=")) == 32
    assert token != vault.new_token()
    assert len(vault.token_digest(token)) == 64
    assert vault.token_digest(token) == vault.token_digest(token)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        (" Author@Example.ORG\n", "author@example.org"),
        ("ａｕｔｈｏｒ＠example.org", "author@example.org"),
        ("\u200eauthor@example.org\u200f", "author@example.org"),
        ("\u2068author@example.org\u2069", "author@example.org"),
        ("Zoë+desk@example.org", "zoë+desk@example.org"),
        ("author@İstanbul.example", "author@i̇stanbul.example"),
    ],
)
def test_normalise_address_gives_one_spelling(typed, stored):
    assert vault.normalise_address(typed) == stored


@pytest.mark.parametrize(
    "address",
    [
        "a@example.org\r\nBcc: e@example.org",
        "a@example.org\nBcc: e@example.org",
        "a@exam\u0000ple.org",
        "a b@example.org",
        "a@example.org\u2028b",
        "a\u202eb@example.org",
        "a\u200bb@example.org",
        "=?utf-8?q?a=0aBcc:=20e@x.org?=",
        "a@example.org =?utf-8?q?x?=",
        "a\ud800@example.org",
    ],
)
def test_normalise_address_refuses_what_could_smuggle(address):
    with pytest.raises(ValueError, match="on one line"):
        vault.normalise_address(address)


@given(st.text(max_size=30))
def test_normalise_address_changes_nothing_the_second_time(address):
    try:
        stored = vault.normalise_address(address)
    except vault.AddressRefused:
        return
    assert vault.normalise_address(stored) == stored
    assert stored.isprintable()
