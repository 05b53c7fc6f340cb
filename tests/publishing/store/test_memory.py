"""The memory of a store is bounded."""

import pytest

from publishing.addresses import address
from tests.publishing.making import publish
from tests.publishing.store.asking import ask

pytestmark = pytest.mark.django_db(transaction=True)


def test_memory_is_bounded_and_what_is_read_stays(new_store):
    store = new_store(megabytes=0.06)
    paths = [address(publish()) for _ in range(20)]

    for path in paths:
        assert ask(store, path).status == 200
        assert ask(store, paths[0], accept_encoding="gzip").status == 200

    assert store.shelf.size <= 0.06 * 1024 * 1024
    assert store.shelf.size == sum(entry.size for entry in store.shelf.pages.values())
    assert paths[0] in store.shelf.pages
    assert 1 < len(store.shelf.pages) < len(paths)


def test_addresses_that_lead_nowhere_take_no_memory(store):
    for number in range(20):
        assert ask(store, f"/en/articles/nothing-{number}/").status == 404

    assert (store.shelf.pages, store.shelf.size, store._renderer._flights) == ({}, 0, {})
