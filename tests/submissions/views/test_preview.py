"""The third step: what the author sees is what readers will see, and Send sends once."""

import re

import pytest

from aiss.accounts import codes
from aiss.mail.models import OutgoingEmail
from publishing import services as publishing
from submissions.models import Draft, Submission
from submissions.printing import content_of_draft
from tests.factories import make_author
from tests.submissions.views.walk import draft_of, sign_in, step, url, walk_to_details, walk_to_preview

pytestmark = pytest.mark.django_db

ARTICLE = re.compile(r"<article.*?</article>", re.DOTALL)


def test_preview_article_is_the_one_that_would_be_published(client):
    walk_to_preview(client, standfirst="Why it stays empty.", **{"coauthor-0-public_name": "Nur Ahmad"})
    shown = ARTICLE.search(client.get(url("preview")).text)[0]
    assert shown == ARTICLE.search(client.get(url("preview-page")).text)[0]
    assert shown == ARTICLE.search(publishing.render_preview(content_of_draft(draft_of(client))))[0]
    assert shown.count("Nur Ahmad") >= 1


def test_preview_alone_is_the_public_page_and_kept_by_nobody(client):
    walk_to_preview(client)
    response = client.get(url("preview-page"))
    assert response.text == publishing.render_preview(content_of_draft(draft_of(client)))
    assert response.headers["Cache-Control"] == "no-store, private"
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize("name", ["preview", "preview-page"])
def test_preview_is_nobody_elses(client, django_user_model, name):
    walk_to_preview(client)
    other = type(client)()
    response = other.get(url(name), follow=True)
    assert "A Bridge Nobody Crosses" not in response.text


def test_preview_without_a_text_begins_at_the_start(client):
    assert client.get(url("preview")).headers["Location"] == url("start")
    assert step(client, "preview", {"action": "send"}).headers["Location"] == url("start")


def test_preview_of_an_unfinished_draft_names_what_is_missing(client):
    walk_to_details(client)
    response = client.get(url("preview"), follow=True)
    assert response.redirect_chain == [(url("details") + "?check=1", 302)]
    assert "Please write a title." in response.text


def test_preview_of_a_file_that_the_desk_enters_says_so_and_can_be_sent(client):
    walk_to_preview(client)
    draft = draft_of(client)
    draft.fields |= {"is_kept_as_sent": True, "body": "", "filename": "scan.pdf"}
    draft.save(update_fields=["fields"])
    assert "The desk enters the text of your file by hand" in client.get(url("preview")).text
    assert client.get(url("preview-page")).headers["Location"] == url("preview")
    assert step(client, "preview", {"action": "send"}).headers["Location"] == url("code")


def test_send_mails_a_code_and_shows_the_address(client):
    walk_to_preview(client)
    assert step(client, "preview", {"action": "send"}).headers["Location"] == url("code")
    letter = OutgoingEmail.objects.get()
    assert (letter.kind, letter.recipient) == ("code", "bahar@example.org")
    assert "/en/code/" in letter.text
    assert "bahar@example.org" in client.get(url("code")).text


def test_send_clicked_twice_mails_one_code(client):
    walk_to_preview(client)
    for _click in range(2):
        assert step(client, "preview", {"action": "send"}).headers["Location"] == url("code")
    assert OutgoingEmail.objects.count() == 1


def test_send_beyond_the_limit_says_when_to_try_again(client, monkeypatch):
    monkeypatch.setattr(codes, "SENDS_PER_ADDRESS", 0)
    walk_to_preview(client)
    response = step(client, "preview", {"action": "send"})
    assert response.status_code == 429
    assert "There were too many tries. Please wait 60 minutes, then try again." in response.text
    assert "A Bridge Nobody Crosses" in response.text


def test_send_signed_in_with_the_same_address_needs_no_code(client):
    author = make_author("bahar@example.org")
    sign_in(client, author)
    walk_to_preview(client)
    response = step(client, "preview", {"action": "send"})
    piece = Submission.objects.get()
    assert response.headers["Location"] == url("piece", piece.reference)
    assert (piece.author, Draft.objects.count()) == (author, 0)
    assert OutgoingEmail.objects.filter(kind="code").count() == 0


def test_send_clicked_twice_signed_in_leads_to_the_same_piece(client):
    sign_in(client, make_author("bahar@example.org"))
    walk_to_preview(client)
    cookie = client.cookies["draft"].value
    first = step(client, "preview", {"action": "send"})
    client.cookies["draft"] = cookie
    assert step(client, "preview", {"action": "send"}).headers["Location"] == first.headers["Location"]
    assert Submission.objects.count() == 1


def test_send_signed_in_with_another_address_asks_for_a_code(client):
    sign_in(client, make_author("somebody@example.org"))
    walk_to_preview(client)
    assert step(client, "preview", {"action": "send"}).headers["Location"] == url("code")
    assert Submission.objects.count() == 0
