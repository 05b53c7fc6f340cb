"""Topics: their services, the list of them, and the articles about one."""

import pytest
from django.db import connection

from publishing import keys, services, topics
from publishing.models import Article, ArticleTopic, SearchEntry, Topic
from publishing.pages.topics import render_topic, render_topic_list
from publishing.topics import TopicName, TopicRefused, create_topic
from tests.publishing.making import make_content, publish

pytestmark = pytest.mark.django_db


def make_topic(slug="water", **names) -> Topic:
    given = names or {"en": "Water", "fa": "آب"}
    return create_topic(slug, {language: TopicName(name=name) for language, name in given.items()})


def text_of(client, path):
    return client.get(path).content.decode()


def test_topic_is_made_last_and_named_in_each_language():
    water, schools = make_topic(), make_topic("schools", en="Schools")

    assert list(Topic.objects.all()) == [water, schools]
    assert {text.language: text.name for text in water.texts.all()} == {"en": "Water", "fa": "آب"}


@pytest.mark.parametrize("slug", ["", "Water", "آب", "a b", "-", "x" * 81, "water"])
def test_topic_with_a_wrong_or_taken_address_is_refused(slug):
    make_topic()

    with pytest.raises(TopicRefused) as refusal:
        make_topic(slug)

    assert str(refusal.value).endswith(".")
    assert Topic.objects.count() == 1


@pytest.mark.parametrize("names", [{}, {"en": ""}, {"en": " \n "}, {"en": "x" * 81}, {"de": "Wasser"}])
def test_topic_without_a_good_name_is_refused(names):
    with pytest.raises(TopicRefused):
        create_topic("water", {language: TopicName(name=name) for language, name in names.items()})

    assert Topic.objects.count() == 0


def test_topic_is_renamed_and_loses_the_names_left_out():
    topic = make_topic()

    changed = topics.change_topic(topic, {"en": TopicName(name="Rivers\nand lakes", description="On water.")})

    assert [(text.language, text.name, text.description) for text in changed.texts.all()] == [
        ("en", "Rivers and lakes", "On water.")
    ]


def test_topics_are_put_in_order():
    made = {slug: make_topic(slug, en=slug) for slug in ("a", "b", "c")}

    topics.order_topics([made["c"], made["a"]])
    assert [topic.slug for topic in Topic.objects.all()] == ["c", "a", "b"]

    topics.change_topic(made["b"], {"en": TopicName(name="b")}, place=1)
    assert [topic.slug for topic in Topic.objects.all()] == ["b", "c", "a"]


@pytest.mark.parametrize("state", ["public", "hidden"])
def test_topic_of_an_article_cannot_be_deleted(state):
    topic = make_topic()
    publish(topics=("water",), state=state)

    with pytest.raises(TopicRefused, match="Give them other topics first"):
        topics.delete_topic(topic)

    assert Topic.objects.count() == 1


def test_unused_topic_is_deleted():
    topics.delete_topic(make_topic())

    assert Topic.objects.count() == 0


def test_list_names_the_topics_that_have_articles_in_the_language(client):
    for slug in ("water", "schools", "roads"):
        make_topic(slug, en=slug.title())
    publish(topics=("water",))
    publish(topics=("schools",), language="fa")
    publish(topics=("roads",), state="hidden")

    page = text_of(client, "/en/topics/")

    assert '<a href="/en/topics/water/">Water</a>' in page
    assert "Schools" not in page
    assert "Roads" not in page


def test_name_from_another_language_is_marked_as_such(client):
    make_topic(en="Water")
    publish(topics=("water",), language="fa")

    assert '<li lang="en" dir="ltr"><a href="/fa/topics/water/">Water</a></li>' in text_of(client, "/fa/topics/")
    assert '<header lang="en" dir="ltr">' in text_of(client, "/fa/topics/water/")


@pytest.mark.parametrize("state", ["delisted", "retracted", "hidden", "removed"])
def test_topic_shows_no_article_out_of_the_lists(client, state):
    make_topic()
    gone = publish(topics=("water",), state=state, title="Gone")
    assert client.get("/en/topics/water/").status_code == 404

    publish(topics=("water",), title="Here")

    assert gone.title not in text_of(client, "/en/topics/water/")


@pytest.mark.parametrize("path", ["nothing/", "water/before/nothing0/", "water/after/nothing0/"])
def test_unknown_topic_and_place_are_not_found(client, path):
    make_topic()
    publish(topics=("water",))

    assert client.get(f"/en/topics/{path}").status_code == 404


def test_topic_goes_on_over_pages_and_back(client):
    make_topic()
    titles = [publish(topics=("water",), days_ago=days, title=f"Piece {days:02}").title for days in range(45)]
    publish(title="Of something else")
    path, seen = "/en/topics/water/", []

    while path:
        page = text_of(client, path)
        seen += [title for title in titles if f">{title}</a>" in page]
        path = page.partition('<a rel="next" href="')[2].partition('"')[0]
    back = text_of(client, page.partition('<a rel="prev" href="')[2].partition('"')[0])

    assert seen == titles
    assert [title for title in titles if f">{title}</a>" in back] == titles[20:40]


def test_topic_leads_to_itself_in_the_languages_that_have_it(client):
    make_topic()
    publish(topics=("water",))
    publish(topics=("water",), language="fa")

    page = text_of(client, "/en/topics/water/")

    for tag, code in [("en", "en"), ("fa-AF", "fa"), ("x-default", "en")]:
        assert f'<link rel="alternate" hreflang="{tag}" href="http://testserver/{code}/topics/water/">' in page
    assert 'hreflang="ps" href="http' not in page
    assert 'href="/fa/topics/water/" lang="fa"' in page


@pytest.mark.parametrize("count", [1, 3])
def test_topic_list_queries_are_constant(client, django_assert_num_queries, count):
    for number in range(count):
        make_topic(f"topic-{number}", en=f"Topic {number}")
        publish(topics=(f"topic-{number}",))

    with django_assert_num_queries(4):
        assert client.get("/en/topics/").status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_topic_queries_are_constant(client, django_assert_num_queries, count):
    make_topic()
    for _ in range(count):
        publish(topics=("water",))

    with django_assert_num_queries(10):
        assert client.get("/en/topics/water/").status_code == 200


def test_pages_are_made_from_every_topic_and_card():
    water, schools = make_topic(), make_topic("schools", en="Schools")
    article = publish(topics=("water",))

    listed = render_topic_list("en").keys
    page = render_topic(water, "en").keys

    assert listed == {
        keys.TOPICS,
        keys.listed("en"),
        keys.site("en"),
        keys.topic(water.pk),
        keys.topic(schools.pk),
    }
    assert page == {keys.TOPICS, keys.site("en"), keys.topic(water.pk), keys.card(article.pk)}


def test_links_keep_language_and_date_of_their_article():
    make_topic()
    article = services.publish_article(make_content(topics=("water",), language="fa"))

    link = ArticleTopic.objects.get()

    assert (link.language, link.published_at, link.short_id) == ("fa", article.published_at, article.short_id)


def plan_of(queryset) -> str:
    """Return how the database reads the queryset, where it may not read tables whole or sort."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for way in ("seqscan", "bitmapscan", "sort"):
                cursor.execute(f"SET LOCAL enable_{way} = off")
    return queryset.explain()


@pytest.mark.parametrize("place", ["newest", "before", "after", "related"])
def test_articles_about_a_topic_are_read_in_the_order_of_the_index(place):
    topic = make_topic()
    article = publish(topics=("water",))
    links = ArticleTopic.objects.public_now().about(topic.pk, "en")
    read = {
        "newest": links.newest_first(),
        "before": links.older_than(article).newest_first(),
        "after": links.newer_than(article).oldest_first(),
        "related": Article.objects.public_now().about(topic.pk, "en"),
    }

    plan = plan_of(read[place][:21])

    assert "topic_list" in plan
    assert "TEMP B-TREE" not in plan
    assert "Sort" not in plan


def test_search_learns_the_new_name_of_a_topic():
    topic = make_topic(en="Water")
    article = publish(topics=("water",))

    topics.change_topic(topic, {"en": TopicName(name="Karezes")})

    words = SearchEntry.objects.get(article=article).words
    assert "karez" in words
    assert "_2water" not in words
