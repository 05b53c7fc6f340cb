import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from aiss.env import BASE_DIR
from aiss.supervisor import Child, Supervisor

PROGRAM = """
    import subprocess, sys, time
    from pathlib import Path
    from aiss.supervisor import Child, Supervisor

    folder = Path({folder!r})
    sleeper = "import os, subprocess, sys, time, pathlib;" \\
        "inner = subprocess.Popen(['sleep', '600']);" \\
        "pathlib.Path(sys.argv[1]).write_text(str(os.getpid()) + ' ' + str(inner.pid));" \\
        "time.sleep(600)"
    children = [Child(name, [sys.executable, "-c", sleeper, str(folder / name)]) for name in ("one", "two")]
    Supervisor(children, say=lambda text: print(text, flush=True), patience=5).run(
        is_ready=lambda: all((folder / child.name).exists() for child in children),
        announce=lambda: (folder / "ready").write_text("yes"),
    )
"""


def wait_until(condition, seconds=15):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


def lives(number):
    """Return whether process `number` runs; one that only waits to be buried does not."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.fixture
def started(tmp_path):
    """A supervisor with two children in a process of its own; ends whatever the test left."""
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(PROGRAM.format(folder=str(tmp_path)))],
        cwd=BASE_DIR,
        stdout=subprocess.PIPE,
        text=True,
    )
    wait_until((tmp_path / "ready").exists)
    yield process, tmp_path
    process.kill()
    process.communicate()


def numbers_in(folder):
    """Return the process numbers of both children and of what each of them started."""
    return [int(number) for name in ("one", "two") for number in (folder / name).read_text().split()]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_supervisor_leaves_no_process_behind_when_asked_to_stop(started, number):
    process, folder = started
    numbers = numbers_in(folder)

    process.send_signal(number)
    output, _ = process.communicate(timeout=10)

    assert process.returncode == 0
    assert output.splitlines() == ["Stopping …", "Stopped."]
    assert [lives(number) for number in numbers] == [False] * 4


@pytest.mark.skipif(sys.platform != "linux", reason="Only Linux tells a child that its parent was killed.")
def test_supervisor_leaves_no_child_behind_when_it_is_killed(started):
    process, folder = started
    leaders = numbers_in(folder)[::2]

    process.kill()

    wait_until(lambda: not any(map(lives, leaders)))
    for inner in numbers_in(folder)[1::2]:  # what a child started is the child's own to stop, as granian's is
        os.kill(inner, signal.SIGKILL)


def test_supervisor_starts_a_child_again_that_was_killed(started):
    process, folder = started
    first = numbers_in(folder)
    (folder / "one").unlink()

    os.kill(first[0], signal.SIGKILL)
    wait_until(lambda: (folder / "one").exists() and (folder / "one").read_text().count(" ") == 1)
    fresh = numbers_in(folder)
    process.terminate()
    output, _ = process.communicate(timeout=10)

    assert output.splitlines()[0] == "The one ended by itself (signal SIGKILL). Starting it again in 2 s."
    assert fresh[0] not in first
    assert [lives(number) for number in first + fresh] == [False] * 8


def test_supervisor_ends_a_child_that_does_not_stop():
    said = []
    stubborn = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(600)"
    child = Child("worker", [sys.executable, "-c", stubborn])
    supervisor = Supervisor([child], say=said.append, patience=0.5)

    def stop_at_once():
        time.sleep(1)  # until it ignores the request
        supervisor.requests = 1
        return False

    supervisor.run(is_ready=stop_at_once, announce=lambda: None)

    assert child.process.returncode == -signal.SIGKILL
    assert said == ["Stopping …", "Stopped."]


def test_supervisor_waits_longer_after_each_early_end():
    said = []
    child = Child("worker", [sys.executable, "-c", "raise SystemExit(3)"])
    supervisor = Supervisor([child], say=said.append)

    for _ in range(6):
        child.due_at = 0.0
        supervisor.look_after(child)
        child.process.wait()
        supervisor.look_after(child)

    assert said == [
        f"The worker ended by itself (exit code 3). Starting it again in {seconds} s."
        for seconds in (2, 4, 8, 16, 30, 30)
    ]
