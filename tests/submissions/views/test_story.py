"""From a blank page to a piece with a reference, as a browser without JavaScript walks it."""

import pytest

from submissions.models import Draft, Submission
from tests.submissions.views.walk import step, url, walk_to_code

pytestmark = pytest.mark.django_db


def test_story_piece_is_sent(client):
    code = walk_to_code(client)
    assert Submission.objects.count() == 0
    response = step(client, "code", {"code": code, "action": "enter"})
    piece = Submission.objects.get()
    assert response.headers["Location"] == url("piece", piece.reference)
    assert Draft.objects.count() == 0
    assert response.cookies["draft"]["max-age"] == 0
    page = client.get(url("piece", piece.reference))
    assert piece.reference in page.text
    assert "A Bridge Nobody Crosses" in page.text
    for name in ("start", "my", "sign-out"):
        assert client.get(url(name)).status_code == 200
