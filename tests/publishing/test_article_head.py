"""What programs learn from the head of an article."""

import json

import pytest
from lxml import html as lxml_html

from publishing import services
from publishing.models import Topic, TopicText
from publishing.pages.article import render_article_page, render_preview
from tests.publishing.making import bylines_of, carry_out, make_author, make_content, publish

pytestmark = pytest.mark.django_db


def head_of(article):
    return lxml_html.fromstring(render_article_page(article).body).find("head")


def data_of(article):
    page = lxml_html.fromstring(render_article_page(article).body)
    (block,) = page.findall(".//script[@type='application/ld+json']")
    return json.loads(block.text)


def metas(article, prefix):
    return [
        (tag.get("property") or tag.get("name"), tag.get("content"))
        for tag in head_of(article).findall("meta")
        if (tag.get("property") or tag.get("name") or "").startswith(prefix)
    ]


def test_opinion_is_told_of_as_an_opinion():
    article = publish(title="The Bridge", bylines=bylines_of(make_author("Mina Rahimi")))

    data = data_of(article)

    assert data["@type"] == "OpinionNewsArticle"
    assert data["headline"] == "The Bridge"
    assert data["author"] == [
        {"@type": "Person", "name": "Mina Rahimi", "url": "http://testserver/en/authors/mina-rahimi/"}
    ]
    assert data["datePublished"] == data["dateModified"] == article.published_at.isoformat()
    assert data["inLanguage"] == "en"
    assert data["license"] == "https://creativecommons.org/licenses/by-nc-nd/4.0/"
    assert data["image"] == f"http://testserver/en/articles/{article.slug}.png"
    assert data["wordCount"] == article.words
    assert metas(article, "citation_") == []


def test_academic_article_is_told_to_scholars_without_an_address():
    article = publish(kind="academic", title="On Water")

    assert data_of(article)["@type"] == "ScholarlyArticle"
    told = metas(article, "citation_")
    assert ("citation_title", "On Water") in told
    assert ("citation_author", "Mina Rahimi") in told
    assert ("citation_publication_date", article.published_at.strftime("%Y/%m/%d")) in told
    assert not [content for name, content in told if "@" in content]


def test_author_without_a_profile_is_a_name_alone():
    assert data_of(publish())["author"] == [{"@type": "Person", "name": "Mina Rahimi"}]


def test_translations_know_each_other():
    original = publish(title="The Bridge")
    translation = publish(
        language="fa", title="پل", slug="the-bridge-fa", translation_of=original.short_id, translators=("زلمی درانی",)
    )

    (told,) = data_of(original)["workTranslation"]
    assert told["@id"] == "http://testserver/fa/articles/the-bridge-fa/"
    assert told["inLanguage"] == "fa-AF"
    data = data_of(translation)
    assert data["inLanguage"] == "fa-AF"
    assert data["translator"] == [{"@type": "Person", "name": "زلمی درانی"}]
    assert [work["@id"] for work in data["translationOfWork"]] == [f"http://testserver/en/articles/{original.slug}/"]
    for article in (original, translation):
        tags = head_of(article).findall("link[@hreflang]")
        assert {tag.get("hreflang"): tag.get("href") for tag in tags} == {
            "en": f"http://testserver/en/articles/{original.slug}/",
            "fa-AF": "http://testserver/fa/articles/the-bridge-fa/",
            "x-default": f"http://testserver/en/articles/{original.slug}/",
        }


@pytest.mark.parametrize("move", ["delist", "hide", "retract"])
def test_translation_that_is_not_indexed_is_no_alternate(move):
    original = publish()
    translation = publish(language="fa", translation_of=original.short_id)
    carry_out(translation, move)

    assert head_of(original).findall("link[@hreflang]") == []


def test_unlisted_article_names_no_alternates_and_is_not_indexed():
    original = publish()
    publish(language="fa", translation_of=original.short_id)
    original = carry_out(original, "delist")

    assert head_of(original).findall("link[@hreflang]") == []
    assert head_of(original).findall("meta[@name='robots']")[0].get("content") == "noindex"


def test_corrections_are_told():
    article = publish()
    services.correct_article(
        article,
        make_content(title=article.title, body="<p>The bridge stands closed.</p>", slug=article.slug),
        note="It is closed.",
        agreement="Agreed.",
        by="desk",
    )

    (told,) = data_of(article.__class__.objects.get(pk=article.pk))["correction"]
    assert (told["@type"], told["text"]) == ("CorrectionComment", "It is closed.")


@pytest.mark.parametrize(
    "title", ["</script><script>alert(1)</script>", "<!-- & --> ]]>", 'A "quoted" \\ title', "پل «نو»"]
)
def test_no_title_breaks_out_of_the_data(title):
    article = publish(title=title)

    assert data_of(article)["headline"] == title
    assert ("og:title", title) in metas(article, "og:")
    assert render_article_page(article).body.count(b"<script") == 1


def test_social_sites_are_given_the_drawn_picture():
    topic = Topic.objects.create(slug="water-tests")
    TopicText.objects.create(topic=topic, language="en", name="Water")
    article = publish(topics=("water-tests",))

    told = dict(metas(article, "og:"))

    assert told["og:image"] == f"http://testserver/en/articles/{article.slug}.png"
    assert (told["og:image:width"], told["og:image:height"]) == ("1200", "630")
    assert told["og:locale"] == "en_GB"
    assert ("article:section", "Water") in metas(article, "article:")


def test_preview_tells_programs_nothing():
    page = render_preview(make_content())

    assert "application/ld+json" not in page
    assert "og:title" not in page
    assert "noindex" in page
