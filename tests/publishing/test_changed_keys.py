"""Which keys each change of a public row advances, by triggers of the database."""

import datetime
from contextlib import contextmanager
from dataclasses import replace

import pytest
from django.db import connection, transaction

from publishing import keys, services
from publishing.models import (
    Article,
    Author,
    AuthorText,
    ChangedKey,
    Generation,
    SitePage,
    SiteText,
    Topic,
    TopicText,
)
from tests.publishing.making import bylines_of, carry_out, make_author, publish

pytestmark = pytest.mark.django_db


def settle():
    """Have PostgreSQL run now what it would run at the commit."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@contextmanager
def advanced():
    """Yield a set that holds, once the block is left, the keys that it advanced."""
    settle()
    ChangedKey.objects.all().delete()
    found = set()
    yield found
    settle()
    found |= set(ChangedKey.objects.values_list("key", flat=True))


@pytest.fixture
def author():
    return make_author()


@pytest.fixture
def topic():
    topic = Topic.objects.create(slug="water")
    TopicText.objects.create(topic=topic, language="en", name="Water")
    return topic


@pytest.fixture
def article(author, topic):
    return publish(bylines=bylines_of(author), topics=("water",))


def own_lists(article, author, topic):
    return {keys.listed("en"), keys.work(article.work_id), keys.author(author.pk), keys.topic(topic.pk)}


def test_publishing_advances_the_lists_that_show_the_article(author, topic):
    with advanced() as found:
        article = publish(bylines=bylines_of(author), topics=("water",))

    assert found == own_lists(article, author, topic) | {keys.article(article.pk), keys.card(article.pk)}


def test_change_of_the_text_leaves_the_lists_alone(article):
    content = replace(article.as_printed(), body="<p>The bridge stands closed.</p>\n<p>Nobody crosses it.</p>")

    with advanced() as found:
        services.update_article(article, content, agreement="Agreed.", by="desk")

    assert found == {keys.article(article.pk)}


def test_correction_advances_the_log(article):
    content = replace(article.as_printed(), body="<p>The bridge stands closed.</p>\n<p>Nobody crosses it.</p>")

    with advanced() as found:
        services.correct_article(article, content, note="It is closed.", agreement="Agreed.", by="desk")

    assert found == {keys.article(article.pk), keys.corrections("en")}


def test_change_of_the_title_advances_cards_and_translations(article):
    with advanced() as found:
        services.update_article(article, replace(article.as_printed(), title="Other"), agreement="Agreed.", by="desk")

    assert found == {keys.article(article.pk), keys.card(article.pk), keys.work(article.work_id)}


def test_change_of_the_printed_name_advances_the_author(article, author):
    content = replace(article.as_printed(), bylines=bylines_of(author, name="M. Rahimi"))

    with advanced() as found:
        services.update_article(article, content, agreement="Agreed.", by="desk")

    assert found == {keys.article(article.pk), keys.card(article.pk), keys.author(author.pk)}


@pytest.mark.parametrize("move", ["hide", "delist", "retract", "remove"])
def test_leaving_the_lists_advances_every_list(article, author, topic, move):
    with advanced() as found:
        carry_out(article, move)

    assert found == own_lists(article, author, topic) | {keys.article(article.pk), keys.card(article.pk)}


def test_profile_advances_the_author_alone(author):
    with advanced() as found:
        services.set_author_text(author, language="en", name="Mina Rahimi", bio="Writes on rivers.")
    assert found == {keys.author(author.pk)}

    with advanced() as found:
        Author.objects.filter(pk=author.pk).update(slug="another")
    assert found == {keys.author(author.pk)}

    with advanced() as found:
        AuthorText.objects.filter(author=author).delete()
    assert found == {keys.author(author.pk)}


def test_topic_advances_itself_and_the_names(topic):
    with advanced() as found:
        TopicText.objects.filter(topic=topic).update(name="Rivers")

    assert found == {keys.topic(topic.pk), keys.TOPICS}


def test_words_of_the_site_advance_their_language(article):
    with advanced() as found:
        SiteText.objects.filter(language="fa").update(tagline="دیدگاه")

    assert found == {keys.site("fa")}


def test_text_of_a_site_page_advances_that_page_alone():
    page = SitePage.objects.create(language="en", slug="imprint", title="Imprint")

    with advanced() as found:
        SitePage.objects.filter(pk=page.pk).update(body="<p>Us.</p>")
    assert found == {keys.page(page.pk)}

    with advanced() as found:
        SitePage.objects.filter(pk=page.pk).update(title="Who we are")
    assert found == {keys.page(page.pk), keys.site("en")}

    with advanced() as found:
        SitePage.objects.filter(pk=page.pk).delete()
    assert found == {keys.page(page.pk), keys.site("en")}


def test_another_date_moves_the_article_in_every_list(article, author, topic):
    with advanced() as found:
        Article.objects.filter(pk=article.pk).update(published_at=article.published_at - datetime.timedelta(days=9))

    assert found == own_lists(article, author, topic) | {keys.article(article.pk), keys.card(article.pk)}


def test_deleted_rows_advance_what_showed_them(article, author, topic):
    expected = own_lists(article, author, topic) | {keys.article(article.pk), keys.card(article.pk)}
    article.revisions.all().delete()

    with advanced() as found:
        article.delete()

    assert found == expected


@pytest.mark.django_db(transaction=True)
def test_numbers_follow_and_a_rolled_back_change_leaves_none(author):
    ChangedKey.objects.all().delete()  # those of the pages that every installation begins with
    before = Generation.objects.get().number

    publish(bylines=bylines_of(author))
    after = Generation.objects.get().number
    with transaction.atomic():
        publish(bylines=bylines_of(author))
        transaction.set_rollback(True)

    assert after > before
    assert Generation.objects.get().number == after
    assert set(ChangedKey.objects.values_list("generation", flat=True)) <= set(range(before, after + 1))
    if connection.vendor == "postgresql":
        assert after == before + 1


def test_every_trigger_is_in_the_database():
    names = {
        "sqlite": "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'publishing_note_%'",
        "postgresql": "SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'publishing_note_%'",
    }
    with connection.cursor() as cursor:
        cursor.execute(names[connection.vendor])

        assert cursor.fetchone() == (33,)
