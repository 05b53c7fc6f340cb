"""Starts the servers that are measured, each with two processes of granian, and stops them."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager

from aiss.env import BASE_DIR

WORKERS = 2
BARE_THREADS = 64  # as many as the desk's own, and what a bare program answers fastest with
DJANGO_THREADS = 8  # as many as run Django at the desk
GRANIAN = [
    sys.executable, "-m", "granian", "--interface", "wsgi", "--http", "1", "--no-ws", "--workers", str(WORKERS),
    "--log-level", "error", "--backpressure", "1024",
]  # fmt: skip


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextmanager
def running(command, *, path, port, **environment):
    """Run a server until the block ends; yield its address once `path` answers there."""
    server = subprocess.Popen(command, cwd=BASE_DIR, env=os.environ | environment, start_new_session=True)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{address}{path}", server)
        yield address
    finally:
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(timeout=30)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def wait_for(address, server, *, seconds=60):
    deadline = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 - our own server
                return answer.read()
        except urllib.error.HTTPError:
            raise
        except OSError:
            if time.monotonic() > deadline or server.poll() is not None:
                message = f"{address} does not answer."
                raise RuntimeError(message) from None
            time.sleep(0.1)


def desk(**environment):
    """Run the desk as it is in use."""
    port = free_port()
    return running(
        [sys.executable, "-m", "aiss.web"],
        path="/robots.txt",
        port=port,
        PORT=str(port),
        HOST="127.0.0.1",
        WEB_WORKERS=str(WORKERS),
        WEB_THREADS=str(DJANGO_THREADS),
        **environment,
    )


def program(target, *, threads, bodies, path, is_factory=False):
    """Run one of `tests.benchmarks.programs`, which answers with the files of the folder `bodies`."""
    port = free_port()
    words = ["--port", str(port), "--blocking-threads", str(threads)]
    factory = ["--factory"] if is_factory else []
    command = [*GRANIAN, *words, *factory, f"tests.benchmarks.programs:{target}"]
    return running(command, path=path, port=port, BENCH_BODIES=str(bodies))
