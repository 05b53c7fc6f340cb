"""Children with limits: what goes wrong in one stays in it."""

import sys
import time

import pytest

from aiss import child


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
def test_run_ends_a_child_that_takes_too_long(code):
    started = time.monotonic()

    with pytest.raises(child.ChildFailed):
        child.run(python(code), b"", seconds=0.3)
    assert time.monotonic() - started < 5


def test_run_takes_the_answer_of_a_child_that_does_not_listen():
    assert child.run(python("import sys; sys.stdin.close(); print('x')"), b"x" * 1_000_000) == b"x\n"


def test_child_knows_nothing_of_its_surroundings():
    assert child.run(python("import os; print(sorted(os.environ), os.getcwd())"), b"") in {
        b"['LANG', 'PATH'] /\n",
        b"['LANG', 'LC_CTYPE', 'PATH'] /\n",
    }


def test_child_writes_no_more_files_than_it_may(tmp_path):
    code = "import os, pathlib; pathlib.Path('a').write_text('x' * 10); print(os.environ['HOME'] == os.getcwd())"

    assert child.run(python(code), b"", most_file=20, folder=str(tmp_path)) == b"True\n"
    with pytest.raises(child.ChildFailed):
        child.run(python(code.replace("10", "30")), b"", most_file=20, folder=str(tmp_path))
