"""What a log line may hold: no client address, mail address, query or token, and never more than one message a line."""

import logging
import re

ADDRESS_OF_MACHINE = re.compile(r"(?<![\w.])(?!127\.|0\.0\.0\.0)\d{1,3}(?:\.\d{1,3}){3}(?![\w.])")
ADDRESS_OF_MACHINE_6 = re.compile(
    r"(?<![\w:])(?:(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}|(?:[0-9a-f]{1,4}:)+:[0-9a-f:]*|::(?!1\b)[0-9a-f:]+)(?![\w:])",
    re.IGNORECASE,
)
ADDRESS_OF_PERSON = re.compile(r"[^\s<>\"'(),;:]+@[^\s<>\"'(),;:]+")
QUERY = re.compile(r"(?<=[\w/])\?\S+")
TOKEN = re.compile(r"(?<![\w-])[\w-]{32,}(?![\w-])", re.ASCII)
CONTROL = {code: f"\\x{code:02x}" for code in (*range(9), *range(11, 32), 127)}


def without_private_parts(text: str) -> str:
    """Return `text` with every address, query and token in it replaced by an ellipsis."""
    for pattern in (ADDRESS_OF_PERSON, ADDRESS_OF_MACHINE, ADDRESS_OF_MACHINE_6, TOKEN):
        text = pattern.sub("…", text)
    return QUERY.sub("?…", text)


class PrivateFormatter(logging.Formatter):
    """Write a record, its traceback included, without private parts and without forged lines."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name}: {message}", style="{")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the name is logging's
        return super().formatMessage(record).replace("\n", "\\n").translate(CONTROL)

    def format(self, record: logging.LogRecord) -> str:
        return without_private_parts(super().format(record))
