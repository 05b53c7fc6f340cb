"""Feeds as independent readers see them: valid, whole, and gone with what was taken away."""

import json

import feedparser
import jsonschema
import pytest
from lxml import etree

from publishing import keys
from publishing.feeds import contents
from publishing.models import Topic, TopicText
from tests.publishing.making import bylines_of, carry_out, make_author, publish

pytestmark = pytest.mark.django_db
DISCLAIMER = "The article does not reflect the official opinion of the AISS."
TEXT = {"type": "string", "minLength": 1}
ADDRESS = {"type": "string", "pattern": "^https?://"}
# After https://www.jsonfeed.org/version/1.1/
JSON_FEED = {
    "type": "object",
    "required": ["version", "title", "items"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": TEXT,
        "home_page_url": ADDRESS,
        "feed_url": ADDRESS,
        "description": TEXT,
        "language": {"enum": ["en", "fa", "ps"]},
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "content_html"],
                "properties": {
                    "id": TEXT,
                    "url": ADDRESS,
                    "title": TEXT,
                    "content_html": TEXT,
                    "summary": TEXT,
                    "image": ADDRESS,
                    "date_published": {"type": "string", "format": "date-time"},
                    "date_modified": {"type": "string", "format": "date-time"},
                    "authors": {"type": "array", "items": {"type": "object", "required": ["name"]}},
                    "tags": {"type": "array", "items": TEXT},
                    "language": {"enum": ["en", "fa", "ps"]},
                },
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}


@pytest.fixture
def author():
    return make_author("Mina Rahimi")


@pytest.fixture
def article(author):
    topic = Topic.objects.create(slug="water-tests")
    TopicText.objects.create(topic=topic, language="en", name="Water")
    return publish(title="A & B <i>]]></i>", bylines=bylines_of(author), topics=("water-tests",))


ADDRESSES = ["/en/feed", "/en/topics/water-tests/feed", "/en/authors/mina-rahimi/feed"]


@pytest.mark.parametrize("ending", ["atom", "rss"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_reader_of_feeds_finds_the_whole_article(client, article, address, ending):
    response = client.get(f"{address}.{ending}")
    feed = feedparser.parse(response.content, response_headers={"content-type": response["Content-Type"]})

    assert feed.bozo is False
    (entry,) = feed.entries
    assert entry.title == "A & B <i>]]></i>"
    assert entry.id.startswith("urn:uuid:")
    assert entry.link == f"http://testserver/en/articles/{article.slug}/"
    assert "Mina Rahimi" in entry.author
    assert DISCLAIMER in entry.content[0].value
    assert "Nobody crosses it." in entry.content[0].value
    assert [tag.term for tag in entry.tags] == ["Water"]
    assert f"http://testserver{address}.{ending}" in [link.href for link in feed.feed.links if link.rel == "self"]
    assert feed.feed.language == "en"


@pytest.mark.parametrize("address", ADDRESSES)
def test_json_feed_keeps_to_its_schema(client, article, address):
    response = client.get(f"{address}.json")

    assert response["Content-Type"] == "application/feed+json; charset=utf-8"
    data = json.loads(response.content)
    jsonschema.Draft202012Validator(JSON_FEED).validate(data)
    (item,) = data["items"]
    assert item["title"] == "A & B <i>]]></i>"
    assert DISCLAIMER in item["content_html"]
    assert data["feed_url"] == f"http://testserver{address}.json"


def test_rss_has_what_it_requires(client, article):
    channel = etree.fromstring(client.get("/en/feed.rss").content).find("channel")

    for name in ("title", "link", "description", "language", "lastBuildDate"):
        assert channel.findtext(name)
    (item,) = channel.findall("item")
    assert item.find("guid").get("isPermaLink") == "false"
    assert item.findtext("{http://purl.org/dc/elements/1.1/}creator") == "Mina Rahimi"


@pytest.mark.parametrize("ending", ["atom", "rss", "json"])
@pytest.mark.parametrize("move", ["hide", "delist", "retract", "remove"])
def test_article_that_left_the_lists_is_in_no_feed(client, article, author, move, ending):
    publish(title="Stays", bylines=bylines_of(author), topics=("water-tests",))
    carry_out(article, move)

    for address in ADDRESSES:
        content = client.get(f"{address}.{ending}").content
        assert article.slug.encode() not in content
        assert b"Stays" in content


@pytest.mark.parametrize("language", ["en", "fa", "ps"])
@pytest.mark.parametrize("ending", ["atom", "rss", "json"])
def test_empty_feed_is_valid_in_each_language(client, language, ending):
    content = client.get(f"/{language}/feed.{ending}").content

    if ending == "json":
        jsonschema.Draft202012Validator(JSON_FEED).validate(json.loads(content))
    else:
        assert feedparser.parse(content).bozo is False


@pytest.mark.parametrize(
    "address", ["/en/topics/nothing/feed.atom", "/en/authors/nobody/feed.rss", "/en/topics/water-tests/feed.html"]
)
def test_feed_of_nothing_is_not_found(client, article, address):
    assert client.get(address).status_code == 404


def test_what_xml_cannot_hold_is_left_out():
    assert contents.printable("a\x00b\x0b\ufffec\n\t") == "abc\n\t"


def test_feed_holds_ten_articles(client):
    for _ in range(12):
        publish()

    assert len(json.loads(client.get("/en/feed.json").content)["items"]) == 10


def test_feed_is_made_from_all_that_it_shows(article, author):
    topic = Topic.objects.get(slug="water-tests")
    shared = {keys.site("en"), keys.TOPICS, keys.article(article.pk), keys.author(author.pk)}

    assert contents.of_language("en").keys == shared | {keys.listed("en")}
    assert contents.of_topic(topic, "en").keys == shared | {keys.topic(topic.pk)}
    assert contents.of_author(author, "en").keys == shared | {keys.listed("en")}


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("ending", ["atom", "rss", "json"])
def test_queries_of_topics_and_authors_are_constant(client, article, author, django_assert_num_queries, count, ending):
    for _ in range(count):
        publish(bylines=bylines_of(author), topics=("water-tests",))

    with django_assert_num_queries(9):
        client.get(f"/en/topics/water-tests/feed.{ending}")
    with django_assert_num_queries(9):
        client.get(f"/en/authors/mina-rahimi/feed.{ending}")
