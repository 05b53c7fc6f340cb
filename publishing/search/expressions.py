"""What is asked of the index, before it is written in an engine's own language."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Term:
    """A token; with `is_opening` every token that begins with it."""

    token: str
    is_opening: bool = False


@dataclass(frozen=True)
class AllOf:
    parts: tuple["Expression", ...]


@dataclass(frozen=True)
class AnyOf:
    parts: tuple["Expression", ...]


Expression = Term | AllOf | AnyOf


def all_of(parts: Iterable[Expression]) -> Expression:
    parts = tuple(dict.fromkeys(parts))
    return parts[0] if len(parts) == 1 else AllOf(parts)


def any_of(parts: Iterable[Expression]) -> Expression:
    parts = tuple(dict.fromkeys(parts))
    return parts[0] if len(parts) == 1 else AnyOf(parts)


def written(expression: Expression, *, opening: str, both: str, either: str) -> str:
    """Return `expression` with an engine's signs; each token in quotes, of which it never holds any."""
    match expression:
        case Term(token, is_opening):
            quote = '"' if both == " AND " else "'"
            return f"{quote}{token}{quote}{opening if is_opening else ''}"
        case AllOf(parts):
            sign = both
        case AnyOf(parts):
            sign = either
    return f"({sign.join(written(part, opening=opening, both=both, either=either) for part in parts)})"
