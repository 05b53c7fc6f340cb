"""The drawn pictures that other sites show beside a link."""

import io

import pytest
from PIL import Image

from publishing import cards, keys
from publishing.pages.card import render_card
from tests.publishing.making import carry_out, publish

TITLES = {
    "short": ("en", "Rivers"),
    "longest": ("en", "On the many rivers of a dry country " * 8),
    "one long word": ("en", "W" * 300),
    "Persian": ("fa", "رودخانه‌ای که هر کس شمار خود را از آن دارد"),
    "Pashto": ("ps", "هغه میندې چې د ښوونځي دروازې ته ناستې دي"),
    "longest Persian": ("fa", "رودخانه‌ای که هر کس شمار خود را از آن دارد " * 7),
    "mixed": ("fa", "گزارش UNAMA در سال ۲۰۲۴"),
}


def card(language="en", title="Rivers", **changes):
    words = {"institute": "An Institute", "kicker": "Opinion", "byline": "Mina Rahimi"} | changes
    return cards.Card(language=language, title=title, **words)


def opened(data):
    return Image.open(io.BytesIO(data)).convert("RGB")


@pytest.mark.parametrize(("language", "title"), TITLES.values(), ids=TITLES)
def test_picture_has_its_size_and_is_light(language, title):
    data = cards.draw(card(language, title))

    assert opened(data).size == (1200, 630)
    assert len(data) < 60_000


@pytest.mark.parametrize(("language", "title"), TITLES.values(), ids=TITLES)
def test_title_stays_between_its_neighbours(language, title):
    lines, face = cards.fitted(title, card(language).direction)

    assert len(lines) * face.size * cards.LEADING[card(language).direction] <= cards.TITLE_SPACE
    assert all(cards.width_of(line, face, card(language).direction) <= 1200 - cards.MARGIN for line in lines)


def test_same_card_is_the_same_picture():
    assert cards.draw(card()) == cards.draw(card())
    assert cards.draw(card()) != cards.draw(card(title="Roads"))


@pytest.mark.parametrize(("language", "side"), [("en", "left"), ("fa", "right")])
def test_words_begin_where_the_script_begins(language, side):
    title = {"en": "Rivers", "fa": "رودها"}[language]
    picture = opened(cards.draw(card(language, title, kicker="", byline="", institute="")))
    half = picture.crop((0, 120, 600, 480) if side == "left" else (600, 120, 1200, 480))
    other = picture.crop((600, 120, 1200, 480) if side == "left" else (0, 120, 600, 480))

    assert len(half.getcolors()) > 1
    assert len(other.getcolors()) == 1


@pytest.mark.parametrize("missing", ["kicker", "byline", "institute"])
def test_card_is_drawn_without_what_is_missing(missing):
    assert opened(cards.draw(card(**{missing: ""}))).size == (1200, 630)


@pytest.mark.django_db
def test_article_has_a_card_in_one_language(client):
    article = publish(language="fa", title="پل")

    response = client.get(f"/fa/articles/{article.slug}.png")

    assert response["Content-Type"] == "image/png"
    assert opened(response.content).size == (1200, 630)
    assert client.get(f"/en/articles/{article.slug}.png")["Location"] == f"/fa/articles/{article.slug}.png"
    assert render_card(article).keys == {keys.article(article.pk), keys.site("fa"), keys.TOPICS}


@pytest.mark.django_db
@pytest.mark.parametrize(("move", "status"), [("hide", 410), ("remove", 410), ("retract", 404), ("delist", 200)])
def test_card_goes_with_the_article(client, move, status):
    article = carry_out(publish(), move)

    assert client.get(f"/en/articles/{article.slug}.png").status_code == status


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_card_queries_are_constant(client, django_assert_num_queries, count):
    articles = [publish() for _ in range(count)]

    with django_assert_num_queries(5):
        client.get(f"/en/articles/{articles[0].slug}.png")
