"""A database that says nothing, and another one in its place."""

import pytest
from django.db import connection

from publishing.addresses import address
from publishing.models import Generation
from tests.publishing.making import carry_out, publish
from tests.publishing.store.asking import Clock, ask, look

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def store(new_store, clock):
    return new_store(clock=clock)


@pytest.fixture
def path():
    return address(publish())


@pytest.fixture
def silence(monkeypatch):
    """Return a function that puts the database out of the store's reach; Django keeps the connection that it has."""

    def make(store):
        name = "NAME" if connection.vendor == "sqlite" else "PORT"
        monkeypatch.setitem(connection.settings_dict, name, "/nowhere" if name == "NAME" else "1")
        store.close()

    return make


def test_silent_database_lets_pages_be_read_for_half_a_minute(store, clock, path, silence, monkeypatch):
    ask(store, path)
    silence(store)

    clock.now += 29
    assert ask(store, path).status == 200
    clock.now += 2
    sent = ask(store, path)
    assert (sent.status, sent.headers["Retry-After"]) == (503, "30")
    assert sent.body.startswith(b"The page cannot be shown")

    monkeypatch.undo()
    clock.now += 2
    assert ask(store, path).status == 200


def test_silent_database_is_asked_once_a_second(store, clock, path, silence, monkeypatch):
    ask(store, path)
    silence(store)
    clock.now += 40
    assert ask(store, path).status == 503
    monkeypatch.undo()

    clock.now += 0.9
    assert ask(store, path).status == 503
    clock.now += 0.2
    assert ask(store, path).status == 200


def test_change_during_a_silence_is_found_after_it(store, clock, silence, monkeypatch):
    article = publish()
    ask(store, address(article))
    with monkeypatch.context() as patch:
        name = "NAME" if connection.vendor == "sqlite" else "PORT"
        patch.setitem(connection.settings_dict, name, "/nowhere" if name == "NAME" else "1")
        store.close()
        carry_out(article, "hide")
        clock.now += 5
        assert ask(store, address(article)).status == 200

    clock.now += 2

    assert ask(store, address(article)).status == 410


def test_look_is_good_for_half_a_second(store, clock):
    article = publish()
    path = address(article)
    ask(store, path)
    carry_out(article, "hide")

    clock.now += 0.4
    assert ask(store, path).status == 200
    clock.now += 0.1
    assert ask(store, path).status == 410


def test_restored_database_empties_the_store(store, path):
    ask(store, path)
    Generation.objects.update(number=0)

    look(store)

    assert store.shelf.pages == {}


def test_database_without_its_number_is_left_to_django(store, path):
    ask(store, path)
    row = Generation.objects.get()
    row.delete()
    try:
        look(store)
        assert store.shelf.pages == {}
        assert ask(store, path).status == 200
        assert store.shelf.pages == {}
    finally:
        row.save()
