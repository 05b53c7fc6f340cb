"""Random public identifiers: short to type, and they say nothing about a person, an account or an order."""

import secrets

ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"


def new_short_id() -> str:
    """Return eight random characters for the permanent short address of an article."""
    return "".join(secrets.choice(ALPHABET) for _ in range(8))


def new_author_id() -> str:
    """Return twelve random characters for the public profile of an author."""
    return "".join(secrets.choice(ALPHABET) for _ in range(12))


def new_review_id() -> str:
    """Return twelve random characters for the address of a review; without its signature it opens nothing."""
    return "".join(secrets.choice(ALPHABET) for _ in range(12))
