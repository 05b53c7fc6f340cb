"""Programs that read other people's files, or may run away with ours, run as children with limits."""

import math
import os
import resource
import selectors
import subprocess
import time

WALL_SECONDS = 10.0
# What a child may write to; pandoc itself stops at 400 MB of heap. Its address space has no limit: at its start pandoc
# reserves a terabyte that it never uses, and fails now and then where it may not.
MEMORY = 600 * 1024 * 1024
MOST_OUTPUT = 8 * 1024 * 1024
_CHUNK = 64 * 1024


class ChildFailed(Exception):
    """The child ended badly, took too long, or said too much. Carries no word of what it read."""


def run(
    command: list[str],
    data: bytes,
    *,
    most_output: int = MOST_OUTPUT,
    seconds: float = WALL_SECONDS,
    most_file: int = 0,
    folder: str = "/",
) -> bytes:
    """Feed `data` to a command and return what it writes. Nothing touches the disk, nothing reaches a log.

    A command that cannot do without files of its own writes them in `folder`, none larger than `most_file` bytes.
    Raises ChildFailed when it exits with an error, needs more than `seconds` or the memory allowed, or writes more
    than `most_output` bytes.
    """
    child = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        cwd=folder,
        env={"LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"} | ({"HOME": folder, "TMPDIR": folder} if most_file else {}),
        start_new_session=True,
    )
    with child:
        try:
            _limit(child.pid, seconds, most_file)
            output = _exchange(child, data, most_output, seconds)
            if child.wait(timeout=seconds) != 0:
                raise ChildFailed
        except BaseException as error:
            child.kill()
            if isinstance(error, subprocess.TimeoutExpired):
                raise ChildFailed from None
            raise
    return output


def _limit(pid: int, seconds: float, most_file: int) -> None:
    """Set the limits from outside: the child waits for its input meanwhile, and no code runs between fork and exec."""
    if not hasattr(resource, "prlimit"):  # pragma: no cover - only Linux has it
        return
    for name, most in (
        (resource.RLIMIT_CPU, math.ceil(seconds)),
        (resource.RLIMIT_DATA, MEMORY),
        (resource.RLIMIT_FSIZE, most_file),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        resource.prlimit(pid, name, (most, most))


def _exchange(child: subprocess.Popen[bytes], data: bytes, most_output: int, seconds: float) -> bytes:
    """Write and read at the same time until the child closes its output."""
    deadline = time.monotonic() + seconds
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
