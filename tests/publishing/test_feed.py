import datetime

import pytest
from django.utils import timezone
from django.utils.html import escape
from lxml import etree

from publishing import services
from publishing.content import PublicByline
from tests.publishing.making import bylines_of, make_author, publish

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}
QUERIES = 6  # articles, bylines, corrections, links and names of topics, words of the site


def feed_of(client, language="en"):
    response = client.get(f"/{language}/feed.atom")
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return etree.fromstring(response.content)


def text(element, path):
    return element.findtext(path, namespaces=ATOM)


def test_feed_carries_whole_articles_with_disclaimer(client):
    published = publish(
        title="A & B",
        bylines=(PublicByline(name="Mina Rahimi", honorific="Dr."), PublicByline(name="زهره امیری", bio="Writes.")),
        pen_name=True,
    )

    (entry,) = feed_of(client).findall("a:entry", ATOM)

    assert text(entry, "a:title") == "A & B"
    assert [name.text for name in entry.findall("a:author/a:name", ATOM)] == ["Dr. Mina Rahimi", "زهره امیری"]
    assert entry.find("a:link", ATOM).get("href") == f"http://testserver/en/articles/{published.slug}/"
    assert text(entry, "a:id").startswith("urn:uuid:")
    assert text(entry, "a:rights") == "CC BY-NC-ND 4.0"
    content = entry.find("a:content", ATOM)
    assert content.get("type") == "html"
    for words in (
        "Nobody crosses it.",
        "Writes.",
        "The author writes under a pen name.",
        "Academicians and Officials",
        "The article does not reflect the official opinion of the AISS.",
    ):
        assert escape(words) in content.text


def test_feed_has_what_atom_requires(client):
    publish()
    feed = feed_of(client)

    for element in (feed, *feed.findall("a:entry", ATOM)):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"a:{name}", ATOM)) == 1
            assert text(element, f"a:{name}")
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert {link.get("rel") for link in feed.findall("a:link", ATOM)} == {"alternate", "self"}


def test_feed_holds_one_language_newest_first(client):
    publish(title="Older", days_ago=2)
    publish(title="Newer", days_ago=1)
    publish(title="پل", language="fa")

    titles = [text(entry, "a:title") for entry in feed_of(client).findall("a:entry", ATOM)]

    assert titles == ["Newer", "Older"]


def test_feed_tells_when_an_article_changed(client):
    article = publish(days_ago=3)
    services.update_article(
        article, services.ArticleContent.from_json(article.as_printed().to_json() | {"title": "Another"}),
        agreement="Agreed.", by="desk",
    )  # fmt: skip

    entry = feed_of(client).find("a:entry", ATOM)

    updated, published = (
        datetime.datetime.fromisoformat(text(entry, f"a:{name}")) for name in ("updated", "published")
    )
    assert published.date() == (timezone.now() - datetime.timedelta(days=3)).date()
    assert updated - published > datetime.timedelta(days=2)


def test_empty_feed_stays_the_same(client):
    first, second = client.get("/ps/feed.atom"), client.get("/ps/feed.atom")

    assert first.content == second.content
    assert etree.fromstring(first.content).findall("a:entry", ATOM) == []


def test_feed_is_sent_in_one_piece(client):
    publish()

    assert len(list(client.get("/en/feed.atom"))) == 1


@pytest.mark.parametrize("count", [1, 3])
def test_feed_queries_are_constant(client, django_assert_num_queries, count):
    author = make_author()
    for _ in range(count):
        publish(bylines=bylines_of(author))

    with django_assert_num_queries(QUERIES):
        client.get("/en/feed.atom")
