"""The index follows every change of an article, in the transaction of the change."""

from dataclasses import replace

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.urls import reverse

from publishing import profiles, services, topics
from publishing.lifecycle import State
from publishing.models import Article, SearchEntry, SearchName
from publishing.search.finding import answers
from publishing.search.indexing import index_all, reindex
from publishing.search.queries import read_query
from publishing.topics import TopicName
from tests.factories import make_staff
from tests.publishing.making import bylines_of, carry_out, make_author, make_content, publish

pytestmark = pytest.mark.django_db
UNCHANGED_QUERIES = 7  # savepoint, articles, bylines, topics, entry, release, and texts of the author's profile


def found(typed, language="en"):
    return [article.title for article in answers(read_query(typed), language).articles]


@pytest.mark.parametrize("state", ["delisted", "retracted", "hidden", "removed"])
def test_article_that_the_search_may_not_show_has_no_entry(state):
    publish(title="Glacier", state=state)

    assert found("glacier") == []
    assert SearchEntry.objects.count() == SearchName.objects.count() == 0


@pytest.mark.parametrize(("away", "back"), [("hide", "unhide"), ("delist", "relist")])
def test_article_that_comes_back_is_found_again(away, back):
    article = publish(title="Glacier")

    carry_out(article, away)
    assert found("glacier") == []
    carry_out(article, back)

    assert found("glacier") == ["Glacier"]


def test_changed_text_is_found_by_its_new_words_alone():
    article = publish(title="Glacier", body="<p>It melts.</p>")
    content = replace(article.as_printed(), body="<p>It grows.</p>")

    services.update_article(article, content, agreement="Agreed.", by="desk")
    assert (found("grows"), found("melts")) == (["Glacier"], [])
    content = replace(content, title="Icefield")
    services.correct_article(article, content, note="The word.", agreement="Agreed.", by="desk")

    assert (found("icefield"), found("glacier")) == (["Icefield"], [])


def test_change_that_is_rolled_back_leaves_the_index_as_it_was():
    article = publish(title="Glacier")

    with transaction.atomic():
        services.hide_article(article, reason="For a test.", by="desk")
        transaction.set_rollback(True)

    assert found("glacier") == ["Glacier"]


def test_hidden_article_is_not_shown_even_while_the_index_has_it():
    publish(title="Glacier")
    Article.objects.update(state=State.RETRACTED, retraction_note="Wrong.")

    assert SearchEntry.objects.count() == 1
    assert found("glacier") == []


def test_name_is_forgotten_with_the_last_article_that_prints_it():
    author = make_author("Mina Sharifzada")
    first = publish(title="One", bylines=bylines_of(author, "Mina Sharifzada"))
    publish(title="Two", bylines=bylines_of(author, "Mina R."))
    assert found("Sharifzadah") == ["Two", "One"]

    profiles.set_author_text(author, language="en", name="Mina R.")
    assert found("Sharifzadah") == ["One"]
    services.hide_article(first, reason="For a test.", by="desk")

    assert found("Sharifzadah") == []
    assert sorted(SearchName.objects.values_list("word", flat=True)) == ["mina", "r"]


def test_renamed_topic_is_found_by_its_new_name():
    topic = topics.create_topic("water", {"en": TopicName(name="Water")})
    publish(title="Dams", topics=("water",))

    topics.change_topic(topic, {"en": TopicName(name="Hydrology")})

    assert (found("hydrology"), found("water")) == (["Dams"], [])


def test_name_changed_in_the_admin_is_searched(client):
    author = make_author("Mina Rahimi")
    text = author.texts.get()
    publish(title="Dams", bylines=bylines_of(author))
    client.force_login(make_staff("chief_editor"))
    data = {
        "texts-TOTAL_FORMS": "1",
        "texts-INITIAL_FORMS": "1",
        "texts-0-id": text.pk,
        "texts-0-author": author.pk,
        "texts-0-language": "en",
        "texts-0-name": "Mina Sharifzada",
        "aliases": "",
    }

    response = client.post(reverse("admin:publishing_author_change", args=[author.pk]), data)

    assert response.status_code == 302
    assert found("Sharifzada") == ["Dams"]


def test_reindexing_what_has_not_changed_writes_nothing(django_assert_num_queries):
    author = make_author()
    articles = [publish(bylines=bylines_of(author)) for _ in range(3)]

    with django_assert_num_queries(UNCHANGED_QUERIES) as queries:
        reindex(articles)

    assert [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "DELETE", "UPDATE"))] == []


def test_articles_of_the_same_moment_keep_apart():
    articles = [publish(title=f"Glacier {number}") for number in range(3)]
    moment = articles[0].published_at
    Article.objects.update(published_at=moment)
    entry = SearchEntry.objects.get(article=articles[2])
    SearchEntry.objects.filter(pk=entry.pk).update(place=entry.place + (1 << 14) * 1000)

    reindex(articles)

    assert found("glacier") == ["Glacier 2", "Glacier 1", "Glacier 0"]
    assert SearchEntry.objects.count() == 3


def test_place_that_another_article_has_is_stepped_over():
    first, second = publish(title="Glacier one"), publish(title="Glacier two")
    entry = SearchEntry.objects.get(article=second)
    SearchEntry.objects.all().delete()
    SearchEntry.objects.create(article=first, place=entry.place, words="_len glacier _1glacier")

    reindex([second])

    assert SearchEntry.objects.get(article=second).place == entry.place + 1


def test_index_is_made_anew_from_the_articles(capsys):
    for number in range(5):
        publish(title=f"Glacier {number}")
    publish(title="Glacier hidden", state="hidden")
    SearchEntry.objects.all().delete()
    SearchName.objects.create(word="nobody", sound="nbd")

    assert list(index_all(batch=4)) == [4, 6]

    assert found("glacier") == [f"Glacier {number}" for number in (4, 3, 2, 1, 0)]
    assert sorted(SearchName.objects.values_list("word", flat=True)) == ["mina", "rahimi"]
    call_command("reindex_articles", "--batch=10")
    assert capsys.readouterr().out == "6 of 6 articles.\n"


def test_very_long_word_and_very_many_words_are_indexed():
    many = " ".join(f"w{number}x" for number in range(20_000))
    publish(title="Long " + "a" * 250, body=f"<p>{'ب' * 5_000} {many}</p>")

    assert found("a" * 199) == ["Long " + "a" * 250]
    assert found("ب" * 200) == ["Long " + "a" * 250]
    assert found("w7x") == ["Long " + "a" * 250]


def test_sqlite_index_agrees_with_its_table():
    if connection.vendor != "sqlite":
        assert connection.vendor == "postgresql"  # its index is the table's own and cannot differ
        return
    article = publish(title="Glacier")
    services.update_article(article, make_content(title="Icefield"), agreement="Agreed.", by="desk")
    publish(title="Other", state="hidden")

    with connection.cursor() as cursor:
        for table in ("publishing_searchwords", "publishing_searchletters"):
            cursor.execute(f"INSERT INTO {table}({table}, rank) VALUES ('integrity-check', 1)")  # noqa: S608
