"""Mail programs open links before people do: looking at any of them changes nothing, whoever looks."""

import re

import pytest
from django.test import Client
from django.urls import resolve

from aiss.accounts import passwords, staff
from aiss.accounts.models import Role
from aiss.mail.models import OutgoingEmail
from submissions.services import (
    aftercare,
    claiming,
    deciding,
    editing,
    proofing,
    publication,
    review_answers,
    reviewing,
    withdrawing,
)
from submissions.services.versions import Text
from tests.factories import make_author, make_piece, make_piece_in, make_staff
from tests.submissions.views.walk import sign_in, step, walk_to_code
from tests.tables import rows

pytestmark = pytest.mark.django_db

KINDS = {
    "accounts:invitation",
    "accounts:password-set",
    "admin:submissions_submission_change",
    "publishing:article",
    "submissions:code",
    "submissions:confirm-name",
    "submissions:draft-link",
    "submissions:piece",
    "submissions:proof",
    "submissions:review",
    "submissions:review-write",
}
LOGIN = {302}
ANSWERS = {
    # An invitation that was agreed to is used up.
    "nobody": {
        "admin:submissions_submission_change": LOGIN,
        "submissions:piece": LOGIN,
        "submissions:proof": LOGIN,
        "submissions:review": {200, 410},
    },
    # A code is asked for by nobody signed in, an old proof leads to its piece, and no author finds a review.
    "author": {
        "admin:submissions_submission_change": LOGIN,
        "submissions:code": {302},
        "submissions:proof": {200, 302},
        "submissions:review": {404},
        "submissions:review-write": {404},
    },
    "chief": {
        "submissions:piece": {404},
        "submissions:proof": {404},
        "submissions:code": {302},
        "submissions:review": {200, 410},
    },
}
COAUTHOR = {"public_name": "Nur Ahmad", "role_line": "", "bio": "", "address": "nur@example.org"}


@pytest.fixture
def people():
    return {"author": make_author("bahar@example.org"), "chief": make_staff("chief_editor", email="chief@example.org")}


@pytest.fixture
def story(people):
    """Have every letter with a link written; what each leads to is still open."""
    author, chief = people["author"], people["chief"]
    browser = Client()
    walk_to_code(browser, email="nargis@example.org")
    step(browser, "later", {"email": "nargis@example.org"})
    staff.invite(
        by=chief, address="new@example.org", display_name="Nadia", roles=Role.objects.named("editor"), language="en"
    )
    passwords.send_reset(address="chief@example.org", network="a-network")
    piece = make_piece(author, coauthors=[COAUTHOR])
    claiming.claim(piece, actor=chief)
    deciding.request_changes(piece, actor=chief, message="Please shorten it.")
    editing.resubmit(piece, Text(title="A Bridge", standfirst="", body="<p>Shorter.</p>"), actor=author, reply="Done.")
    deciding.accept(piece, actor=chief)
    proofing.send_proof(piece, actor=chief, unconfirmed_reason="For a test.")
    published = make_piece_in("published", handler=chief, author=author)
    aftercare.ask_takedown(published, actor=author)
    scheduled = make_piece_in("scheduled", handler=chief, author=author)
    publication.unschedule(scheduled, actor=chief)
    reviewed = make_piece_in("in_review", handler=chief, author=author)
    reviewing.ask(reviewed, actor=chief, address="one@example.org", name="One")
    review_answers.agree(reviewing.ask(reviewed, actor=chief, address="two@example.org", name="Two"))
    deciding.reopen(make_piece_in("declined", handler=chief, author=author), actor=chief, handler=chief, reason="r")
    withdrawing.withdraw(make_piece(author), actor=author)


def mailed_paths():
    """Return the path of every link in every letter there is, by the name of its address."""
    found = {}
    for letter in OutgoingEmail.objects.all():
        for path in re.findall(r"http://testserver(/\S*)", letter.text):
            name = resolve(path).view_name
            found.setdefault(name, set()).add(path)
    return found


@pytest.mark.parametrize("reader", ANSWERS)
def test_link_of_every_kind_that_is_looked_at_changes_nothing(story, people, reader):
    client = Client()
    if reader == "author":
        sign_in(client, people["author"])
    elif reader == "chief":
        client.force_login(people["chief"], backend="aiss.accounts.backends.EmailBackend")
    paths = mailed_paths()
    before = rows()

    answers: dict[str, set[int]] = {}
    for name, found in paths.items():
        for path in found:
            statuses = {client.get(path).status_code, client.get(path).status_code, client.head(path).status_code}
            answers.setdefault(name, set()).update(statuses)

    assert rows() == before
    assert paths.keys() == KINDS
    assert answers == {name: ANSWERS[reader].get(name, {200}) for name in KINDS}
