"""What a reader is sent: the page Django made, in the encoding asked for, and no more than needed."""

import gzip
import time
from email.utils import formatdate

import brotli
import pytest

from publishing.addresses import address
from tests.publishing.making import publish
from tests.publishing.store.asking import ask

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def path():
    return address(publish())


def test_second_request_does_not_reach_django(store, path):
    first, second = ask(store, path), ask(store, path)

    assert first.status == second.status == 200
    assert first == second
    assert b"The bridge stands open." in first.body
    assert store.application.asked == [path]


def test_answer_carries_everything_that_django_sends(store, path):
    names = {name.lower() for name in ask(store, path).headers}

    assert names == {
        "content-type",
        "cache-control",
        "content-length",
        "content-security-policy",
        "cross-origin-opener-policy",
        "etag",
        "referrer-policy",
        "vary",
        "x-content-type-options",
        "x-frame-options",
    }


@pytest.mark.parametrize(
    ("accepted", "encoding", "decode"),
    [
        ("gzip", "gzip", gzip.decompress),
        ("gzip, deflate, br", "br", brotli.decompress),
        ("br;q=0, gzip;q=0.5", "gzip", gzip.decompress),
        ("GZIP", "gzip", gzip.decompress),
        ("identity", None, bytes),
        ("gzip;q=0", None, bytes),
        ("", None, bytes),
    ],
)
def test_encoding_is_the_best_that_the_visitor_takes(store, path, accepted, encoding, decode):
    plain = ask(store, path)

    sent = ask(store, path, accept_encoding=accepted)

    assert sent.headers.get("Content-Encoding") == encoding
    assert decode(sent.body) == plain.body
    assert sent.headers["Content-Length"] == str(len(sent.body))
    assert sent.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("accepted", ["", "gzip", "br"])
def test_tag_in_any_encoding_is_known_again(store, path, accepted):
    tag = ask(store, path, accept_encoding=accepted).headers["ETag"]

    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        sent = ask(store, path, if_none_match=known, accept_encoding="gzip")

        assert (sent.status, sent.body) == (304, b"")
        assert sent.headers["ETag"]
        assert "Content-Length" not in sent.headers
    assert ask(store, path, if_none_match='"other"').status == 200


def test_each_encoding_has_a_tag_of_its_own(store, path):
    assert len({ask(store, path, accept_encoding=name).headers["ETag"] for name in ("", "gzip", "br")}) == 3


def test_page_gets_its_date_once_it_has_settled(store, path):
    assert "Last-Modified" not in ask(store, path).headers
    store.shelf.pages[path].made_at -= 2

    dated = ask(store, path).headers["Last-Modified"]

    assert ask(store, path, if_modified_since=dated).status == 304
    assert ask(store, path, if_modified_since=formatdate(time.time() - 3600, usegmt=True)).status == 200
    assert ask(store, path, if_modified_since="yesterday").status == 200
    assert ask(store, path, if_modified_since=dated, if_none_match='"other"').status == 200


def test_head_is_answered_without_a_body_kept_or_not(store, path):
    cold, kept = ask(store, path, method="HEAD"), ask(store, path, method="HEAD")

    assert (cold.status, cold.body, kept.body) == (200, b"", b"")
    assert cold.headers == ask(store, path).headers
    assert store.application.asked == [path]


def test_cookies_and_queries_of_a_visitor_change_nothing(store, path):
    plain = ask(store, path)

    assert ask(store, path, cookie="session=abc; csrftoken=def") == plain
    assert ask(store, path, query="utm_source=mail") == plain
    assert store.application.asked == [path]


def test_first_visitor_leaves_nothing_of_theirs(store, path):
    first = ask(store, path, cookie="session=abc", if_none_match='"x"', accept_encoding="br", query="q=1")

    assert first.status == 200
    assert "Set-Cookie" not in first.headers
    assert ask(store, path).headers.get("Content-Encoding") is None


@pytest.mark.parametrize(
    "path", ["/en/nothing-here/", "/en/articles/nothing-here/", "/admin/login/", "/robots.txt", "/en/sign-in/"]
)
def test_what_is_not_a_public_page_is_not_kept(store, path):
    ask(store, path)
    ask(store, path)

    assert store.application.asked.count(path) >= 2
    assert store.shelf.pages == {}


def test_unknown_host_is_left_to_django(store, path):
    ask(store, path)

    assert ask(store, path, host="evil.example").status == 400


def test_plain_request_is_led_to_https(new_store, path, settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    store = new_store()

    assert ask(store, path).status == 301
    assert ask(store, path, x_forwarded_proto="https").status == 200
    assert ask(store, path).status == 301
    assert ask(store, path, x_forwarded_proto="http").status == 301


def test_methods_other_than_reading_reach_django(store, path):
    ask(store, path)

    assert ask(store, path, method="POST").status in {403, 405}
    assert ask(store, path, method="OPTIONS").status == 405
    assert store.application.asked == [path] * 3
