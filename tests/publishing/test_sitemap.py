import pytest
from lxml import etree

from tests.publishing.making import bylines_of, make_author, publish

pytestmark = pytest.mark.django_db
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def locations(client):
    root = etree.fromstring(client.get("/sitemap.xml").content)
    return [element.text for element in root.findall("s:url/s:loc", SITEMAP)]


def test_sitemap_lists_homes_articles_and_authors(client):
    author = make_author("Mina Rahimi")
    publish(slug="the-bridge", bylines=bylines_of(author))
    publish(slug="the-river", language="fa")

    assert sorted(locations(client)) == [
        "http://testserver/en/",
        "http://testserver/en/articles/the-bridge/",
        "http://testserver/en/authors/mina-rahimi/",
        "http://testserver/fa/",
        "http://testserver/fa/articles/the-river/",
        "http://testserver/fa/authors/mina-rahimi/",
        "http://testserver/ps/",
        "http://testserver/ps/authors/mina-rahimi/",
    ]


def test_sitemap_uses_the_institutes_address_whatever_the_visitor_asked_for(client):
    publish()

    response = client.get("/sitemap.xml", headers={"host": "localhost"})

    assert b"localhost" not in response.content


@pytest.mark.parametrize("count", [1, 3])
def test_sitemap_queries_are_constant(client, django_assert_num_queries, count):
    for _ in range(count):
        publish()

    with django_assert_num_queries(2):
        client.get("/sitemap.xml")
