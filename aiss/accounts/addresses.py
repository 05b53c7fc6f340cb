"""How an e-mail address is found without being stored in clear."""

from aiss.vault import blind_index, normalise_address


def address_index(address: str) -> str:
    """Return the keyed index (64 hex digits) under which a user, a code or a draft with `address` is found.

    Raises ValueError for what cannot be an address.
    """
    return blind_index(normalise_address(address), purpose="address")
