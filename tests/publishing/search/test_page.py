import re

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from publishing.content import PublicByline
from publishing.pages.search import render_search
from publishing.search.queries import read_query
from tests.publishing.making import publish

pytestmark = pytest.mark.django_db
QUERIES = 7  # words of the site, pages at the foot, two looks for words, one for names, articles, their bylines
HOSTILE = [
    "", " ", "\0", "%", "*", '"', "'", '"unbalanced', "a*", "AND", "OR NOT", "NEAR(a b)", "title:x", "{a b}: c",
    "^a", "-a", "a + b", "a:*", "a & b | !c <-> d", "(((", "\\", "'; DROP TABLE publishing_article; --",
    "_1a _len", "\u202e\u2066abc", "\ud800", "\U0001e900\U0001e901", "½ ① ﷽ ™", "ا" * 10_000, "a " * 5_000,
    "<script>alert(1)</script>", "?!؟،", "\u200c\u200c", "می", "می می", "ها", "𝟏𝟐", "x" * 3_000, "s ss sss ies es",
]  # fmt: skip


def text_of(response):
    return response.content.decode()


def hits_in(page):
    return re.findall(r'<h2 class="card-title"><a href="([^"]+)">', page)


@pytest.mark.parametrize("language", ["en", "fa", "ps"])
@pytest.mark.parametrize("typed", HOSTILE)
def test_no_question_is_an_error(client, language, typed):
    publish(title="The end a b c", language=language)

    raw = typed.encode(errors="surrogatepass")
    response = client.get(f"/{language}/search/", {"q": raw, "all": "1", "page": raw})

    assert response.status_code == 200


def test_raw_bytes_that_are_no_text_are_no_error(client):
    assert client.get("/en/search/?q=%ed%a0%80%ff%00%c3&page=%ff").status_code == 200


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=300), st.sampled_from(["en", "fa", "ps"]), st.booleans())
@example("کتاب‌ها", "fa", True)
def test_whatever_is_typed_is_answered(db, typed, language, is_everywhere):
    assert render_search(typed, language, is_everywhere=is_everywhere).startswith("<!doctype html>")


@given(st.text(max_size=400))
def test_question_is_shown_without_what_cannot_be_seen(typed):
    query = read_query(typed)

    assert len(query.typed) <= 200
    assert query.typed.encode().decode() == read_query(query.typed).typed
    assert not set(query.typed) & set("\0\n\u202e\u2066\ufeff")


def test_page_works_without_scripts_and_is_not_for_machines(client):
    page = text_of(client.get("/fa/search/", {"q": "کتاب <b>"}))

    assert '<meta name="robots" content="noindex">' in page
    assert 'method="get" action="/fa/search/"' in page
    assert 'dir="auto"' in page
    assert 'value="کتاب &lt;b&gt;"' in page
    assert "<b>" not in page
    assert client.post("/fa/search/").status_code == 405


@pytest.mark.parametrize("number", [1, 3])
def test_number_of_queries_is_that_of_one_article(client, django_assert_num_queries, number):
    for _ in range(number):
        publish(title="Glacier")

    with django_assert_num_queries(QUERIES):
        page = text_of(client.get("/en/search/?q=glacier"))

    assert len(hits_in(page)) == number


def test_answers_are_marked_and_escaped(client):
    publish(title="Ice & <Glaciers>", body="<p>A glacier &lt;script&gt;.</p>")

    page = text_of(client.get("/en/search/?q=glacier"))

    assert "Ice &amp; &lt;<mark>Glaciers</mark>&gt;" in page
    assert '<p class="card-standfirst">A <mark>glacier</mark> &lt;script&gt;.' in page
    assert "1 article." in page


def test_other_languages_are_one_link_away(client):
    publish(title="Glacier")

    page = text_of(client.get("/fa/search/?q=glacier"))
    everywhere = text_of(client.get("/fa/search/?q=glacier&all=1"))

    assert hits_in(page) == []
    assert 'href="/fa/search/?q=glacier&amp;all=1"' in page
    assert 'href="/en/search/?q=glacier" hreflang="en"' in page
    assert f'href="{reverse("publishing:article-list").replace("/en/", "/fa/")}"' in page
    assert len(hits_in(everywhere)) == 1
    assert '<article class="card card-row" lang="en" dir="ltr">' in everywhere
    assert 'href="/fa/search/?q=glacier"' in everywhere


def test_answers_come_in_pages_and_the_last_is_never_passed(client):
    for number in range(23):
        publish(title=f"Glacier {number}")

    pages = [text_of(client.get(f"/en/search/?q=glacier&page={page}")) for page in ("1", "2", "3", "99", "x", "-1")]

    assert [len(hits_in(page)) for page in pages] == [10, 10, 3, 3, 10, 10]
    assert len({hit for page in pages for hit in hits_in(page)}) == 23
    assert "23 articles." in pages[0]
    assert 'rel="next" href="/en/search/?q=glacier&amp;page=2"' in pages[0]
    assert 'rel="prev" href="/en/search/?q=glacier"' in pages[1]
    assert 'rel="next"' not in pages[2]


def test_more_answers_than_are_counted(client, monkeypatch):
    monkeypatch.setattr("publishing.search.finding.MOST_COUNTED", 12)
    monkeypatch.setattr("publishing.pages.search.MOST_COUNTED", 12)
    for number in range(14):
        publish(title=f"Glacier {number}")

    page = text_of(client.get("/en/search/?q=glacier&page=2"))

    assert "More than 12 articles." in page
    assert len(hits_in(page)) == 2


def test_names_alike_are_said_to_be_alike(client):
    publish(title="Dams", bylines=(PublicByline(name="Mohammad Karimi"),))

    page = text_of(client.get("/en/search/?q=Mohamed"))

    assert len(hits_in(page)) == 1
    assert "names written a little differently" in page


def test_questions_without_answer_get_a_sentence(client):
    assert "Type one or a few words." in text_of(client.get("/en/search/"))
    assert "There is no word in this." in text_of(client.get("/en/search/?q=%3F%21"))
    assert "No article in this language has all of these words." in text_of(client.get("/en/search/?q=zebra"))
    assert "No article has all of these words." in text_of(client.get("/en/search/?q=zebra&all=1"))
    long = text_of(client.get("/en/search/", {"q": "zebra " * 50}))
    assert "That is a long question." in long


@pytest.mark.parametrize("state", ["delisted", "retracted", "hidden", "removed"])
def test_article_taken_away_is_not_found(client, state):
    publish(title="Glacier", state=state)

    assert hits_in(text_of(client.get("/en/search/?q=glacier&all=1"))) == []
