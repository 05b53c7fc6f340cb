"""Broker and mail server in trouble: every move over the web succeeds in time, and its letters leave afterwards."""

import json

import pytest

from tests.mail.desk import Desk
from tests.mail.servers import Post, free_port, mail_server, raw_server, silent

STORY = """
import json, time
import django
django.setup()
from django.conf import settings
from django.test import Client
from django.test.utils import setup_test_environment
from aiss.mail.doorbell import doorbell
from submissions.models import Submission
from submissions.services.deciding import default_due_on
from tests.factories import make_staff
from tests.submissions.admin.conftest import post
from tests.submissions.views.walk import sign_in, step, walk_to_code

settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
setup_test_environment()  # lets a page tell what it was made of
answers, due_on = [], default_due_on().isoformat()

class Browser(Client):
    def post(self, path, *arguments, **named):
        doorbell._quiet_until = 0.0  # each move meets the trouble as if it were the first
        started = time.monotonic()
        response = super().post(path, *arguments, **named)
        answers.append([path, response.status_code, time.monotonic() - started])
        return response

author, desk = Browser(), Browser()
desk.force_login(make_staff("chief_editor"), backend="aiss.accounts.backends.EmailBackend")
code = walk_to_code(author)
step(author, "code", {"code": code, "action": "enter"})
piece = Submission.objects.get()
post(desk, piece, "claim")
post(desk, piece, "request_changes", message="Please shorten it.", due_on=due_on)
answer = {"text": "A shorter text.", "reply": "Done.", "title": piece.title, "standfirst": "", "action": "send"}
step(author, "answer", answer, piece.reference)
post(desk, piece, "accept")
post(desk, piece, "send_proof", due_on=due_on)
step(author, "proof", {"action": "approve", "digest": piece.live_proof.digest}, piece.reference)
post(desk, piece, "publish")
piece.refresh_from_db()
print(json.dumps({"status": piece.status, "answers": answers}))
"""
LETTERS = {
    "acceptance": 1,
    "author-answered": 1,
    "changes-requested": 1,
    "code": 1,
    "new-piece": 1,
    "proof": 1,
    "proof-approved": 1,
    "published": 1,
    "receipt": 1,
    "receipt-of-version": 1,
}
BY_KIND = "SELECT kind, count(*) FROM mail_outgoingemail WHERE state = '{}' GROUP BY 1"


@pytest.fixture
def closed():
    return free_port()


@pytest.fixture
def frozen():
    with raw_server(silent) as port:
        yield port


@pytest.mark.parametrize("broker", ["closed", "frozen"])
def test_moves_succeed_in_time_and_their_letters_leave_without_the_broker(broker, request, tmp_path):
    port = request.getfixturevalue(broker)
    no_mail = f"smtp://127.0.0.1:{free_port()}"
    desk = Desk(tmp_path, REDIS_URL=f"redis://127.0.0.1:{port}/0", EMAIL_URL=no_mail)
    desk.run("manage.py", "migrate", "--verbosity", "0", "--skip-checks")

    story = json.loads(desk.run("-c", STORY))

    assert story["status"] == "published"
    assert [path for path, status, _seconds in story["answers"] if status != 302] == []
    assert [(path, seconds) for path, _status, seconds in story["answers"] if seconds > 3] == []
    assert dict(desk.sql(BY_KIND.format("waiting"))) == LETTERS

    assert desk.run("manage.py", "send_mail_queue") == "Letters sent: 0.\n"
    assert dict(desk.sql(BY_KIND.format("waiting"))) == LETTERS

    post = Post()
    with mail_server(post) as mail_port:
        desk.environment["EMAIL_URL"] = f"smtp://127.0.0.1:{mail_port}"
        desk.sql("UPDATE mail_outgoingemail SET retry_at = NULL")
        desk.sql("DELETE FROM mail_queuepause")
        assert desk.run("manage.py", "send_mail_queue") == f"Letters sent: {sum(LETTERS.values())}.\n"
    assert dict(desk.sql(BY_KIND.format("sent"))) == LETTERS
    assert len(post.envelopes) == sum(LETTERS.values())
