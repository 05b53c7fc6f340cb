"""How long commands say where they are."""

import io

import pytest

from aiss import progress
from aiss.progress import Progress


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture(autouse=True)
def always(monkeypatch):
    monkeypatch.setattr(progress, "TERMINAL_EVERY", 0.0)
    monkeypatch.setattr(progress, "PLAIN_EVERY", 0.0)


def test_terminal_has_one_line_that_is_written_over_and_left_clean():
    stream = Terminal()
    said = Progress(stream)

    said.tell("10 of 20")
    said.tell("9 left")
    said.done()

    assert stream.getvalue() == "\r10 of 20\r9 left  \r" + " " * 6 + "\r"


def test_elsewhere_each_word_is_a_line():
    stream = io.StringIO()
    said = Progress(stream)

    said.tell("10 of 20")
    said.done()

    assert stream.getvalue() == "10 of 20\n"


def test_nothing_is_said_too_often(monkeypatch):
    monkeypatch.setattr(progress, "PLAIN_EVERY", 60.0)
    stream = io.StringIO()
    said = Progress(stream)

    said.tell("1")
    said.tell("2")

    assert stream.getvalue() == ""
