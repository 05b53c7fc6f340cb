import io
import threading

import pytest

from aiss.intake import Intake

TOO_LARGE = "This is more than the desk takes at once. Please go back and choose a file of at most 10 MB.\n"


class Django:
    """Stands where Django does: notes what reaches it, and in which thread."""

    def __init__(self):
        self.bodies, self.threads, self.closed = [], set(), 0

    def __call__(self, environ, start_response):
        self.bodies.append(environ["wsgi.input"].read())
        self.threads.add(threading.current_thread().name)
        self.environ = environ
        start_response("200 OK", [("Content-Type", "text/plain")])
        return self

    def __iter__(self):
        yield from (b"in ", b"two pieces")

    def close(self):
        self.closed += 1


class Line(io.BytesIO):
    """A body that arrives; it notes how much of it was asked for."""

    asked = 0

    def read(self, size):
        self.asked += size
        return super().read(size)


@pytest.fixture
def django():
    return Django()


def asked(intake, body=b"", *, path="/en/submit/", **headers):
    line = Line(body)
    environ = {"PATH_INFO": path, "REQUEST_METHOD": "POST", "wsgi.input": line, **headers}
    begun = []
    content = intake(environ, lambda *start: begun.append(start))
    ((status, sent_headers),) = begun
    return status, dict(sent_headers), b"".join(content), line


def test_answer_comes_in_one_piece_from_a_thread_of_django(django):
    status, headers, content, _ = asked(Intake(django, threads=1))

    assert (status, headers, content) == ("200 OK", {"Content-Type": "text/plain"}, b"in two pieces")
    assert django.threads == {"django_0"}
    assert django.closed == 1


def test_body_is_whole_before_django_sees_it(django):
    body = b"a" * 200_000

    asked(Intake(django, threads=1), body, CONTENT_LENGTH="200000")

    assert django.bodies == [body]
    assert django.environ["CONTENT_LENGTH"] == "200000"


def test_body_in_chunks_gets_a_length(django):
    asked(Intake(django, threads=1), b"hello", HTTP_TRANSFER_ENCODING="chunked")

    assert django.bodies == [b"hello"]
    assert django.environ["CONTENT_LENGTH"] == "5"


def test_body_of_ten_gigabytes_is_refused_unread(django):
    status, headers, content, line = asked(Intake(django, threads=1), CONTENT_LENGTH="10000000000")

    assert status == "413 Content Too Large"
    assert headers["Content-Language"] == "en"
    assert content.decode() == TOO_LARGE
    assert (line.asked, django.bodies) == (0, [])


def test_body_in_chunks_is_refused_once_it_is_too_long(django):
    intake = Intake(django, threads=1, largest_body=100_000)

    status, _, _, line = asked(intake, b"a" * 1_000_000, HTTP_TRANSFER_ENCODING="chunked")

    assert status == "413 Content Too Large"
    assert line.asked < 200_000
    assert django.bodies == []


def test_body_that_broke_off_never_reaches_django(django):
    status, _, _, _ = asked(Intake(django, threads=1), b"a" * 10, CONTENT_LENGTH="500")

    assert status == "400 Bad Request"
    assert django.bodies == []


def test_too_many_bodies_at_once_are_asked_to_come_back(django):
    intake = Intake(django, threads=1, bodies_at_once=1)
    begins, arrives = threading.Event(), threading.Event()

    class Slow(Line):
        def read(self, size):
            begins.set()
            arrives.wait(10)
            return super().read(size)

    environ = {"PATH_INFO": "/en/", "CONTENT_LENGTH": "3", "wsgi.input": Slow(b"abc")}
    slow = threading.Thread(target=intake, args=(environ, lambda *start: None))
    slow.start()
    begins.wait(10)
    second = asked(intake, b"abc", CONTENT_LENGTH="3")
    reader = asked(intake)
    arrives.set()
    slow.join()
    later = asked(intake, b"abc", CONTENT_LENGTH="3")

    assert (second[0], second[1]["Retry-After"]) == ("503 Service Unavailable", "30")
    assert (reader[0], later[0]) == ("200 OK", "200 OK")


def test_memory_of_bodies_is_bounded_and_given_back(django):
    intake = Intake(django, threads=1, memory=100_000)

    full = asked(intake, b"a" * 100_001, CONTENT_LENGTH="100001")
    fits = [asked(intake, b"a" * 100_000, CONTENT_LENGTH="100000")[0] for _ in range(3)]

    assert full[0] == "503 Service Unavailable"
    assert fits == ["200 OK"] * 3
