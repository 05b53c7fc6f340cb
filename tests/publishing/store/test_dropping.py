"""A change drops exactly the pages that it changes, at once here and within a second elsewhere."""

import time
from dataclasses import replace

import pytest
from django.db import transaction

from publishing import services
from publishing.addresses import address, author_address, feed_address, home_address, list_address
from publishing.models import SiteText
from tests.publishing.making import bylines_of, carry_out, make_author, publish
from tests.publishing.store.asking import ask, look

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def author():
    return make_author()


@pytest.fixture
def article(author):
    return publish(bylines=bylines_of(author))


@pytest.fixture
def pages(article, author):
    """The addresses of pages of every kind, by what the tests call them."""
    return {
        "article": address(article),
        "other article": address(publish()),
        "home": home_address("en"),
        "list": list_address("en"),
        "author": author_address(author, "en"),
        "feed": feed_address("en"),
        "sitemap": "/sitemap.xml",
        "home in Persian": home_address("fa"),
    }


def dropped_by(store, pages, change):
    """Return the names of the pages that the store no longer holds after `change`."""
    for path in pages.values():
        assert ask(store, path).status == 200, path
    assert set(pages.values()) <= set(store.shelf.pages)
    change()
    look(store)
    return {name for name, path in pages.items() if path not in store.shelf.pages}


def test_new_wording_drops_the_article_and_what_carries_its_text(store, pages, article):
    content = replace(article.as_printed(), body="<p>The bridge stands closed.</p>\n<p>Nobody crosses it.</p>")

    def change():
        services.update_article(article, content, agreement="Agreed.", by="desk")

    assert dropped_by(store, pages, change) >= {"article", "feed"}
    assert {pages[name] for name in ("other article", "home", "list", "author", "home in Persian")} <= set(
        store.shelf.pages
    )


def test_hiding_drops_every_page_that_shows_the_article(store, pages, article):
    dropped = dropped_by(store, pages, lambda: carry_out(article, "hide"))

    assert dropped >= {"article", "home", "list", "author", "feed", "home in Persian"}
    assert "other article" not in dropped
    assert ask(store, pages["article"]).status == 410


def test_new_bio_drops_the_author_and_the_pieces_by_them(store, pages, author):
    def change():
        services.set_author_text(author, language="en", name="Mina Rahimi", bio="Writes on rivers.")

    assert dropped_by(store, pages, change) >= {"author", "article"}
    assert {pages["home"], pages["other article"]} <= set(store.shelf.pages)


def test_words_of_the_site_drop_their_language(store, pages):
    def change():
        SiteText.objects.filter(language="fa").update(tagline="دیدگاه")

    assert dropped_by(store, pages, change) == {"home in Persian"}


def test_rolled_back_change_drops_nothing(store, pages, article):
    def change():
        with transaction.atomic():
            carry_out(article, "hide")
            transaction.set_rollback(True)

    assert dropped_by(store, pages, change) == set()


def test_own_change_is_seen_by_the_next_request(store, article):
    path = address(article)
    ask(store, path)

    carry_out(article, "hide")
    ask(store, "/en/sign-in/", method="POST")  # any request that may have written, the hiding one among them

    assert ask(store, path).status == 410


def test_other_process_drops_within_a_second(new_store, article):
    here, there = new_store(), new_store()
    path = address(article)
    assert [ask(store, path).status for store in (here, there)] == [200, 200]

    carry_out(article, "hide")
    hidden_at = time.monotonic()
    while ask(there, path).status != 410:
        assert time.monotonic() - hidden_at < 1
        time.sleep(0.02)
