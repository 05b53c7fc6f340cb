"""Whoever follows an old link arrives; everything else is answered as before."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from publishing.addresses import address
from publishing.models import OldAddress
from publishing.old_addresses import add_old_address
from tests.publishing.making import carry_out, publish

pytestmark = pytest.mark.django_db
OLD = [
    "/aiss/aisslist/opinions/1059",
    "/pr/opinions/view/1059",
    "/en/opinions/details/bridge?x=1",
    "/en/about-us",
    "/aiss/%D9%85%D9%82%D8%A7%D9%84%D9%87",
    "/per/old%E4",
]


@pytest.mark.parametrize("old", OLD)
@pytest.mark.parametrize("ending", ["", "slash"])
def test_old_address_leads_to_the_article(client, old, ending):
    article = publish(language="fa")
    add_old_address(f"https://www.aiss.af{old}", article=article)
    path, mark, query = old.partition("?")

    answer = client.get(f"{path}/{mark}{query}" if ending else old)

    assert answer.status_code == 301
    assert answer["Location"] == address(article)
    assert answer["Cache-Control"] == "public, no-cache"
    assert not answer.cookies


def test_old_address_leads_to_another_page(client):
    add_old_address("/per/home", target="/fa/")

    answer = client.head("/per/home/")

    assert (answer.status_code, answer["Location"]) == (301, "/fa/")


@pytest.mark.parametrize(("state", "status"), [("public", 301), ("delisted", 301), ("retracted", 301)])
def test_old_address_of_an_article_with_a_page_leads_there(client, state, status):
    add_old_address("/aiss/45", article=publish(state=state))

    assert client.get("/aiss/45").status_code == status


@pytest.mark.parametrize("state", ["hidden", "removed"])
def test_old_address_of_an_article_that_is_gone_says_so_and_no_more(client, state):
    article = publish(state=state, title="A Bridge That Nobody May Know")
    add_old_address("/aiss/45", article=article)

    answer = client.get("/aiss/45")

    assert answer.status_code == 410
    assert answer.content == client.get(address(article)).content
    assert "Nobody" not in answer.content.decode()
    assert "Location" not in answer


def test_hide_takes_effect_at_once(client):
    article = publish()
    add_old_address("/aiss/45", article=article)
    assert client.get("/aiss/45").status_code == 301

    article = carry_out(article, "hide")
    assert client.get("/aiss/45").status_code == 410

    carry_out(article, "unhide")
    assert client.get("/aiss/45").status_code == 301


def test_page_that_answers_is_never_led_away(client):
    article = publish(slug="bridge")
    for path in ("/en/", "/en/articles/bridge", "/robots.txt"):
        OldAddress.objects.create(path=path, target="/fa/")

    assert client.get("/en/").status_code == 200
    assert client.get(address(article)).status_code == 200
    assert client.get("/robots.txt").status_code == 200


def test_unknown_address_is_answered_as_before_with_one_query_more(client):
    with CaptureQueriesContext(connection) as asked:
        answer = client.get("/nothing/at/all/")

    assert len([query for query in asked if OldAddress._meta.db_table in query["sql"]]) == 1
    assert answer.status_code == 404
    assert "There is no such page." in answer.content.decode()


def test_missing_slash_is_still_added(client):
    answer = client.get("/en/articles")

    assert (answer.status_code, answer["Location"]) == (301, "/en/articles/")


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_only_reading_is_led_on(client, method):
    add_old_address("/aiss/45", target="/en/")

    assert getattr(client, method)("/aiss/45").status_code == 404


def test_desk_is_never_led_away(client, django_user_model, django_assert_num_queries):
    OldAddress.objects.create(path="/admin/submissions/submission/999999", target="/en/")

    answer = client.get("/admin/submissions/submission/999999/")

    assert (answer.status_code, answer["Location"].startswith(reverse("admin:login"))) == (302, True)
