"""What the shelf keeps and drops, look by look."""

import pytest

from publishing.store import shelf as shelves
from publishing.store.entries import Entry
from publishing.store.shelf import Shelf
from publishing.store.truth import Look
from publishing.store.wsgi import Answer


def page(*keys, size=100):
    headers = [("Content-Type", "text/html; charset=utf-8")]
    return Entry(Answer("200 OK", headers, b"x" * size), keys=frozenset(keys), made_at=0)


def look(number, moved=(), *, is_new=False, is_too_much=False):
    return Look(number=number, seconds=1, moved=dict(moved), is_new=is_new, is_too_much=is_too_much)


@pytest.fixture
def shelf():
    made = Shelf(1_000_000)
    made.apply(look(5, is_new=True))
    return made


def put(shelf, path, *keys):
    assert shelf.keep(path, page(*keys), shelf.begin())
    shelf.end()


def test_look_drops_what_moved_and_nothing_else(shelf):
    put(shelf, "/a/", "article:1", "site:en")
    put(shelf, "/b/", "article:2", "site:en")

    shelf.apply(look(6, {"article:1": 6}))
    assert set(shelf.pages) == {"/b/"}

    shelf.apply(look(7, {"site:en": 7}))
    assert (set(shelf.pages), shelf.size) == (set(), 0)


@pytest.mark.parametrize(
    "found",
    [
        look(6, {"article:9": 6}, is_too_much=True),
        look(6, is_new=True),
        look(4),
        look(None),
    ],
    ids=["more moved than was said", "another connection", "an older database", "a database without its number"],
)
def test_look_that_does_not_follow_on_the_last_drops_all_and_overtakes_what_is_under_way(shelf, found):
    put(shelf, "/a/", "article:1")
    note = shelf.begin()

    shelf.apply(found)

    assert not shelf.pages
    assert not shelf.keep("/b/", page("article:2"), note)
    assert not shelf.pages


def test_more_moves_than_are_remembered_overtake_what_is_under_way(shelf, monkeypatch):
    monkeypatch.setattr(shelves, "MOST_MOVED", 2)
    note = shelf.begin()

    shelf.apply(look(8, {f"article:{number}": number for number in (6, 7, 8)}))

    assert not shelf.keep("/b/", page("article:2"), note)


def test_move_is_remembered_only_while_something_is_under_way(shelf):
    note = shelf.begin()
    shelf.apply(look(6, {"article:1": 6}))
    assert not shelf.keep("/a/", page("article:1"), note)
    assert shelf.keep("/b/", page("article:2"), note)
    shelf.end()

    put(shelf, "/a/", "article:1")
    assert set(shelf.pages) == {"/a/", "/b/"}


def test_page_that_would_fill_a_quarter_of_the_memory_is_not_kept():
    small = Shelf(10_000)
    small.apply(look(5, is_new=True))

    assert small.keep("/large/", page("article:1", size=5_000), small.begin())
    assert not small.pages
