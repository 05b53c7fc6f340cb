import re

import pytest
from django.urls import reverse

from publishing import services
from publishing.content import PublicByline
from publishing.models import Topic, TopicText
from tests.publishing.making import bylines_of, make_author, make_content, publish

pytestmark = pytest.mark.django_db
FRAME_QUERIES = 2  # words of the site, pages at its foot
CARD_QUERIES = 3  # articles, bylines, topics of articles
TOPIC_QUERIES = 1  # names of topics, where any card has one


def text_of(response):
    return response.content.decode()


@pytest.mark.parametrize("path", ["/en/", "/fa/", "/ps/", "/en/articles/", "/en/feed.atom", "/sitemap.xml"])
def test_public_page_is_kept_by_anyone_and_sets_no_cookie(client, path):
    publish()

    response = client.get(path)

    assert response.status_code == 200
    assert response["Cache-Control"] == "public, no-cache"
    assert "Cookie" not in response.get("Vary", "")
    assert response.cookies == {}
    assert client.get(path, headers={"if-none-match": response["ETag"]}).status_code == 304


def test_article_page_is_the_same_for_a_visitor_with_a_session(client, django_user_model):
    article = publish()
    address = f"/en/articles/{article.slug}/"
    before = client.get(address)
    client.force_login(django_user_model.objects.create_author(email="author@example.org", language="en"))

    after = client.get(address)

    assert (after.content, after["ETag"]) == (before.content, before["ETag"])
    assert "Cookie" not in after.get("Vary", "")
    assert after.cookies == {}


def test_article_page_is_in_the_order_of_the_journal(client):
    article = publish(
        title="THE-TITLE",
        standfirst="THE-STANDFIRST",
        body="<p>THE-TEXT</p>",
        bylines=(PublicByline(name="THE-NAME", bio="THE-BIO"),),
        pen_name=True,
    )

    page = text_of(client.get(f"/en/articles/{article.slug}/"))

    page = page[page.index("<article") :]
    parts = [
        '<p class="kicker"><span>Opinion</span>',
        "THE-TITLE",
        "THE-NAME",
        "THE-STANDFIRST",
        "THE-TEXT",
        "THE-BIO",
        "The author writes under a pen name.",
        "Academicians and Officials interested to publish",
        "The article does not reflect the official opinion of the AISS.",
        "CC BY-NC-ND 4.0",
        f"/a/{article.short_id}/",
    ]
    places = [page.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


def test_article_page_links_the_contact_address_in_the_call(client):
    article = publish()

    page = text_of(client.get(f"/en/articles/{article.slug}/"))

    assert '<a href="mailto:contact@aissonline.org" dir="ltr">contact@aissonline.org</a>.' in page


def test_article_page_says_nothing_of_a_pen_name_unless_an_editor_decided_so(client):
    article = publish(pen_name=False)

    assert "pen name" not in text_of(client.get(f"/en/articles/{article.slug}/"))


def test_name_at_the_head_of_a_bio_is_not_printed_twice(client):
    byline = PublicByline(name="Bahar Mehr", role="Writer", bio="Bahar Mehr, Writer and Activist.")
    article = publish(bylines=(byline,))

    page = text_of(client.get(f"/en/articles/{article.slug}/")).partition("<main")[2].partition("</main>")[0]

    assert "<b><bdi>Bahar Mehr</bdi></b>, Writer and Activist." in page
    shown = page[page.index("<article") :]
    assert shown.count("Bahar Mehr") == 2
    assert shown.count("Writer") == 1


@pytest.mark.parametrize(
    ("language", "joined"),
    [
        ("en", "<bdi>A</bdi>, <bdi>B</bdi> and <bdi>Dr. C</bdi>"),
        ("fa", "<bdi>A</bdi>، <bdi>B</bdi> و <bdi>Dr. C</bdi>"),
        ("ps", "<bdi>A</bdi>، <bdi>B</bdi> او <bdi>Dr. C</bdi>"),
    ],
)
def test_names_are_joined_as_the_language_does(client, language, joined):
    bylines = (PublicByline(name="A"), PublicByline(name="B"), PublicByline(name="C", honorific="Dr."))
    article = publish(language=language, bylines=bylines)

    assert joined in text_of(client.get(f"/{language}/articles/{article.slug}/"))
    assert joined in text_of(client.get(f"/{language}/articles/"))


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("fa", "rtl"), ("ps", "rtl")])
def test_page_names_its_language_and_direction(client, language, direction):
    article = publish(language=language)

    page = text_of(client.get(f"/{language}/articles/{article.slug}/"))

    assert f'<html lang="{language}" dir="{direction}">' in page
    assert f'<article class="article" lang="{language}" dir="{direction}">' in page
    assert f'<link rel="canonical" href="http://testserver/{language}/articles/{article.slug}/">' in page


def test_article_under_another_language_leads_to_its_own(client):
    article = publish(language="fa")

    response = client.get(f"/en/articles/{article.slug}/")

    assert (response.status_code, response["Location"]) == (301, f"/fa/articles/{article.slug}/")


def test_gone_article_answers_the_same_words_as_any_other(client):
    one, other = publish(state="hidden", title="One Secret"), publish(state="removed", title="Other Secret")

    pages = [client.get(f"/en/articles/{article.slug}/") for article in (one, other)]

    assert [page.status_code for page in pages] == [410, 410]
    assert pages[0].content == pages[1].content
    assert "Secret" not in text_of(pages[0])


def test_article_links_the_translation_that_is_public_now(client):
    original = publish()
    translation = services.publish_article(make_content(language="fa", title="پل"), translation_of=original)
    address = f"/en/articles/{original.slug}/"
    link = f'href="/fa/articles/{translation.slug}/" lang="fa"'

    assert link in text_of(client.get(address))
    services.hide_article(translation, reason="", by="desk")
    assert link not in text_of(client.get(address))
    assert 'href="/fa/" lang="fa"' in text_of(client.get(address))


def test_card_in_another_language_names_it(client):
    publish(language="fa", title="پل")

    page = text_of(client.get("/en/"))

    assert '<article class="card " lang="fa" dir="rtl">' in page


def test_text_with_markup_in_a_title_is_escaped(client):
    article = publish(title="<b>Bold & brave</b>", slug="bold")

    page = text_of(client.get(f"/en/articles/{article.slug}/"))

    assert "<h1>&lt;b&gt;Bold &amp; brave&lt;/b&gt;</h1>" in page
    assert "<title>&lt;b&gt;Bold &amp; brave&lt;/b&gt; · Afghan Institute for Strategic Studies</title>" in page


def titles_in(response):
    return re.findall(r"card-title\"><a [^>]*>([^<]+)<", text_of(response))


def test_list_goes_on_from_page_to_page_and_back(client):
    for number in range(1, 43):
        publish(title=f"Title {number}", days_ago=number)
    first = client.get("/en/articles/")
    (older,) = re.findall(r'rel="next" href="([^"]+)"', text_of(first))
    second = client.get(older)
    (oldest,) = re.findall(r'rel="next" href="([^"]+)"', text_of(second))
    (newer,) = re.findall(r'rel="prev" href="([^"]+)"', text_of(second))
    last = client.get(oldest)

    pages = [titles_in(page) for page in (first, second, last)]
    assert pages[0] + pages[1] + pages[2] == [f"Title {number}" for number in range(1, 43)]
    assert [len(page) for page in pages] == [20, 20, 2]
    assert titles_in(client.get(newer)) == pages[0]
    assert 'rel="prev"' not in text_of(first)
    assert 'rel="next"' not in text_of(last)


def test_author_has_pages_of_twenty(client):
    author = make_author()
    for number in range(1, 23):
        publish(title=f"Title {number}", days_ago=number, bylines=bylines_of(author))

    first = client.get(f"/en/authors/{author.slug}/")
    (older,) = re.findall(r'rel="next" href="([^"]+)"', text_of(first))

    assert older.startswith(f"/en/authors/{author.slug}/before/")
    assert (len(titles_in(first)), titles_in(client.get(older))) == (20, ["Title 21", "Title 22"])


@pytest.mark.parametrize("way", ["before", "after"])
def test_list_has_no_page_beside_an_article_at_its_end_or_unknown(client, way):
    article = publish()

    assert client.get(f"/en/articles/{way}/{article.short_id}/").status_code == 404
    assert client.get(f"/en/articles/{way}/nothing/").status_code == 404


def test_lists_are_newest_first(client):
    for days, title in [(2, "Older"), (1, "Newer"), (3, "Oldest")]:
        publish(title=title, days_ago=days)

    page = text_of(client.get("/en/articles/"))

    assert page.index(">Newer<") < page.index(">Older<") < page.index(">Oldest<")


@pytest.fixture
def topics(db):
    """Return the slugs of two topics with names."""
    slugs = ["water", "borders"]
    for slug in slugs:
        topic = Topic.objects.create(slug=slug)
        TopicText.objects.create(topic=topic, language="en", name=slug.title())
    return slugs


@pytest.mark.parametrize("count", [1, 3])
def test_article_page_queries_are_constant(client, django_assert_num_queries, topics, count):
    author = make_author()
    names = [PublicByline(name=f"Name {number}") for number in range(count - 1)]
    for _ in range(count):
        publish(bylines=bylines_of(author), topics=topics[:1])
        publish(topics=topics[:1])
    article = publish(bylines=(*bylines_of(author), *names), topics=topics[: max(1, count - 1)])
    own = 6  # article, bylines, its topics, their names, corrections, profiles
    beside = 5  # translations, others by the author and their names, related by topic and their names

    with django_assert_num_queries(FRAME_QUERIES + own + beside):
        assert client.get(f"/en/articles/{article.slug}/").status_code == 200


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("path", "more"), [("/en/", 1), ("/en/articles/", 0)])
def test_list_queries_are_constant(client, django_assert_num_queries, topics, path, more, count):
    for _ in range(count):
        publish(topics=topics)

    with django_assert_num_queries(FRAME_QUERIES + CARD_QUERIES + TOPIC_QUERIES + more):  # home: other languages too
        assert client.get(path).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_author_page_queries_are_constant(client, django_assert_num_queries, topics, count):
    author = make_author()
    for _ in range(count):
        publish(bylines=bylines_of(author), topics=topics)

    with django_assert_num_queries(2 + FRAME_QUERIES + CARD_QUERIES + TOPIC_QUERIES):  # author, names of the author
        assert client.get(f"/en/authors/{author.slug}/").status_code == 200


@pytest.mark.parametrize("name", ["favicon", "entrance"])
def test_root_leads_somewhere(client, name):
    response = client.get(reverse(f"root:{name}"), headers={"accept-language": "fa"})

    assert response["Location"] == {"favicon": "/static/aiss/favicon.ico", "entrance": "/en/"}[name]


def test_robots_name_the_sitemap(client):
    assert "Sitemap: http://testserver/sitemap.xml" in text_of(client.get("/robots.txt"))


@pytest.mark.parametrize("path", ["/en/nothing/", "/fa/articles/nothing/", "/en/authors/nobody/", "/a/nothing/"])
def test_missing_page_is_answered_in_the_look_of_the_site(client, path):
    response = client.get(path)

    assert response.status_code == 404
    assert "masthead" in text_of(response)
    assert response.cookies == {}
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_public_page_takes_no_other_method(client, method):
    assert getattr(client, method)("/en/").status_code == 405
