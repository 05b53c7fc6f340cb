"""Keep the processes of one machine alive together, and leave none behind; needs nothing but the standard library.

Every child leads a process group of its own, so that Ctrl-C reaches the supervisor alone and it stops the children in
order. On Linux the kernel tells each child to stop when the supervisor is gone, whatever ended it, `kill -9` included.

`manage.py serve` becomes this program (`python aiss/supervisor.py PLAN`) once it knows what to start: so the process
that stays is a tenth of the size of one that has loaded the whole project.
"""

import ctypes
import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import asdict, dataclass

TICK = 0.1
STEADY_SECONDS = 60
LONGEST_WAIT = 30
SAME_REQUEST = 0.5  # seconds: `make` passes on a signal that the whole group was sent already
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


def end_with(parent: int) -> None:
    """Ask the kernel, in a child just forked, for SIGTERM when `parent` ends; Linux only."""
    if LIBC is not None:
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # it ended before the request was made
            os.kill(os.getpid(), signal.SIGTERM)


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What to start in `folder`: names and commands, where the web server answers, and what to say once it does."""

    folder: str
    commands: dict[str, list[str]]
    host: str
    port: int
    announcement: str

    def to_command(self) -> list[str]:
        """Return the command that carries out the plan."""
        return [sys.executable, __file__, json.dumps(asdict(self))]

    @classmethod
    def from_json(cls, text: str) -> "Plan":
        """Return the plan that `to_command` wrote as its last word."""
        return cls(**json.loads(text))


@dataclass
class Child:
    """One process to keep alive: what people call it, and the command that starts it."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen | None = None
    started_at: float = 0.0
    due_at: float = 0.0
    wait: float = 1.0

    def start(self) -> None:
        parent = os.getpid()
        self.started_at = time.monotonic()
        self.process = subprocess.Popen(
            self.command,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=lambda: end_with(parent),  # noqa: PLW1509 - the supervisor has no threads
        )

    def signal_group(self, number: int) -> None:
        """Send signal `number` to the process and to everything that it started."""
        if self.process is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, number)

    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None


class Supervisor:
    """Starts children, starts them again when they end, and stops them all at SIGINT, SIGTERM or SIGHUP."""

    def __init__(self, children: Sequence[Child], *, say: Callable[[str], None], patience: float = 25.0) -> None:
        self.children = children
        self.say = say
        self.patience = patience
        self.requests = 0
        self.heard_at = -SAME_REQUEST

    def run(self, *, is_ready: Callable[[], bool], announce: Callable[[], None]) -> None:
        """Keep the children alive until a signal asks to stop; call `announce` once `is_ready` says yes."""
        handlers = self.listen()
        announced = False
        try:
            while not self.requests:
                for child in self.children:
                    self.look_after(child)
                if not announced and is_ready():
                    announced = True
                    announce()
                time.sleep(TICK)
        finally:
            self.stop()
            for number, handler in handlers.items():
                signal.signal(number, handler)

    def listen(self) -> dict[int, object]:
        """Take over the signals that mean "stop"; return the handlers they had. `nohup` keeps its meaning."""
        wanted = [signal.SIGINT, signal.SIGTERM]
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
            wanted.append(signal.SIGHUP)
        return {number: signal.signal(number, self.hear) for number in wanted}

    def hear(self, number: int, frame: object) -> None:
        now = time.monotonic()
        if now - self.heard_at >= SAME_REQUEST:
            self.requests += 1
        self.heard_at = now

    def look_after(self, child: Child) -> None:
        """Start `child` when its time has come; note its end and choose when to start it again."""
        now = time.monotonic()
        if child.process is None:
            if now >= child.due_at:
                child.start()
        elif not child.running():
            child.signal_group(signal.SIGKILL)  # what it started must not keep the port or the queue
            child.wait = 1.0 if now - child.started_at > STEADY_SECONDS else min(child.wait * 2, LONGEST_WAIT)
            self.tell(
                f"The {child.name} ended by itself ({ending(child.process)}). Starting it again in {child.wait:.0f} s."
            )
            child.process, child.due_at = None, now + child.wait

    def stop(self) -> None:
        """Ask every child to finish, wait for it as long as `patience` or a second signal allows, then end it."""
        asked_before = self.requests
        self.tell("Stopping …")
        for child in self.children:
            if child.running():
                child.process.terminate()
        deadline = time.monotonic() + self.patience
        while any(child.running() for child in self.children):
            if time.monotonic() > deadline or self.requests > asked_before:
                break
            time.sleep(TICK)
        for child in self.children:
            child.signal_group(signal.SIGKILL)
            if child.process is not None:
                child.process.wait()
        self.tell("Stopped.")

    def tell(self, sentence: str) -> None:
        with suppress(OSError):  # a closed terminal must not keep the children alive
            self.say(sentence)


def ending(process: subprocess.Popen) -> str:
    """Return in words how `process` ended."""
    code = process.returncode
    return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"


def answers(host: str, port: int) -> bool:
    """Return whether a web server answers there, whatever it says."""
    with closing(http.client.HTTPConnection(host, port, timeout=2)) as connection:
        try:
            connection.request("GET", "/robots.txt")
            connection.getresponse()
        except (OSError, http.client.HTTPException):
            return False
        return True


def say(sentence: str) -> None:
    print(sentence, flush=True)


def main(text: str) -> None:
    """Carry out the plan written in `text` as JSON until a signal asks to stop."""
    plan = Plan.from_json(text)
    os.chdir(plan.folder)
    children = [Child(name, command) for name, command in plan.commands.items()]
    Supervisor(children, say=say).run(
        is_ready=lambda: answers(plan.host, plan.port), announce=lambda: say(plan.announcement)
    )


if __name__ == "__main__":
    main(sys.argv[1])
