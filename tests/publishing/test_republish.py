"""The page from which others copy an article: clean, credited, and only where the licence lets them."""

from html.parser import HTMLParser

import pytest

from publishing import keys, pictures
from publishing.addresses import page_address
from publishing.content import PublicByline, PublicPicture
from publishing.responses import KEYS
from tests.publishing.making import publish
from tests.publishing.pictures.drawing import picture_file

pytestmark = pytest.mark.django_db


class Boxes(HTMLParser):
    """What stands in the boxes of a page, as a browser would copy it."""

    def __init__(self, page):
        super().__init__()
        self.texts, self.is_open = [], False
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        if tag == "textarea":
            assert "readonly" in dict(attributes)
            self.texts.append("")
            self.is_open = True

    def handle_endtag(self, tag):
        self.is_open = self.is_open and tag != "textarea"

    def handle_data(self, data):
        if self.is_open:
            self.texts[-1] += data


def page_of(client, article):
    return client.get(page_address("article-republish", article.language, article.slug))


def test_copy_is_clean_and_names_its_source(client, settings):
    picture = pictures.keep_picture(picture_file())
    article = publish(
        title="Bridges </textarea> & rivers",
        licence="CC BY 4.0",
        translators=("Zalmai",),
        picture=PublicPicture(digest=picture.digest, alt="A bridge.", credit="Mina"),
        bylines=(PublicByline(name="Mina & Co", bio="Mina writes."),),
    )
    as_html, as_text = Boxes(page_of(client, article).content.decode()).texts

    address = f"{settings.SITE_URL}/en/articles/{article.slug}/"
    for words in (
        '<article lang="en" dir="ltr">',
        "<h1>Bridges &lt;/textarea&gt; &amp; rivers</h1>",
        "Mina &amp; Co",
        "Zalmai",
        article.body,
        f'<a href="{address}" rel="canonical" dir="ltr">{address}</a>',
        "https://creativecommons.org/licenses/by/4.0/",
        "does not reflect the official opinion",
    ):
        assert words in as_html
    for unwanted in ("<img", "<picture", "<script", "class=", "<style"):
        assert unwanted not in as_html
    assert "Bridges </textarea> & rivers" in as_text


@pytest.mark.parametrize(
    ("licence", "said", "unsaid"),
    [
        ("CC BY 4.0", ["You may shorten"], ["Publish it whole", "Do not sell it.", "same licence"]),
        ("CC BY-NC-SA 4.0", ["You may shorten", "Do not sell it.", "same licence"], ["Publish it whole"]),
        ("", ["Publish it whole", "Do not sell it."], ["You may shorten", "same licence"]),
    ],
)
def test_terms_are_those_of_the_licence(client, licence, said, unsaid):
    page = page_of(client, publish(licence=licence)).content.decode()

    assert ([words for words in said if words not in page], [words for words in unsaid if words in page]) == ([], [])


@pytest.mark.parametrize("licence", ["All rights reserved", "CC BY-XX 9.0"])
def test_licence_that_does_not_allow_it_gives_no_copy(client, licence):
    page = page_of(client, publish(licence=licence)).content.decode()

    assert Boxes(page).texts == []
    assert "does not let others publish it again" in page
    assert licence in page


def test_page_is_kept_under_its_keys_and_not_indexed(client):
    article = publish(language="fa", slug="bridge", title="پل")

    response = page_of(client, article)

    assert response.wsgi_request.META[KEYS] == {keys.article(article.pk), keys.site("fa")}
    assert '<meta name="robots" content="noindex">' in response.content.decode()
