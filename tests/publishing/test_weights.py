"""What a reader on a slow line has to wait for."""

import gzip
import random
import re

import pytest
from django.conf import settings

from tests.publishing.making import publish

pytestmark = pytest.mark.django_db
STATIC = settings.BASE_DIR / "aiss" / "static"
KB = 1000
LATIN = "eetaoinshrdlucmfwypvbgk"
PERSIAN = "ااینرمدتوهبسشکلقفعزخجپگچ"


def invented_text(letters, words=1500):
    """Return paragraphs that compress no better than prose does: words of random length from a large vocabulary."""
    chance = random.Random(7)  # noqa: S311 - the same text in every run, not a secret
    vocabulary = ["".join(chance.choices(letters, k=chance.randint(2, 9))) for _ in range(1200)]
    weights = [1 / rank for rank in range(1, 1201)]
    text = chance.choices(vocabulary, weights, k=words)
    return "\n".join(f"<p>{' '.join(text[start : start + 120])}.</p>" for start in range(0, words, 120))


def packed(data):
    return len(gzip.compress(data, 6))


def stylesheet():
    return (STATIC / "aiss" / "site.css").read_bytes()


@pytest.fixture
def page(client, request):
    language, letters = request.param
    article = publish(language=language, body=invented_text(letters), standfirst="A standfirst. " * 8)
    return client.get(f"/{language}/articles/{article.slug}/").content


@pytest.mark.parametrize("page", [("en", LATIN), ("fa", PERSIAN)], indirect=True)
def test_article_and_stylesheet_weigh_at_most_twenty_kilobytes(page):
    assert packed(page) + packed(stylesheet()) <= 20 * KB


@pytest.mark.parametrize("page", [("fa", PERSIAN), ("ps", PERSIAN)], indirect=True)
def test_whole_persian_page_weighs_at_most_ninety_kilobytes(page):
    fonts = [path.stat().st_size for path in (STATIC / "vendor" / "vazirmatn").rglob("*.woff2")]

    assert len(fonts) == 1
    assert packed(page) + packed(stylesheet()) + sum(fonts) <= 90 * KB


def test_stylesheet_weighs_at_most_fifteen_kilobytes():
    assert packed(stylesheet()) <= 15 * KB


@pytest.mark.parametrize("page", [("en", LATIN)], indirect=True)
def test_article_page_asks_for_a_stylesheet_and_an_icon_and_nothing_else(page):
    page = page.decode()

    loaded = re.findall(r"<link rel=\"(?:stylesheet|icon)\" href=\"([^\"]+)\"", page)
    assert loaded == ["/static/aiss/site.css", "/static/aiss/favicon.svg"]
    without_data = page.replace('<script type="application/ld+json">', "")
    assert re.findall(r"<(?:script|img|iframe|video|source|object)\b|\sstyle=|<style|\son\w+=", without_data) == []
