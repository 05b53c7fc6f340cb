import pytest
from celery.signals import before_task_publish

from aiss.mail.doorbell import doorbell
from tests.mail.sample import TEXTS


@pytest.fixture(autouse=True)
def _sample_letters(settings):
    settings.LETTER_DIRS = [TEXTS]


@pytest.fixture(autouse=True)
def _fresh_doorbell(monkeypatch):
    """A broker that failed in one test must not keep the next one quiet."""
    monkeypatch.setattr(doorbell, "_quiet_until", 0.0)


@pytest.fixture
def rings():
    """The names of the tasks published during the test."""
    names = []

    def note(sender=None, **_kwargs):
        names.append(sender)

    before_task_publish.connect(note, weak=False)
    yield names
    before_task_publish.disconnect(note)
