"""A server as it is in use, with people who send over a slow line and others who read."""

import http.client
import os
import socket
import subprocess
import sys
import time
from contextlib import closing

import pytest

from aiss.env import BASE_DIR
from aiss.supervisor import answers

UPLOADS = 24  # more than the server has threads for pages
SIZE = 10 * 1024 * 1024
HEAD = (
    "POST /en/submit/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: multipart/form-data; boundary=x\r\n"
    "Content-Length: {size}\r\n\r\n"
)


@pytest.fixture
def port(tmp_path):
    """The port of a server with one process that makes one page at a time."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    environment = os.environ | {
        "AISS_ENV_FILE": "tests/test.env",
        "DJANGO_SETTINGS_MODULE": "aiss.settings",
        "DATA_DIR": str(tmp_path),
        "PORT": str(port),
        "WEB_WORKERS": "1",
        "WEB_THREADS": "1",
    }
    server = subprocess.Popen([sys.executable, "-m", "aiss.web"], cwd=BASE_DIR, env=environment, start_new_session=True)
    deadline = time.monotonic() + 30
    while not answers("127.0.0.1", port):
        assert server.poll() is None, "the server ended by itself"
        assert time.monotonic() < deadline, "the server does not answer"
        time.sleep(0.1)
    yield port
    server.terminate()
    assert server.wait(timeout=30) == 0


def sending(port, head):
    line = socket.create_connection(("127.0.0.1", port), timeout=10)
    line.sendall(head.encode())
    return line


def seconds_of_a_reader(port):
    began = time.monotonic()
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        connection.request("GET", "/robots.txt")
        assert connection.getresponse().status == 200
    return time.monotonic() - began


def test_slow_uploads_do_not_hold_up_readers(port):
    lines = [sending(port, HEAD.format(size=SIZE)) for _ in range(UPLOADS)]
    waited = []
    for _ in range(10):
        for line in lines:
            line.sendall(b"a" * 1000)
        waited.append(seconds_of_a_reader(port))
    for line in lines:
        line.close()

    assert max(waited) < 2


def test_upload_of_ten_gigabytes_is_refused_at_once(port):
    with sending(port, HEAD.format(size=10_000_000_000)) as line:
        answer = line.recv(4000).decode()

    assert answer.splitlines()[0] == "HTTP/1.1 413 Payload Too Large"
    assert "connection: close" in answer


def test_server_refuses_a_port_that_is_taken(port):
    environment = os.environ | {"AISS_ENV_FILE": "tests/test.env", "PORT": str(port)}

    second = subprocess.run(
        [sys.executable, "-m", "aiss.web"],
        cwd=BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )

    assert (second.returncode, second.stdout) == (1, "")
    assert second.stderr.startswith(f"Port {port} is taken by another program.")
