"""Celery's messages in a folder: whole or absent, taken once, and never a reason to stop."""

from queue import Empty

import pytest
from kombu import Connection, Exchange, Producer, Queue

QUEUE = Queue("desk", Exchange("desk"), routing_key="desk")


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "queue"


@pytest.fixture
def connect(folder):
    options = {"data_folder_in": folder, "data_folder_out": folder, "control_folder": folder / "control"}
    return lambda: Connection("filesystem://", transport="aiss.queue_folder:Transport", transport_options=options)


@pytest.fixture
def connection(connect):
    with connect() as connection:
        yield connection


@pytest.fixture
def publish(connection):
    producer = Producer(connection.channel(), serializer="json")
    return lambda body: producer.publish(body, exchange=QUEUE.exchange, routing_key="desk", declare=[QUEUE])


def take(connection) -> dict | None:
    message = QUEUE(connection.default_channel).get(no_ack=True)
    return message and message.payload


def test_messages_are_taken_in_order_and_once(connection, publish, folder):
    publish({"number": 1})
    publish({"number": 2})

    assert [take(connection) for _turn in range(3)] == [{"number": 1}, {"number": 2}, None]
    assert [path.name for path in folder.iterdir()] == ["control"]


def test_folders_and_messages_are_for_this_account_alone(publish, folder):
    publish({})

    [message] = folder.glob("*.msg")
    assert folder.stat().st_mode & 0o777 == 0o700
    assert message.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("broken", ["", "{", "\0"])
def test_broken_message_is_dropped_and_the_next_one_taken(connection, publish, folder, broken):
    publish({"number": 1})
    (folder / f"{0:020}_x.desk.msg").write_text(broken)

    assert take(connection) == {"number": 1}
    assert list(folder.glob("*.msg")) == []


def test_message_of_another_queue_stays(connection, publish, folder):
    publish({"number": 1})
    (folder / f"{0:020}_x.other.msg").write_text("{}")

    assert take(connection) == {"number": 1}
    with pytest.raises(Empty):
        connection.default_channel._get("desk")
    assert len(list(folder.glob("*.msg"))) == 1


def test_broken_table_of_queues_is_written_again_by_the_next_process(connect, publish, folder):
    publish({"number": 1})
    (folder / "control" / "desk.exchange").write_text("[[")

    with connect() as later:
        QUEUE(later.channel()).declare()
        publish({"number": 2})

        assert [take(later), take(later)] == [{"number": 1}, {"number": 2}]
