"""An article taken away is gone from every address, list, feed, file and answer; the addresses are the resolver's."""

import io

import pytest
from django.urls import reverse
from django.utils.translation import override
from PIL import Image

from publishing import services, urls
from publishing.addresses import author_address, page_address, short_address
from publishing.content import PublicPicture
from publishing.models import OldAddress, Topic, TopicText
from publishing.pictures import keep_picture
from tests.publishing.making import bylines_of, carry_out, make_author, publish

pytestmark = pytest.mark.django_db
TITLE = "The Unmistakable Zarghuna Paper"
OLD = "/aiss/aisslist/45?lang=en"
TAKEN_AWAY = ["hide", "remove"]


@pytest.fixture
def article():
    topic = Topic.objects.create(slug="water-tests")
    TopicText.objects.create(topic=topic, language="en", name="Water")
    drawn = io.BytesIO()
    Image.new("RGB", (900, 600), "navy").save(drawn, "PNG")
    picture = keep_picture(drawn.getvalue())
    found = publish(
        title=TITLE,
        bylines=bylines_of(make_author("Zarghuna Tests"), "Zarghuna Tests"),
        topics=(topic.slug,),
        picture=PublicPicture(digest=picture.digest, alt="A river.", credit="Zarghuna Tests"),
    )
    OldAddress.objects.create(path=OLD, article=found)
    return found


def names_of_article_pages():
    """Return the names of all pages that an article's slug alone leads to."""
    return sorted(
        pattern.name
        for pattern in urls.urlpatterns
        if pattern.name.startswith("article-") and set(pattern.pattern.converters) == {"slug"}
    )


def own_addresses(article):
    pages = [page_address(name, "en", article.slug) for name in names_of_article_pages()]
    return [page_address("article", "en", article.slug), short_address(article), *pages, OLD]


def lists(article):
    """Return the address of everything that showed the article and stays."""
    day = article.published_at
    names = {
        "home": (),
        "article-list": (),
        "topic-list": (),
        "archive-month": (day.year, day.month),
        "feed": (),
        "feed-rss": (),
        "feed-json": (),
        "corrections": (),
    }
    return [page_address(name, "en", *arguments) for name, arguments in names.items()] + [
        page_address("home", "fa"),
        f"{page_address('search', 'en')}?q=unmistakable",
        "/sitemap.xml",
    ]


def test_every_page_of_an_article_is_among_those_asked_for():
    assert {"article-cite", "article-text", "article-republish", "article-card", "article-bibtex"} <= set(
        names_of_article_pages()
    )


@pytest.mark.parametrize("move", TAKEN_AWAY)
def test_article_taken_away_is_gone_at_every_address_of_its_own(client, article, move):
    addresses = own_addresses(article)
    for address in addresses:
        assert client.get(address).status_code in {200, 301, 302, 503}, address

    carry_out(article, move)

    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(addresses, 410)


@pytest.mark.parametrize("move", [*TAKEN_AWAY, "retract", "delist"])
def test_article_that_left_the_lists_is_in_none(client, article, move):
    author = article.bylines.get().author
    shown = [address for address in lists(article) if TITLE.encode() in client.get(address).content]
    assert page_address("home", "en") in shown
    assert page_address("feed-json", "en") in shown

    carry_out(article, move)

    left = [address for address in lists(article) if TITLE.encode() in client.get(address).content]
    assert left == []
    assert client.get(author_address(author, "en")).status_code == 404


@pytest.mark.parametrize("move", TAKEN_AWAY)
def test_picture_of_an_article_taken_away_is_gone(client, article, move):
    with override("en"):
        page = client.get(page_address("article", "en", article.slug)).content.decode()
    address = page.partition('<img src="')[2].partition('"')[0]
    assert client.get(address).status_code == 200

    carry_out(article, move)

    assert client.get(address).status_code in {404, 410}


def test_what_comes_back_is_everywhere_again(client, article):
    before = [client.get(address).status_code for address in own_addresses(article)]
    hidden = services.hide_article(article, reason="For a test.", by="desk")

    services.unhide_article(hidden, reason="For a test.", by="desk")

    assert [client.get(address).status_code for address in own_addresses(article)] == before
    assert TITLE.encode() in client.get(reverse("publishing:home")).content
