"""Error pages stand in the look of the site, and those for bad moments ask the database nothing."""

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

PAGES = ["403.html", "404.html", "410.html", "500.html"]


@pytest.mark.parametrize("language", ["en", "fa", "ps"])
@pytest.mark.parametrize("template", PAGES)
def test_error_page_stands_without_database_and_request(template, language):
    with override(language):
        page = render_to_string(template)

    assert f'<html lang="{language}"' in page
    assert '<meta name="robots" content="noindex">' in page
    assert page.count("<h1") == 1
    assert f'href="/{language}/"' in page


def test_error_page_counts_in_the_digits_of_its_language():
    with override("fa"):
        assert ">۴۰۴<" in render_to_string("404.html")


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/en/nothing/", "/nothing/"])
def test_missing_page_links_the_homes_of_the_other_languages(client, path):
    page = client.get(path).content.decode()

    assert 'href="/fa/" lang="fa"' in page
    assert 'href="/ps/" lang="ps"' in page
