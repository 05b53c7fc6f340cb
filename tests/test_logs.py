import logging
import sys

import pytest

from aiss.logs import PrivateFormatter, without_private_parts


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Not Found: /fa/search?q=%D8%AA&page=2", "Not Found: /fa/search?…"),
        ("Forbidden: /staff/invitation/Zm9vYmFyYmF6Zm9vYmFyYmF6Zm9vYmFyYmF6Zm9v/", "Forbidden: /staff/invitation/…/"),
        ("Invalid request from ip=203.0.113.9: bad", "Invalid request from ip=…: bad"),
        ("from 2001:db8::7 and fe80::1 and 1:2:3:4:5:6:7:8", "from … and … and …"),
        ("refused sara.k+x@example.org today", "refused … today"),
        ("redis://desk:secret@db.example.org:6379", "redis://desk:…:6379"),
    ],
)
def test_private_parts_leave_the_line(line, expected):
    assert without_private_parts(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Listening at: http://127.0.0.1:8000 (4711)",
        "AISS-2026-0042 moved to in_review at 16:39:05.",
        "Is it so? It is.",
        "File \"/srv/desk/submissions/services/moving.py\", line 12, in _move",
    ],
)  # fmt: skip
def test_everything_else_stays(line):
    assert without_private_parts(line) == line


def test_formatter_keeps_a_message_on_one_line():
    record = logging.LogRecord("desk", logging.INFO, "", 0, "a\r\n2026 INFO desk: forged\x1b[2J %s", ("x\ny",), None)

    text = PrivateFormatter().format(record)

    assert text.endswith("INFO desk: a\\x0d\\n2026 INFO desk: forged\\x1b[2J x\\ny")


def test_formatter_cleans_tracebacks_too():
    try:
        raise ValueError("sara@example.org")
    except ValueError:
        record = logging.LogRecord("desk", logging.ERROR, "", 0, "It failed.", (), sys.exc_info())

    text = PrivateFormatter().format(record)

    assert text.splitlines()[-1] == "ValueError: …"
    assert "Traceback" in text


def test_no_logger_of_the_project_writes_past_the_formatter(settings):
    assert settings.LOGGING["root"]["handlers"] == ["console"]
    assert settings.LOGGING["handlers"]["console"]["formatter"] == "private"
    assert [logger["handlers"] for logger in settings.LOGGING["loggers"].values()] == [[], []]
