"""What belongs to an article beside its words: topics, picture, original and translators."""

from dataclasses import replace

import pytest

from publishing import services
from publishing.content import PublicPicture
from publishing.models import Article, Picture, Topic
from publishing.recording import ContentRefused
from tests.publishing.making import make_content, publish

pytestmark = pytest.mark.django_db
DIGEST = "a" * 64


@pytest.fixture
def topics():
    return [Topic.objects.create(slug=slug) for slug in ("law", "water")]


def test_topics_are_printed_in_the_order_given(topics):
    article = publish(topics=("water", "law"))

    assert article.as_printed().topics == ("water", "law")
    assert [(link.topic.slug, link.language, link.published_at) for link in article.topic_links.all()] == [
        ("water", "en", article.published_at),
        ("law", "en", article.published_at),
    ]


def test_topics_named_twice_are_printed_once(topics):
    article = publish(topics=("law", "law"))

    assert article.as_printed().topics == ("law",)


def test_same_topics_are_left_as_they_are(topics):
    article = publish(topics=("law",))
    link = article.topic_links.get()

    services.update_article(article, replace(article.as_printed(), title="Other"), agreement="Agreed.", by="desk")

    assert article.topic_links.get() == link


def test_picture_is_printed_with_its_words():
    picture = Picture.objects.create(digest=DIGEST, width=1280, height=800)
    article = publish(picture=PublicPicture(digest=DIGEST, alt="A bridge.", credit="Mina Rahimi"))

    assert article.picture == picture
    assert article.as_printed().picture == PublicPicture(digest=DIGEST, alt="A bridge.", credit="Mina Rahimi")


@pytest.mark.parametrize(
    "missing",
    [
        {"topics": ("nowhere",)},
        {"picture": PublicPicture(digest="b" * 64, alt="A bridge.", credit="Mina Rahimi")},
        {"picture": PublicPicture(digest=DIGEST, alt=" ", credit="Mina Rahimi")},
        {"picture": PublicPicture(digest=DIGEST, alt="A bridge.", credit="")},
        {"picture": PublicPicture(digest=DIGEST, alt="A \u202ebridge.", credit="Mina Rahimi")},
        {"translation_of": "nowhere"},
        {"translators": ("Zalmai\nDurrani",)},
    ],
)
def test_what_cannot_be_printed_is_refused_whole(missing):
    Picture.objects.create(digest=DIGEST, width=1280, height=800)

    with pytest.raises(ContentRefused):
        services.publish_article(make_content(**missing))

    assert Article.objects.count() == 0


def test_translation_joins_the_work_of_its_original():
    original = publish()

    translation = publish(
        language="fa",
        title="پل",
        translation_of=original.short_id,
        translators=("Zalmai Durrani",),
        slug="the-bridge-fa",
    )

    assert (translation.work, translation.translation_of) == (original.work, original)
    assert translation.as_printed().translators == ("Zalmai Durrani",)


def test_second_translation_into_one_language_is_refused():
    original = publish()
    publish(language="fa", translation_of=original.short_id)

    with pytest.raises(ContentRefused):
        publish(language="fa", translation_of=original.short_id)
