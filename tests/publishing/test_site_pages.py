"""Pages about the institute: their service, and what readers see."""

import pytest
from django.urls import get_resolver

from publishing import keys, site_pages
from publishing.models import SitePage
from publishing.pages.site_page import render_site_page
from publishing.site_pages import SitePageRefused, reserved_slugs, write_page

pytestmark = pytest.mark.django_db


def make_page(slug="imprint", language="en", title="Imprint", body="<p>Who we are.</p>", **fields) -> SitePage:
    return write_page(SitePage(slug=slug, language=language, title=title, body=body, **fields))


def text_of(client, path):
    return client.get(path).content.decode()


@pytest.mark.parametrize("language", ["en", "fa", "ps"])
@pytest.mark.parametrize("slug", ["about", "contact", "policies"])
def test_pages_to_begin_with_are_read_in_every_language(client, slug, language):
    page = SitePage.objects.get(slug=slug, language=language)

    response = client.get(f"/{language}/{slug}/")

    text = response.content.decode()
    assert response.status_code == 200
    assert f'<h1 class="page-title">{page.title}</h1>' in text
    for tag, code in [("en", "en"), ("fa-AF", "fa"), ("ps", "ps"), ("x-default", "en")]:
        assert f'<link rel="alternate" hreflang="{tag}" href="http://testserver/{code}/{slug}/">' in text


def test_page_is_stored_clean():
    page = make_page(body="<p onclick='x'>Now <b>right</b>.</p><script>x</script>", title="  Who \n we are ")

    assert (page.title, page.body) == ("Who we are", "<p>Now <strong>right</strong>.</p>")


@pytest.mark.parametrize(
    "fields",
    [
        {"slug": "Imprint"},
        {"slug": ""},
        {"slug": "درباره"},
        {"slug": "x" * 81},
        {"title": " "},
        {"title": "x" * 201},
        {"body": "<p> </p><script>x</script>"},
        {"language": "de"},
        {"slug": "about"},  # there already
    ],
)
def test_page_that_cannot_be_shown_is_refused(fields):
    before = SitePage.objects.count()

    with pytest.raises(SitePageRefused) as refusal:
        make_page(**fields)

    assert str(refusal.value).endswith(".")
    assert SitePage.objects.count() == before


def first_words(patterns, before=""):
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from first_words(pattern.url_patterns, route)
        else:
            yield route.partition("/")[0]


def test_every_address_under_a_language_is_reserved():
    under_language = [pattern for pattern in get_resolver().url_patterns if str(pattern.pattern) == "en/"]
    found = {word for pattern in under_language for word in first_words(pattern.url_patterns)}

    assert {word for word in found if word and "<" not in word} == reserved_slugs()
    assert {"articles", "topics", "archive", "corrections", "submit", "my", "write-for-us"} <= reserved_slugs()


@pytest.mark.parametrize("slug", sorted(word for word in reserved_slugs() if "." not in word))
def test_reserved_address_is_refused_to_a_page(slug):
    with pytest.raises(SitePageRefused, match="Another part of the site has this address"):
        make_page(slug=slug)


@pytest.mark.parametrize("path", ["/en/nothing/", "/fa/imprint/", "/en/imprint/more/", "/en/IMPRINT/"])
def test_page_that_nobody_wrote_is_not_found(client, path):
    make_page()

    assert client.get(path).status_code == 404


def test_page_alone_leads_home_in_other_languages(client):
    make_page()

    page = text_of(client, "/en/imprint/")

    assert 'rel="alternate" hreflang="fa-AF"' not in page
    assert 'href="/fa/" lang="fa"' in page


def test_deleted_page_is_not_found_and_its_translation_stays(client):
    page = make_page()
    make_page(language="fa", title="نشانی", body="<p>ما.</p>")

    site_pages.delete_page(page)

    assert client.get("/en/imprint/").status_code == 404
    assert 'hreflang="en"' not in text_of(client, "/fa/imprint/").partition("</head>")[0]


@pytest.mark.parametrize("count", [1, 3])
def test_page_queries_are_constant(client, django_assert_num_queries, count):
    for language in ("en", "fa", "ps")[:count]:
        make_page(language=language)

    with django_assert_num_queries(3):
        assert client.get("/en/imprint/").status_code == 200


def test_page_is_made_from_itself_and_the_pages_of_every_language():
    page = make_page()

    assert render_site_page("imprint", "en").keys == {
        keys.page(page.pk),
        *(keys.site(code) for code in ("en", "fa", "ps")),
    }
