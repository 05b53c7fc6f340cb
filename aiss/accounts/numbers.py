"""Numbers as a letter's reader writes them."""

PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


def written(number: int, language: str) -> str:
    """Return `number` in the digits of `language`; Persian and Pashto share theirs."""
    return str(number).translate(PERSIAN_DIGITS) if language in {"fa", "ps"} else str(number)
