"""What stands around the text of an article: topics, translators, translations, what else there is to read."""

import re
from urllib.parse import quote

import pytest

from publishing import services
from publishing.content import PublicByline
from publishing.models import Topic, TopicText
from tests.publishing.making import bylines_of, make_author, make_content, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def water(db):
    topic = Topic.objects.create(slug="water")
    for language, name in (("en", "Water"), ("fa", "آب")):
        TopicText.objects.create(topic=topic, language=language, name=name)
    return topic


def page_of(client, article):
    return client.get(services.address(article)).content.decode()


@pytest.mark.parametrize(("language", "name"), [("en", "Water"), ("fa", "آب")])
def test_article_links_its_topic_by_its_name_in_the_language(client, water, language, name):
    article = publish(language=language, topics=("water",))

    page = page_of(client, article)

    assert re.search(rf'<a href="/{language}/topics/water/"[^>]*>{name}</a>', page)
    assert client.get(f"/{language}/topics/water/").status_code == 200


def test_article_that_is_not_listed_links_no_topic(client, water):
    page = page_of(client, publish(state="delisted", topics=("water",)))

    assert "Water" in page
    assert "/topics/water/" not in page


def test_preview_names_topics_and_links_none(water):
    preview = services.render_preview(make_content(topics=("water", "unknown")))

    assert "Water" in preview
    assert "/topics/water/" not in preview


def test_translation_names_its_translators_and_links_its_siblings(client):
    original = publish(slug="bridge")
    content = make_content(
        language="fa", title="پل", slug="pol", translation_of=original.short_id, translators=("نادر صبا", "Sam Lee")
    )
    translation = services.publish_article(content)

    page = page_of(client, translation)

    assert "<bdi>نادر صبا</bdi> و <bdi>Sam Lee</bdi>" in page
    article = page[page.index("<article") :]
    assert re.search(r'<a href="/en/articles/bridge/" lang="en" dir="ltr" hreflang="en"[^>]*>English</a>', article)
    assert 'href="/fa/articles/pol/"' in page_of(client, original).partition("<article")[2]


@pytest.mark.parametrize(
    ("language", "words", "written"),
    [
        ("en", 1, "1 minute to read"),
        ("en", 238, "1 minute to read"),
        ("en", 950, "4 minutes to read"),
        ("fa", 800, "۴"),
        ("ps", 2000, "۱۰"),
    ],
)
def test_reading_time_goes_by_the_language(client, language, words, written):
    article = publish(language=language, body=f"<p>{' '.join(['word'] * words)}</p>")

    line = re.search(r'<p class="dateline">(.*?)</p>', page_of(client, article), re.DOTALL)[1]

    assert written in line


def test_article_leads_on_to_others_by_its_author_and_on_its_topic(client, water):
    author = make_author()
    publish(title="BY-THE-SAME", bylines=bylines_of(author))
    publish(title="ON-THE-SAME", topics=("water",))
    publish(title="ELSEWHERE", language="fa", topics=("water",), bylines=bylines_of(author))
    publish(title="NEITHER")
    publish(title="HIDDEN", state="hidden", topics=("water",), bylines=bylines_of(author))
    article = publish(title="THE-ARTICLE", topics=("water",), bylines=bylines_of(author))

    page = page_of(client, article)

    assert [page.count(title) for title in ("BY-THE-SAME", "ON-THE-SAME")] == [1, 1]
    assert [page.count(title) for title in ("ELSEWHERE", "NEITHER", "HIDDEN")] == [0, 0, 0]


def test_what_needs_a_published_article_is_left_out_of_its_preview(client, water):
    content = make_content(bylines=(PublicByline(name="A", bio="Writes."),), topics=("water",))
    published = ("wa.me", "Plain text", "Republish", "Short link", "/a/")

    preview = services.render_preview(content)
    live = page_of(client, services.publish_article(content))

    assert [words for words in published if words in preview] == []
    assert [words for words in published if words not in live] == []


def test_share_links_are_plain_links_that_ask_nobody(client):
    article = publish(title="Bridges & Papers")

    page = page_of(client, article)

    links = re.findall(r'<a href="(https://(?:wa|t)\.me/[^"]+|https://(?:x|www\.facebook)\.com/[^"]+)"([^>]*)>', page)
    assert len(links) == 4
    assert [address for address, rest in links if "noopener" not in rest] == []
    assert quote("Bridges & Papers", safe="") in links[0][0]


def test_corrections_of_an_article_lead_to_the_log(client):
    article = publish()
    content = make_content(title="Corrected")
    article = services.correct_article(article, content, note="It was per lorry.", agreement="asked", by="desk")

    box = page_of(client, article).partition('<section class="corrections"')[2].partition("</section>")[0]

    assert "It was per lorry." in box
    assert 'href="/en/corrections/"' in box


@pytest.mark.parametrize("path", ["", "articles/"])
def test_title_in_another_script_keeps_its_direction_in_lists(client, path):
    article = publish(title="پل شیرخان")

    assert '<bdi dir="rtl">پل شیرخان</bdi></a>' in client.get(f"/en/{path}").content.decode()
    assert "<title>\u2068پل شیرخان\u2069 · " in page_of(client, article)
