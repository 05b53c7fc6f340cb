"""The article as plain text: everything that the page prints, a paragraph a line, notes numbered at the end."""

from dataclasses import replace

import pytest

from publishing import html, keys, services
from publishing.addresses import page_address
from publishing.content import PublicByline
from publishing.models import Article
from publishing.plain_text import render_plain_text
from publishing.responses import KEYS
from tests.publishing.making import publish

pytestmark = pytest.mark.django_db
RICH = html.clean(
    "<h2>The bridge</h2><p>It <em>stands</em> open<sup class='footnote-ref'><a href='#fn1'>1</a></sup>.<br>Still.</p>"
    "<ol start='3'><li><p>three</p><ul><li><p>inner</p></li></ul></li><li><p>four</p></li></ol>"
    "<blockquote><p>We waited.</p></blockquote>"
    "<table><tr><th>Year</th><th>Lorries</th></tr><tr><td>2024</td><td>17</td></tr></table>"
    "<section class='footnotes'><ol><li id='fn1'><p>Built in 1982.</p><p>So they say.</p></li></ol></section>"
)


def text_of(article):
    return render_plain_text(Article.objects.for_printing().get(pk=article.pk)).body.decode()


def test_text_keeps_the_structure_of_the_page():
    text = text_of(publish(body=RICH))

    assert text.partition("* * *\n\n")[2].rpartition("\n\n* * *")[0].split("\n\n") == [
        "The bridge",
        "It stands open[1].\nStill.",
        "3. three",
        "   • inner",
        "4. four",
        "> We waited.",
        "Year\tLorries\n2024\t17",
    ]
    assert text.rpartition("* * *\n\n")[2].split("\n\n")[0] == "[1] Built in 1982. So they say."


def test_text_says_everything_that_the_page_says():
    article = publish(
        title="Bridges & rivers <open>",
        translators=("Zalmai Durrani", "Nur Jan"),
        licence="CC BY 4.0",
        bylines=(PublicByline(name="Mina Rahimi", honorific="Dr", bio="Mina Rahimi writes on rivers."),),
    )
    services.correct_article(
        article, replace(article.as_printed(), standfirst="New."), note="A year was wrong.", agreement="Yes.", by="d"
    )
    text = text_of(article)

    for words in (
        "Bridges & rivers <open>\n\nDr Mina Rahimi\n\nTranslated by Zalmai Durrani and Nur Jan\n\n",
        "New.",
        "A year was wrong.",
        "Mina Rahimi writes on rivers.",
        "does not reflect the official opinion",
        "Licence: CC BY 4.0 https://creativecommons.org/licenses/by/4.0/",
        f"/a/{article.short_id}/\n",
    ):
        assert words in text


@pytest.mark.parametrize("language", ["fa", "ps"])
def test_text_from_right_to_left_isolates_names_and_latin(language):
    article = publish(
        language=language,
        title="پل AISS",
        slug="bridge",
        body=RICH,
        bylines=(PublicByline(name="Mina Rahimi"), PublicByline(name="زلمی")),
    )
    text = text_of(article)

    assert text.startswith("\u2068پل AISS\u2069\n\n\u2068Mina Rahimi\u2069")
    assert "\u2066CC BY-NC-ND 4.0\u2069" in text
    assert "[۱]" in text
    assert "۳. three" in text
    assert (text.count("\u2066") + text.count("\u2068"), " / " in text) == (text.count("\u2069"), True)


def test_text_is_kept_under_its_keys(client, django_assert_num_queries):
    article = publish()

    response = client.get(page_address("article-text", "en", article.slug))

    assert (response.status_code, response["Content-Type"]) == (200, "text/plain; charset=utf-8")
    assert response.wsgi_request.META[KEYS] == {keys.article(article.pk), keys.site("en")}
