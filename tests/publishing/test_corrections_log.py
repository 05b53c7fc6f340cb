"""The log of corrections."""

from dataclasses import replace

import pytest

from publishing import keys, services
from publishing.pages.corrections import render_corrections
from tests.publishing.making import carry_out, publish

pytestmark = pytest.mark.django_db


def correct(article, note="The river was another."):
    article.refresh_from_db()
    content = replace(article.as_printed(), standfirst=f"{article.standfirst} Now with: {note}")
    return services.correct_article(article, content, note=note, agreement="Agreed.", by="desk")


def text_of(client, path):
    return client.get(path).content.decode()


def test_log_shows_the_newest_correction_first(client):
    first, second = publish(title="One"), publish(title="Two")
    correct(first, "It was May.")
    correct(second, "It was June.")
    correct(first, "It was July.")

    page = text_of(client, "/en/corrections/")

    assert page.count('<article class="card') == 3
    assert page.index("It was July.") < page.index("It was June.") < page.index("It was May.")
    assert f'<a href="/en/articles/{first.slug}/">One</a>' in page


def test_log_is_that_of_the_language(client):
    correct(publish(language="fa", title="پل"), "ماه می بود.")

    assert "ماه می بود." in text_of(client, "/fa/corrections/")
    assert "No article has been corrected yet." in text_of(client, "/en/corrections/")


@pytest.mark.parametrize("move", ["hide", "delist", "retract", "remove"])
def test_log_leads_to_no_article_out_of_the_lists(client, move):
    article = publish()
    carry_out(correct(article, "It was May."), move)

    assert "It was May." not in text_of(client, "/en/corrections/")


def test_note_with_markup_is_escaped(client):
    correct(publish(), "<b>Bold</b>\nnew line")

    assert "&lt;b&gt;Bold&lt;/b&gt;<br>new line" in text_of(client, "/en/corrections/")


def test_log_goes_on_over_pages_and_back(client):
    article = publish()
    for number in range(45):
        correct(article, f"Note {number:02}.")
    path, seen = "/en/corrections/", []

    while path:
        page = text_of(client, path)
        seen += [number for number in reversed(range(45)) if f"Note {number:02}.</p>" in page]
        path = page.partition('<a rel="next" href="')[2].partition('"')[0]
    back = text_of(client, page.partition('<a rel="prev" href="')[2].partition('"')[0])

    assert seen == list(reversed(range(45)))
    assert [number for number in reversed(range(45)) if f"Note {number:02}.</p>" in back] == list(range(24, 4, -1))


@pytest.mark.parametrize("path", ["before/0/", "before/99/", "after/99/", f"before/{10**30}/", "before/x/"])
def test_unknown_place_is_not_found(client, path):
    correct(publish())

    assert client.get(f"/en/corrections/{path}").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_log_queries_are_constant(client, django_assert_num_queries, count):
    for _ in range(count):
        correct(publish())

    with django_assert_num_queries(5):
        assert client.get("/en/corrections/").status_code == 200


def test_log_is_made_from_corrections_lists_and_titles():
    article = correct(publish())

    assert render_corrections("en").keys == {
        keys.corrections("en"),
        keys.listed("en"),
        keys.site("en"),
        keys.card(article.pk),
    }
