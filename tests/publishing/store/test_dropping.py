"""A change drops exactly the pages that it changes, at once here and within a second elsewhere."""

import time
from dataclasses import replace

import pytest
from django.db import transaction

from publishing import services
from publishing.addresses import address, author_address, feed_address, home_address, list_address, page_address
from publishing.models import SitePage, SiteText, Topic, TopicText
from tests.publishing.making import bylines_of, carry_out, make_author, publish
from tests.publishing.store.asking import Clock, ask, look

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def author():
    return make_author()


@pytest.fixture
def topic():
    made = Topic.objects.create(slug="water")
    TopicText.objects.create(topic=made, language="en", name="Water")
    return made


@pytest.fixture
def article(author, topic):
    return publish(bylines=bylines_of(author), topics=("water",))


@pytest.fixture
def pages(article, author, topic):
    """The addresses of pages of every kind, by what the tests call them."""
    return {
        "article": address(article),
        "other article": address(publish()),
        "topic": page_address("topic", "en", "water"),
        "topics": page_address("topic-list", "en"),
        "about": page_address("site-page", "en", "about"),
        "corrections": page_address("corrections", "en"),
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


def publish_another(**_rest):
    publish(title="A Fourth Piece")


def reword(article, **_rest):
    content = replace(article.as_printed(), body="<p>The bridge stands closed.</p>\n<p>Nobody crosses it.</p>")
    services.update_article(article, content, agreement="Agreed.", by="desk")


def correct(article, **_rest):
    content = replace(article.as_printed(), title="The Bridge at Hairatan")
    services.correct_article(article, content, note="The place was wrong.", agreement="Agreed.", by="desk")


def hide(article, **_rest):
    carry_out(article, "hide")


def write_bio(author, **_rest):
    services.set_author_text(author, language="en", name="Mina Rahimi", bio="Writes on rivers.")


def rename_topic(topic, **_rest):
    TopicText.objects.filter(topic=topic).update(name="Rivers and lakes")


def change_tagline(**_rest):
    SiteText.objects.filter(language="fa").update(tagline="دیدگاه")


def write_page(**_rest):
    SitePage.objects.filter(language="en", slug="about").update(body="<p>Who we are.</p>")


@pytest.mark.parametrize(
    ("change", "dropped"),
    [
        (publish_another, {"corrections", "feed", "home", "home in Persian", "list", "sitemap", "topics"}),
        (reword, {"article", "feed"}),
        (correct, {"article", "author", "corrections", "feed", "home", "home in Persian", "list", "topic"}),
        (
            hide,
            {
                "article",
                "author",
                "corrections",
                "feed",
                "home",
                "home in Persian",
                "list",
                "sitemap",
                "topic",
                "topics",
            },
        ),
        (write_bio, {"article", "author", "feed"}),
        # Every article, for their pages print names of topics, and names change once in years
        (
            rename_topic,
            {"article", "author", "feed", "home", "home in Persian", "list", "other article", "topic", "topics"},
        ),
        # What stands at the foot of a language's pages decides whether the same page in English names it
        (change_tagline, {"about", "home in Persian"}),
        (write_page, {"about"}),
    ],
)
def test_change_drops_the_pages_that_show_it_and_no_others(store, pages, article, author, topic, change, dropped):
    assert dropped_by(store, pages, lambda: change(article=article, author=author, topic=topic)) == dropped


def test_hidden_article_is_gone_with_the_next_request(store, pages, article):
    dropped_by(store, pages, lambda: hide(article))

    assert ask(store, pages["article"]).status == 410


def test_rolled_back_change_drops_nothing(store, pages, article):
    def change():
        with transaction.atomic():
            carry_out(article, "hide")
            transaction.set_rollback(True)

    assert dropped_by(store, pages, change) == set()


def test_own_change_is_seen_by_the_next_request(new_store, article):
    store = new_store(clock=Clock())  # which stands still: no look becomes too old
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
