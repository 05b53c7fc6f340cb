import re

import pytest
from django.utils.translation import get_language, override

from publishing import services
from publishing.content import PublicByline
from publishing.models import Article, ArticleRevision
from tests.publishing.making import make_author, make_content

pytestmark = pytest.mark.django_db
NOTED = (
    '<p>Words.<sup class="footnote-ref"><a href="#fn1" id="fnref1">1</a></sup></p>\n'
    '<section class="footnotes"><ol><li id="fn1"><p>A note. '
    '<a href="#fnref1" class="footnote-back">↩</a></p></li></ol></section>'
)


def article_element(page):
    """Return the `<article>` of a page without its date and without the links that only a published one has."""
    (element,) = re.findall(r"<article class=\"article\".*?</article>", page, re.DOTALL)
    element = re.sub(r'<p class="dateline">.*?</p>', "", element, flags=re.DOTALL)
    element = re.sub(r'\s*<span class="short-link">.*?</span>', "", element, flags=re.DOTALL)
    return re.sub(r'<a rel="author"[^>]*>(.*?)</a>', r"\1", element)


@pytest.mark.parametrize("language", ["en", "fa", "ps"])
def test_preview_shows_the_article_of_the_live_page(client, language):
    author = make_author()
    content = make_content(
        language=language,
        body=NOTED,
        bylines=(
            PublicByline(name="A & B", bio="Writes.", author_public_id=author.public_id),
            PublicByline(name="زهره"),
        ),
        pen_name=True,
        editors_note="A note.",
        first_published_in="Review",
        first_published_url="https://example.org/?a=1&b=2",
    )

    preview = services.render_preview(content)
    article = services.publish_article(content)
    live = client.get(services.address(article)).content.decode()

    assert article_element(preview) == article_element(live)
    assert len(article_element(live)) > 1000


def test_preview_says_that_it_is_not_public():
    preview = services.render_preview(make_content())

    assert "This page is not public." in preview
    assert "Not published yet" in preview
    assert '<meta name="robots" content="noindex">' in preview
    assert "canonical" not in preview


def test_preview_touches_no_public_row(django_assert_num_queries):
    content = make_content()

    with django_assert_num_queries(2):  # words of the site, pages at the foot
        services.render_preview(content)

    assert (Article.objects.count(), ArticleRevision.objects.count()) == (0, 0)


def test_preview_stands_in_the_page_language_asked_for():
    preview = services.render_preview(make_content(language="fa"), language="en")

    assert '<html lang="en" dir="ltr">' in preview
    assert '<article class="article" lang="fa" dir="rtl">' in preview


def test_article_alone_is_that_of_the_preview_whatever_language_is_active():
    content = make_content(language="fa", body=NOTED)

    with override("en"):
        alone = services.render_article(content)
        assert get_language() == "en"

    assert article_element(alone) == article_element(services.render_preview(content))
    assert "<html" not in alone
