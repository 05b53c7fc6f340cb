"""The second table: what each state of an article shows, at every output."""

import pytest
from django.urls import reverse

from publishing.lifecycle import MOVES, SHOWN, Output, Page, State, moves_from
from publishing.models import Article
from publishing.models.revision import Change
from publishing.sitemaps import PART_SIZE
from tests.publishing.making import bylines_of, make_author, publish

WHOLE, NOTICE, GONE = 200, 200, 410
# state: (status of the page, page shows the text, in lists, feed, sitemap, search, file)
EXPECTED = {
    "public": (WHOLE, True, True, True, True, True, True),
    "delisted": (WHOLE, True, False, False, False, False, True),
    "retracted": (NOTICE, False, False, False, False, False, False),
    "hidden": (GONE, False, False, False, False, False, False),
    "removed": (GONE, False, False, False, False, False, False),
}


def test_table_covers_every_state():
    assert set(EXPECTED) == set(State.values) == {str(state) for state in SHOWN}


@pytest.mark.django_db
@pytest.mark.parametrize("state", EXPECTED)
def test_outputs_show_what_the_table_says(client, state):
    author = make_author()
    article = publish(state=state, title="A Very Singular Title", bylines=bylines_of(author))
    status, shows_text, in_lists, in_feed, in_sitemap, in_search, in_file = EXPECTED[state]

    page = client.get(f"/en/articles/{article.slug}/")
    assert page.status_code == status
    assert ("Nobody crosses it." in page.content.decode()) is shows_text
    short = client.get(reverse("root:short-link", args=[article.short_id]))
    assert short.status_code == (410 if status == GONE else 302)

    for listing in ("/en/", "/en/articles/", "/fa/"):
        assert ("A Very Singular Title" in client.get(listing).content.decode()) is in_lists
    assert client.get(f"/en/authors/{author.slug}/").status_code == (200 if in_lists else 404)
    assert ("A Very Singular Title" in client.get("/en/feed.atom").content.decode()) is in_feed
    sitemap = client.get(f"/sitemap-articles-en-{article.pk // PART_SIZE}.xml").content.decode()
    assert (article.slug in sitemap) is in_sitemap
    assert (author.slug in client.get("/sitemap-pages.xml").content.decode()) is in_lists
    assert Article.objects.shown_in(Output.SEARCH).exists() is in_search
    assert Article.objects.shown_in(Output.FILE).exists() is in_file


@pytest.mark.django_db
@pytest.mark.parametrize(("state", "is_indexed"), [("public", True), ("delisted", False), ("retracted", False)])
def test_page_asks_machines_to_leave_it_alone_unless_public(client, state, is_indexed):
    article = publish(state=state)

    page = client.get(f"/en/articles/{article.slug}/").content.decode()

    assert ('<meta name="robots" content="noindex">' not in page) is is_indexed


@pytest.mark.django_db
def test_retracted_page_shows_title_and_notice(client):
    article = publish(state="retracted", title="A Claim")

    page = client.get(f"/en/articles/{article.slug}/").content.decode()

    assert "A Claim" in page
    assert "The figures could not be verified." in page
    assert "Mina Rahimi" not in page


def test_gone_page_follows_from_the_table():
    assert [state for state, shown in SHOWN.items() if shown.page == Page.GONE] == [State.HIDDEN, State.REMOVED]


def test_moves_are_the_changes_that_a_revision_names():
    assert {*MOVES, "publish"} == set(Change.values)


def test_removed_article_cannot_move():
    assert moves_from(State.REMOVED) == []


def test_public_article_cannot_be_shown_again():
    assert moves_from(State.PUBLIC) == ["update", "correct", "delist", "hide", "retract", "remove"]
