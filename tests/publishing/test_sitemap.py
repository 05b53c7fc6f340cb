import pytest
from lxml import etree

from publishing import keys, sitemaps
from publishing.models import SitePage, Topic, TopicText
from tests.publishing.making import bylines_of, carry_out, make_author, publish

pytestmark = pytest.mark.django_db
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture(autouse=True)
def _no_seeded_pages():
    SitePage.objects.all().delete()


def named_in(client, address, element="url"):
    """Return the paths that a sitemap names."""
    response = client.get(address)
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    root = etree.fromstring(response.content)
    found = root.findall(f"s:{element}/s:loc", SITEMAP)
    assert all(location.text.startswith("http://testserver/") for location in found)
    return [location.text.removeprefix("http://testserver") for location in found]


def part_of(article):
    return f"/sitemap-articles-{article.language}-{article.pk // sitemaps.PART_SIZE}.xml"


def test_index_names_the_parts_that_have_something(client):
    english, persian = publish(), publish(language="fa")

    assert named_in(client, "/sitemap.xml", "sitemap") == ["/sitemap-pages.xml", part_of(english), part_of(persian)]


def test_index_of_an_empty_site_names_its_pages(client):
    assert named_in(client, "/sitemap.xml", "sitemap") == ["/sitemap-pages.xml"]


def test_part_lists_the_articles_of_its_language(client):
    article = publish(slug="the-bridge")
    publish(slug="the-river", language="fa")

    assert named_in(client, part_of(article)) == ["/en/articles/the-bridge/"]


def test_articles_are_parted_by_their_ids(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "PART_SIZE", 2)
    articles = [publish() for _ in range(5)]

    parts = named_in(client, "/sitemap.xml", "sitemap")[1:]

    found = [path for part in parts for path in named_in(client, part)]
    assert found == [f"/en/articles/{article.slug}/" for article in articles]
    assert len(parts) in {3, 4}


def test_pages_lists_everything_else(client):
    topic = Topic.objects.create(slug="water-tests")
    TopicText.objects.create(topic=topic, language="en", name="Water")
    publish(bylines=bylines_of(make_author("Mina Rahimi")), topics=("water-tests",))
    SitePage.objects.create(language="fa", slug="imprint", title="ما")

    found = named_in(client, "/sitemap-pages.xml")

    assert {"/en/", "/fa/archive/", "/ps/topics/", "/en/authors/mina-rahimi/", "/en/topics/water-tests/"} <= set(found)
    assert "/fa/imprint/" in found
    assert "/fa/topics/water-tests/" not in found
    assert len(found) == len(set(found)) == 3 * len(sitemaps.LISTS) + 3 + 1 + 1


@pytest.mark.parametrize("move", ["hide", "delist", "retract", "remove"])
def test_article_that_left_the_lists_is_in_no_part(client, move):
    article = publish()
    publish(slug="stays")

    carry_out(article, move)

    assert named_in(client, part_of(article)) == ["/en/articles/stays/"]


@pytest.mark.parametrize(
    "part", ["articles", "articles-en", "articles-xx-0", "articles-en-999999999999999999999", "articles-en-x", "other"]
)
def test_part_that_does_not_exist_is_not_found(client, part):
    publish()

    assert client.get(f"/sitemap-{part}.xml").status_code == 404


def test_part_is_made_from_each_article_and_the_list():
    article = publish()

    page = sitemaps.render_articles("en", article.pk // sitemaps.PART_SIZE)

    assert page.keys == {keys.listed("en"), keys.article(article.pk)}


def test_sitemap_uses_the_institutes_address_whatever_the_visitor_asked_for(client):
    article = publish()

    assert b"localhost" not in client.get(part_of(article), headers={"host": "localhost"}).content


@pytest.mark.parametrize("count", [1, 3])
def test_sitemap_queries_are_constant(client, django_assert_num_queries, count):
    articles = [publish(bylines=bylines_of(make_author(f"Author {number}"))) for number in range(count)]

    with django_assert_num_queries(3):
        client.get("/sitemap.xml")
    with django_assert_num_queries(1):
        client.get(part_of(articles[0]))
    with django_assert_num_queries(6):
        client.get("/sitemap-pages.xml")


def test_robots_are_told_of_the_sitemap(client):
    assert client.get("/robots.txt").content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /staff/",
        "",
        "Sitemap: http://testserver/sitemap.xml",
    ]


def test_weakness_has_an_address(client, settings):
    lines = dict(line.split(": ", 1) for line in client.get("/.well-known/security.txt").content.decode().splitlines())

    assert lines["Contact"] == f"mailto:{settings.DESK_EMAIL}"
    assert lines["Canonical"] == "http://testserver/.well-known/security.txt"
    assert lines["Preferred-Languages"] == "en, fa, ps"
    assert set(lines) == {"Contact", "Expires", "Preferred-Languages", "Canonical"}
