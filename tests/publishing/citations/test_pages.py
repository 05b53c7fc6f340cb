"""The page that says how to cite an article, and the files beside it."""

import json

import bibtexparser
import pytest
import rispy

from publishing import keys, services
from publishing.addresses import page_address
from publishing.content import PublicByline
from publishing.models import SiteText
from publishing.responses import KEYS
from tests.publishing.making import bylines_of, carry_out, make_author, publish
from tests.publishing.test_changed_keys import advanced

pytestmark = pytest.mark.django_db

PAGE = "article-cite"
FILES = {
    "article-bibtex": ("bib", "application/x-bibtex; charset=utf-8"),
    "article-ris": ("ris", "application/x-research-info-systems; charset=utf-8"),
    "article-csl": ("csl.json", "application/vnd.citationstyles.csl+json"),
}
NAMES = [PAGE, *FILES]


def get(client, name, article):
    return client.get(page_address(name, article.language, article.slug))


def csl_of(client, article):
    (item,) = json.loads(get(client, "article-csl", article).content)
    return item


@pytest.mark.parametrize("name", FILES)
def test_file_is_taken_away_under_its_name(client, name):
    article = publish(slug="bridge")
    ending, content_type = FILES[name]

    response = get(client, name, article)

    assert response.status_code == 200
    assert response["Content-Type"] == content_type
    assert response["Content-Disposition"] == f'attachment; filename="bridge.{ending}"'
    assert response.wsgi_request.path == f"/en/articles/bridge.{ending}"


def test_files_can_be_read_and_say_the_same(client):
    article = publish(slug="bridge", title="Rivers & {bridges}")
    library = bibtexparser.parse_string(get(client, "article-bibtex", article).content.decode())
    (record,) = rispy.loads(get(client, "article-ris", article).content.decode())
    item = csl_of(client, article)

    assert [entry.key for entry in library.entries] == ["bridge"]
    assert library.entries[0]["url"] == record["urls"][0] == item["URL"]
    assert record["title"] == item["title"] == "Rivers & {bridges}"
    assert library.entries[0]["title"] == r"{Rivers \& {\textbraceleft}bridges{\textbraceright}}"


@pytest.mark.parametrize(
    ("language", "tag", "name", "author"),
    [
        ("en", "en", "Mina Rahimi", {"family": "Rahimi", "given": "Mina"}),
        ("fa", "fa-AF", "مینا رحیمی", {"literal": "مینا رحیمی"}),
        ("ps", "ps", "مینه رحیمي", {"literal": "مینه رحیمي"}),
    ],
)
def test_item_in_each_language(client, settings, language, tag, name, author):
    article = publish(language=language, slug="bridge", bylines=(PublicByline(name=name, honorific="Dr."),))
    day = csl_of(client, article)["issued"]["date-parts"][0]

    assert csl_of(client, article) == {
        "id": "bridge",
        "type": "webpage",
        "title": article.title,
        "author": [author],
        "container-title": SiteText.objects.in_language(language).institute_name,
        "issued": {"date-parts": [day]},
        "URL": f"{settings.SITE_URL}/{language}/articles/bridge/",
        "language": tag,
    }
    assert len(day) == 3


def test_pen_name_is_not_inverted(client):
    article = publish(pen_name=True, bylines=(PublicByline(name="Night Owl"),))

    assert csl_of(client, article)["author"] == [{"literal": "Night Owl"}]


def test_academic_article_is_of_a_journal(client):
    assert csl_of(client, publish(kind="academic"))["type"] == "article-journal"


def test_translation_names_its_original_while_that_can_be_read(client):
    original = publish(language="fa", slug="pul", title="پل")
    article = publish(translation_of=original.short_id, translators=("Ann Stone",))

    item = csl_of(client, article)
    assert (item["original-title"], item["translator"]) == ("پل", [{"family": "Stone", "given": "Ann"}])
    services.hide_article(original, reason="For a test.", by="desk")
    assert "original-title" not in csl_of(client, article)


def test_page_shows_each_style_and_links_each_file(client):
    page = get(client, PAGE, publish(slug="bridge", title="Rivers <b> & bridges")).content.decode()

    for words in (
        "APA",
        "Chicago",
        "MLA",
        "Rahimi, M. (",
        "Rahimi, Mina. ",
        "<bdi>Rivers &lt;b&gt; &amp; bridges</bdi>",
    ):
        assert words in page
    for ending, content_type in FILES.values():
        assert f'<a href="/en/articles/bridge.{ending}" type="{content_type}">' in page
    assert page.count('<p class="note" lang="en" dir="ltr">') == 3
    assert '<meta name="robots" content="noindex">' in page
    assert "<script" not in page


@pytest.mark.parametrize(("language", "tag"), [("fa", "fa-AF"), ("ps", "ps")])
def test_page_of_another_script_isolates_each_part(client, language, tag):
    article = publish(language=language, slug="bridge", title="پل", bylines=(PublicByline(name="مینا رحیمی"),))
    page = get(client, PAGE, article).content.decode()
    year = article.published_at.year

    assert page.count("<bdi>مینا رحیمی</bdi>") == 3
    assert page.count(f'<bdi lang="{tag}">پل</bdi>') == 3
    assert page.count(f"{year} [{year - 622}]") + page.count(f"{year} [{year - 621}]") == 3


@pytest.mark.parametrize("name", NAMES)
def test_answer_is_kept_under_what_it_was_made_from(client, name):
    author = make_author()
    article = publish(bylines=bylines_of(author))
    translation = publish(language="fa", slug="pul", translation_of=article.short_id)

    found = get(client, name, article).wsgi_request.META[KEYS]
    of_translation = get(client, name, translation).wsgi_request.META[KEYS]

    assert found == {keys.article(article.pk), keys.site("en"), keys.author(author.pk)}
    assert of_translation == {keys.article(translation.pk), keys.site("fa"), keys.work(article.work_id)}


@pytest.mark.parametrize("name", NAMES)
def test_kept_answer_is_dropped_when_something_behind_it_changes(client, name):
    original = publish(language="fa", slug="pul")
    article = publish(translation_of=original.short_id)
    made_from = get(client, name, article).wsgi_request.META[KEYS]

    for move in ("hide", "remove"):
        with advanced() as changed:
            carry_out(original, move)
        assert made_from & changed
    with advanced() as changed:
        carry_out(article, "delist")
    assert made_from & changed


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("state", "status"), [("public", 200), ("delisted", 200), ("retracted", 404), ("hidden", 410), ("removed", 410)]
)
def test_answer_follows_the_state(client, name, state, status):
    assert get(client, name, publish(state=state)).status_code == status


@pytest.mark.parametrize("name", NAMES)
def test_address_in_another_language_leads_to_the_own(client, name):
    article = publish(slug="bridge")

    response = client.get(page_address(name, "fa", "bridge"))

    assert (response.status_code, response["Location"]) == (301, page_address(name, article.language, "bridge"))


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [(PAGE, 6), *((name, 5) for name in FILES)])
def test_queries_are_constant(client, django_assert_num_queries, name, queries, count):
    authors = [make_author(f"Mina Rahimi {number}") for number in range(count)]
    bylines = tuple(PublicByline(name="Mina Rahimi", author_public_id=author.public_id) for author in authors)
    article = publish(bylines=bylines)

    with django_assert_num_queries(queries):
        assert get(client, name, article).status_code == 200
