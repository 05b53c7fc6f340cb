"""What a request asks of a page: in which encoding, and whether it has it already."""

from email.utils import parsedate_to_datetime
from functools import lru_cache

BROTLI, GZIP, IDENTITY = "br", "gzip", ""
PREFERRED = (BROTLI, GZIP)


def weight_of(parameters: str) -> float:
    """Return the weight among `parameters`, 1 where none is given and 0 where it is no number."""
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            try:
                return float(value.strip())
            except ValueError:
                return 0
    return 1


@lru_cache(maxsize=256)
def encoding_for(accept_encoding: str) -> str:
    """Return the best encoding that the header allows; "" stands for none."""
    weights: dict[str, float] = {}
    for part in accept_encoding.split(","):
        name, _, parameters = part.partition(";")
        weights[name.strip().lower()] = weight_of(parameters)
    others = weights.get("*", 0)
    return next((encoding for encoding in PREFERRED if weights.get(encoding, others) > 0), IDENTITY)


def has_tag(if_none_match: str, tag: str) -> bool:
    """Return whether the header names a variant of the page whose own tag is `tag`, weak or strong."""
    known = {tag, *(f"{tag}-{encoding}" for encoding in PREFERRED)}
    candidates = (part.strip().removeprefix("W/") for part in if_none_match.split(","))
    return any(part == "*" or part.strip('"') in known for part in candidates)


def is_unmodified(if_modified_since: str, made_at: int) -> bool:
    """Return whether the header's date is not before `made_at`, in seconds since 1970."""
    try:
        return parsedate_to_datetime(if_modified_since).timestamp() >= made_at
    except (ValueError, TypeError, OverflowError):
        return False
