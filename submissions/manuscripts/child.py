"""Programs that read other people's files run as children with limits, at most two at once on a machine."""

import fcntl
import os
import resource
import selectors
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from submissions.manuscripts.refusals import ConversionBusy

SLOTS = 2
WAIT_SECONDS = 2.0
WALL_SECONDS = 10.0
CPU_SECONDS = 10
# What a child may write to; pandoc itself stops at 400 MB of heap. Its address space has no limit: at its start pandoc
# reserves a terabyte that it never uses, and fails now and then where it may not.
MEMORY = 600 * 1024 * 1024
MOST_OUTPUT = 8 * 1024 * 1024
_CHUNK = 64 * 1024


class ChildFailed(Exception):
    """The child ended badly, took too long, or said too much. Carries no word of what it read."""


@contextmanager
def slot() -> Iterator[None]:
    """Hold one of the machine's places for a conversion. Raises ConversionBusy when none gets free within 2 s.

    The places are locked files, so they serve every process, and a killed process gives its place back.
    """
    folder = Path(settings.DATA_DIR) / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    deadline = time.monotonic() + WAIT_SECONDS
    while (taken := _take_slot(folder)) is None:
        if time.monotonic() >= deadline:
            raise ConversionBusy
        time.sleep(0.05)
    try:
        yield
    finally:
        os.close(taken)


def _take_slot(folder: Path) -> int | None:
    for number in range(1, SLOTS + 1):
        descriptor = os.open(folder / f"conversion-{number}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(descriptor)
        else:
            return descriptor
    return None


def run(command: list[str], data: bytes, *, most_output: int = MOST_OUTPUT) -> bytes:
    """Feed `data` to a command and return what it writes. Nothing touches the disk, nothing reaches a log.

    Raises ChildFailed when it exits with an error, needs more than 10 s or the memory allowed, or writes more than
    `most_output` bytes.
    """
    child = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        cwd="/",
        env={"LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"},
        start_new_session=True,
    )
    with child:
        try:
            _limit(child.pid)
            output = _exchange(child, data, most_output)
            if child.wait(timeout=WALL_SECONDS) != 0:
                raise ChildFailed
        except BaseException as error:
            child.kill()
            if isinstance(error, subprocess.TimeoutExpired):
                raise ChildFailed from None
            raise
    return output


def _limit(pid: int) -> None:
    """Set the limits from outside: the child waits for its input meanwhile, and no code runs between fork and exec."""
    if not hasattr(resource, "prlimit"):  # pragma: no cover - only Linux has it
        return
    for name, most in (
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_DATA, MEMORY),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        resource.prlimit(pid, name, (most, most))


def _exchange(child: subprocess.Popen[bytes], data: bytes, most_output: int) -> bytes:
    """Write and read at the same time until the child closes its output."""
    deadline = time.monotonic() + WALL_SECONDS
    rest = memoryview(data)
    output = bytearray()
    os.set_blocking(child.stdin.fileno(), False)
    with selectors.DefaultSelector() as selector:
        selector.register(child.stdin, selectors.EVENT_WRITE)
        selector.register(child.stdout, selectors.EVENT_READ)
        while selector.get_map():
            ready = selector.select(deadline - time.monotonic())
            if time.monotonic() >= deadline:
                raise ChildFailed
            for key, _events in ready:
                if key.fileobj is child.stdin:
                    rest = _write_some(child, selector, rest)
                    continue
                chunk = os.read(child.stdout.fileno(), _CHUNK)
                output += chunk
                if not chunk:
                    selector.unregister(child.stdout)
                if len(output) > most_output:
                    raise ChildFailed
    return bytes(output)


def _write_some(child: subprocess.Popen[bytes], selector: selectors.BaseSelector, rest: memoryview) -> memoryview:
    try:
        rest = rest[os.write(child.stdin.fileno(), rest[:_CHUNK]) :]
        finished = not rest
    except BlockingIOError:
        return rest
    except BrokenPipeError:
        finished = True  # it stopped reading; its exit status tells why
    if finished:
        selector.unregister(child.stdin)
        child.stdin.close()
    return rest
