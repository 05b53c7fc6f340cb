"""`manage.py fill_articles`: what it makes holds together, is counted exactly, and goes into no site in use."""

import datetime
import io

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from publishing import html
from publishing.content import ArticleContent
from publishing.loading import articles, filling
from publishing.models import Article, ArticleRevision, Correction, Topic
from publishing.pages.article import render_article_page

pytestmark = pytest.mark.django_db


def fill(number, **options):
    return list(filling.fill(articles=number, **options))


@pytest.fixture(autouse=True)
def short_texts(monkeypatch):
    monkeypatch.setattr(articles, "PARAGRAPHS", 30)


def test_fill_makes_exactly_as_many_as_are_asked_for():
    assert fill(60) == [filling.Made(articles=60), filling.Made(articles=60, indexed=60)]

    assert Article.objects.count() == 60
    assert ArticleRevision.objects.filter(number=1).count() == 60
    assert Topic.objects.filter(slug__in=filling.TOPICS).count() == len(filling.TOPICS)


def test_articles_are_spread_over_as_many_years_as_are_asked_for():
    fill(30, years=2)

    oldest = Article.objects.order_by("published_at").first().published_at
    assert datetime.timedelta(days=600) < timezone.now() - oldest <= datetime.timedelta(days=731)


def test_made_up_articles_are_what_the_services_would_have_written(monkeypatch):
    monkeypatch.setattr(articles, "CORRECTED_SHARE", 0.5)
    monkeypatch.setattr(filling, "TRANSLATED_SHARE", 0.5)
    fill(40)

    for article in Article.objects.for_printing():
        content = article.as_printed()
        assert html.clean(article.body) == article.body
        assert article.words == html.count_words(article.body)
        assert article.digest == content.digest()
        assert ArticleContent.from_json(content.to_json()) == content
        assert article.revisions.get(number=1).as_printed() == content
    assert Article.objects.filter(translation_of__isnull=False).exists()
    assert Correction.objects.exists()


def test_made_up_articles_have_pages(client):
    fill(20)

    for article in Article.objects.public_now():
        assert article.title in render_article_page(article).body.decode()
    assert client.get(reverse("publishing:home")).status_code == 200


def test_common_word_is_common_and_rare_word_is_rare(monkeypatch):
    monkeypatch.setattr(articles, "RARE_SHARE", 0.02)
    fill(200)
    common = sum(Article.objects.filter(body__contains=word).count() for word in {*articles.COMMON_WORD.values()})
    rare = sum(Article.objects.filter(body__contains=word).count() for word in {*articles.RARE_WORD.values()})

    assert 90 <= common <= 140
    assert 0 < rare < 15


def test_site_in_use_is_left_alone_unless_told_otherwise():
    fill(5)

    with pytest.raises(CommandError) as caught:
        call_command("fill_articles", "--articles", "5")
    call_command("fill_articles", "--articles", "5", "--among-others", stdout=io.StringIO())

    assert str(caught.value).startswith("This site has articles and is no demo, so nothing was written.")
    assert Article.objects.count() == 10


def test_a_demo_may_be_filled_further(settings):
    settings.DEMO = True

    fill(5)
    fill(5)

    assert Article.objects.count() == 10


def test_no_article_is_refused():
    with pytest.raises(CommandError):
        call_command("fill_articles", "--articles", "0")
