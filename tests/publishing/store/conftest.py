import pytest
from django.db import connections

from publishing.models import ChangedKey
from tests.publishing.store.asking import make_store


@pytest.fixture
def new_store(transactional_db):
    """Return a maker of page stores whose connections are closed after the test; each stands for a process."""
    # Emptying the tables after the test before may have left keys that are ahead of the number put back since
    ChangedKey.objects.all().delete()
    stores = []

    def make(**options):
        store = make_store(**options)
        stores.append(store)
        return store

    yield make
    for store in stores:
        store.close()
    connections.close_all()


@pytest.fixture
def store(new_store):
    return new_store()
