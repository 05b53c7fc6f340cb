"""Whatever becomes of the broker: the decision stands within three seconds, and its letter leaves with the sweep."""

import pytest

from tests.mail.desk import Desk
from tests.mail.servers import Post, free_port, mail_server, raw_server, silent


@pytest.fixture
def closed():
    return free_port()


@pytest.fixture
def frozen():
    """A broker that takes connections and never answers, as one on a full disk does."""
    with raw_server(silent) as port:
        yield port


@pytest.mark.parametrize("broker", ["closed", "frozen"])
def test_letters_are_queued_in_time_and_leave_without_the_broker(broker, request, tmp_path):
    port = request.getfixturevalue(broker)
    post = Post()
    with mail_server(post) as mail_port:
        desk = Desk(tmp_path, REDIS_URL=f"redis://127.0.0.1:{port}/0", EMAIL_URL=f"smtp://127.0.0.1:{mail_port}")

        seconds = desk.queue(3)

        assert max(seconds) < 3
        assert max(seconds[1:]) < 1
        assert desk.sql("SELECT state, count(*) FROM mail_outgoingemail GROUP BY 1") == [("waiting", 3)]
        assert desk.run("manage.py", "send_mail_queue") == "Letters sent: 3.\n"
        assert len(post.envelopes) == 3


def test_without_a_broker_server_a_message_in_a_folder_says_to_look_in_the_table(tmp_path):
    desk = Desk(tmp_path)

    desk.queue(1)

    [message] = (tmp_path / "queue").glob("*.celery.msg")
    assert "aiss.mail.deliver_due" in message.read_text()
    assert "author0" not in message.read_text()
