"""A real nginx with docs/nginx/desk.conf: the mirror from disk, everything else from the desk."""

import http.client
import os
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from django.conf import settings

from aiss.supervisor import answers
from tests.nginx import configuration

NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
MIRRORED = "<!doctype html><title>گل</title>" + "from the mirror " * 200
pytestmark = pytest.mark.skipif(NGINX is None, reason="nginx is missing: apt install nginx")


class Desk(BaseHTTPRequestHandler):
    """Stands where the desk does, and says what it was asked."""

    protocol_version = "HTTP/1.1"

    def answer(self):
        length = int(self.headers.get("Content-Length", 0))
        began = time.monotonic()
        self.rfile.read(length)
        seconds = time.monotonic() - began
        names = ("Host", "X-Forwarded-For", "X-Forwarded-Proto")
        words = [
            self.command,
            self.path,
            str(length),
            f"{seconds:.0f}",
            *(self.headers.get(name, "") for name in names),
        ]
        body = " ".join(words).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = answer  # noqa: N815 - the names are http.server's

    def log_message(self, *arguments):
        pass


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """An nginx before a desk; yields how to ask it: `site(path, method, body)` gives status, headers and text."""
    root = tmp_path_factory.mktemp("nginx")
    page = root / "mirror" / "en" / "articles" / "water"
    page.mkdir(parents=True)
    (page / "index.html").write_text(MIRRORED, encoding="utf-8")
    (root / "mirror" / "en" / "feed.atom").write_text("<feed/>" * 300)
    (root / "mirror" / "index.html").write_text("leads on")
    (root / "mirror" / ".list.db").write_text("private")
    (root / "static").mkdir()
    (root / "static" / "site.1.css").write_text("p {}")
    desk = ThreadingHTTPServer(("127.0.0.1", 0), Desk)
    threading.Thread(target=desk.serve_forever).start()
    port = free_port()
    file = configuration.write(root, port=port, mirror=root / "mirror", desk_port=desk.server_port)
    for folder in (root, *root.parents):  # nginx, started by root, reads as nobody
        if folder == Path(tempfile.gettempdir()).resolve():
            break
        folder.chmod(0o755)
    for every in root.rglob("*"):
        every.chmod(0o755 if every.is_dir() else 0o644)
    server = subprocess.Popen([NGINX, "-c", str(file), "-p", str(root)])
    deadline = time.monotonic() + 10
    while not answers("127.0.0.1", port):
        assert server.poll() is None, (root / "nginx.log").read_text()
        assert time.monotonic() < deadline, "nginx does not answer"
        time.sleep(0.05)

    def ask(path, method="GET", body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request(method, path, body=body, headers={"Host": "desk.example.org", **(headers or {})})
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer.status, dict(answer.getheaders()), content

    ask.port = port
    yield ask
    server.terminate()
    server.wait(timeout=10)
    desk.shutdown()
    desk.server_close()


def test_mirrored_page_comes_from_disk_with_the_headers_of_the_desk(site):
    status, headers, content = site("/en/articles/water/")

    assert (status, content.decode()) == (200, MIRRORED)
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["Cache-Control"] == "public, no-cache"
    assert headers["X-Frame-Options"] == settings.X_FRAME_OPTIONS
    assert headers["Referrer-Policy"] == settings.SECURE_REFERRER_POLICY
    assert headers["ETag"]


def test_mirrored_page_has_the_content_security_policy_of_the_desk(site):
    _, headers, _ = site("/en/articles/water/")
    wanted = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]

    found = {part.split()[0]: part.split()[1:] for part in headers["Content-Security-Policy"].split(";")}

    assert found == {name: list(values) for name, values in wanted.items()}


def test_mirrored_page_is_compressed_and_not_sent_twice(site):
    _, headers, _ = site("/en/articles/water/", headers={"Accept-Encoding": "gzip"})
    _, plain, _ = site("/en/articles/water/")
    status, _, _ = site("/en/articles/water/", headers={"If-None-Match": plain["ETag"]})

    assert headers["Content-Encoding"] == "gzip"
    assert status == 304


def test_mirrored_feed_says_what_it_is(site):
    status, headers, _ = site("/en/feed.atom")

    assert (status, headers["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/en/articles/new/",
        "/en/search/?q=water",
        "/en/submit/",
        "/a/abc/",
        "/admin/",
        "/healthz",
        "/.list.sqlite3",
    ],
)
def test_other_addresses_pass_to_the_desk(site, path):
    status, headers, content = site(path)

    assert (status, headers["Cache-Control"]) == (200, "no-store")
    assert content.decode() == f"GET {path} 0 0 desk.example.org 127.0.0.1 http"


def test_form_passes_to_the_desk_also_where_the_mirror_has_a_page(site):
    _, _, content = site("/en/articles/water/", method="POST", body=b"a=1")

    assert content.decode().startswith("POST /en/articles/water/ 3 ")


def test_forged_address_of_a_client_is_not_passed_on(site):
    _, _, content = site("/en/search/", headers={"X-Forwarded-For": "203.0.113.9"})

    assert "203.0.113.9" not in content.decode()


def test_upload_that_is_too_large_is_refused(site):
    status, _, _ = site("/en/submit/", method="POST", body=b"a" * (13 * 1024 * 1024))

    assert status == 413


def test_slow_upload_reaches_the_desk_in_one_go(site):
    with socket.create_connection(("127.0.0.1", site.port), timeout=10) as line:
        line.sendall(b"POST /en/submit/ HTTP/1.1\r\nHost: desk.example.org\r\nContent-Length: 30\r\n\r\n")
        for _ in range(3):
            time.sleep(0.5)
            line.sendall(b"a" * 10)
        answer = line.recv(4000).decode()

    assert "POST /en/submit/ 30 0 desk.example.org" in answer


def test_static_files_are_kept_for_good(site):
    status, headers, _ = site("/static/site.1.css")

    assert (status, headers["Cache-Control"]) == (200, "public, max-age=315360000, immutable")
