import io
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import DatabaseError
from django.utils import timezone

from aiss import health
from aiss.mail import heartbeat, letters, outbox
from aiss.mail.models import Heartbeat

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh(monkeypatch):
    """A process that has just begun to watch and has run for an hour."""
    monkeypatch.setattr(health, "watch", health.Watch())
    monkeypatch.setattr(health, "STARTED", health.STARTED - 3600)


def beat(seconds_ago=0):
    heartbeat.record()
    Heartbeat.objects.update(seen_at=timezone.now() - timedelta(seconds=seconds_ago))


def test_health_is_ok_while_everything_works(client):
    beat(5)

    answer = client.get("/healthz")

    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ok", "database": True, "storage": True, "oldest_unsent_letter": None, "last_beat": 5
    }  # fmt: skip
    assert answer["Cache-Control"] == "no-store"
    assert answer["Content-Type"] == "application/json"
    assert answer.cookies == {}


def test_health_fails_when_the_clock_stopped(client):
    beat(health.BEAT_SECONDS + 1)

    answer = client.get("/healthz")

    assert (answer.status_code, answer.json()["status"]) == (503, "failing")


def test_health_fails_where_the_clock_never_ran(client):
    answer = client.get("/healthz")

    assert (answer.status_code, answer.json()["last_beat"]) == (503, None)


def test_health_gives_the_clock_time_to_start(client, monkeypatch):
    monkeypatch.setattr(health, "STARTED", health.time.monotonic())

    assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize(("seconds", "status"), [(60, 200), (health.LETTER_SECONDS + 5, 503)])
def test_health_fails_when_a_letter_waits_too_long(client, seconds, status):
    beat()
    letter = letters.Letter(kind="code", language="en", subject="Code", text="Code", html="<p>Code</p>")
    due_at = timezone.now() - timedelta(seconds=seconds)
    outbox.queue(to="author@example.org", letter=letter, dedup_key="health", due_at=due_at)

    answer = client.get("/healthz")

    assert answer.status_code == status
    assert answer.json()["oldest_unsent_letter"] in {seconds, seconds + 1}
    assert b"example.org" not in answer.content


def test_health_fails_when_files_cannot_be_stored(client, monkeypatch, caplog):
    beat()
    monkeypatch.setattr(default_storage, "_save", lambda name, content: 1 / 0, raising=False)

    answer = client.get("/healthz")

    assert (answer.status_code, answer.json()["storage"]) == (503, False)
    assert caplog.records[0].message == "The file storage does not work."


def test_health_fails_when_the_database_is_gone(client, monkeypatch, caplog):
    def refuse(*arguments):
        raise DatabaseError

    monkeypatch.setattr(heartbeat, "record", refuse)

    answer = client.get("/healthz")

    assert answer.status_code == 503
    assert answer.json() == {
        "status": "failing", "database": False, "storage": True, "oldest_unsent_letter": None, "last_beat": None
    }  # fmt: skip


def test_health_leaves_no_file_behind(client):
    client.get("/healthz")

    assert default_storage.listdir("health")[1] == []


def test_health_measures_once_in_a_while(client, django_assert_num_queries):
    beat()
    client.get("/healthz")

    with django_assert_num_queries(0):
        client.get("/healthz")


def test_health_costs_a_constant_number_of_queries(client, django_assert_max_num_queries):
    beat()

    with django_assert_max_num_queries(8):
        client.get("/healthz")


def test_health_takes_nothing_in(client):
    assert client.post("/healthz", io.BytesIO(b"x"), content_type="text/plain").status_code == 405
