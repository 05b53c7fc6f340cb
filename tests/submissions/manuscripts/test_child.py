"""Children with limits: what goes wrong in one stays in it."""

import sys
import time

import pytest

from submissions import manuscripts
from submissions.manuscripts import child
from tests.submissions.manuscripts.making import docx, paragraph


def python(code):
    return [sys.executable, "-I", "-c", code]


def test_run_returns_what_the_child_writes():
    echo = "import sys; sys.stdout.buffer.write(sys.stdin.buffer.read()[::-1])"

    assert child.run(python(echo), b"abc" * 100_000) == b"cba" * 100_000


@pytest.mark.parametrize(
    "code",
    [
        "raise SystemExit(1)",
        "import os; os.kill(os.getpid(), 9)",
        "bytearray(900 * 1024 * 1024)",
        "import tempfile; file = tempfile.TemporaryFile(); file.write(b'x'); file.flush()",
        "while True: print('x' * 100000)",
    ],
    ids=["error", "killed", "memory", "file", "output"],
)
def test_run_refuses_a_child_that_fails(code):
    with pytest.raises(child.ChildFailed):
        child.run(python(code), b"x" * 1_000_000, most_output=1_000_000)


@pytest.mark.parametrize("code", ["import time; time.sleep(60)", "import os, time; os.close(1); time.sleep(60)"])
def test_run_ends_a_child_that_takes_too_long(code, monkeypatch):
    monkeypatch.setattr(child, "WALL_SECONDS", 0.3)
    started = time.monotonic()

    with pytest.raises(child.ChildFailed):
        child.run(python(code), b"")
    assert time.monotonic() - started < 5


def test_run_takes_the_answer_of_a_child_that_does_not_listen():
    assert child.run(python("import sys; sys.stdin.close(); print('x')"), b"x" * 1_000_000) == b"x\n"


def test_child_knows_nothing_of_its_surroundings():
    assert child.run(python("import os; print(sorted(os.environ), os.getcwd())"), b"") in {
        b"['LANG', 'PATH'] /\n",
        b"['LANG', 'LC_CTYPE', 'PATH'] /\n",
    }


def test_third_conversion_waits_then_asks_to_come_back(monkeypatch):
    monkeypatch.setattr(child, "WAIT_SECONDS", 0.2)
    data = docx(paragraph("a"))

    with child.slot(), child.slot():
        with pytest.raises(manuscripts.ConversionBusy) as busy:
            manuscripts.read(data, filename="a.docx", language="en")
        assert str(busy.value).endswith("what you typed is kept.")
        assert manuscripts.read_pasted("a", language="en").body == "<p>a</p>"

    assert manuscripts.read(data, filename="a.docx", language="en").body == "<p>a</p>"


def test_slot_is_given_back_after_a_failure():
    for _ in range(child.SLOTS + 1):
        with pytest.raises(ValueError, match="x"), child.slot():
            raise ValueError("x")
