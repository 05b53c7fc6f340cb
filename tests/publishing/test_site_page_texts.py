"""The pages about the institute that every installation begins with."""

from importlib import import_module

import pytest
from django.conf import settings

from aiss.mail.retention import KEPT
from publishing import html, site_pages
from publishing.dates import in_digits_of
from publishing.models import SitePage

PAGES = import_module("publishing.migrations.0007_site_pages").PAGES
TEXTS = [
    pytest.param(slug, language, title, body, id=f"{slug}-{language}")
    for slug, _position, texts in PAGES
    for language, (title, body) in texts.items()
]


def test_seeded_pages_are_there_in_every_language():
    assert [(slug, list(texts)) for slug, _position, texts in PAGES] == [
        (slug, [code for code, _ in settings.LANGUAGES]) for slug in ("about", "contact", "policies")
    ]


@pytest.mark.parametrize(("slug", "language", "title", "body"), TEXTS)
def test_seeded_page_is_in_its_clean_form(slug, language, title, body):
    assert html.clean(body) == body
    assert title == title.strip()
    assert slug not in site_pages.reserved_slugs()
    assert "{" not in body


@pytest.mark.parametrize(("slug", "language", "title", "body"), TEXTS)
def test_seeded_page_has_the_same_parts_in_every_language(slug, language, title, body):
    english = next(texts["en"][1] for name, _position, texts in PAGES if name == slug)

    assert [body.count(tag) for tag in ("<h2>", "<p>", "<a ")] == [english.count(tag) for tag in ("<h2>", "<p>", "<a ")]


@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
def test_seeded_policies_promise_the_days_that_the_desk_keeps(language):
    body = next(texts[language][1] for slug, _position, texts in PAGES if slug == "policies")

    for days in (settings.DRAFT_DAYS, KEPT.days):
        assert f" {in_digits_of(language, days)} " in body
    assert "contact@aissonline.org" in body
    assert "CC BY-NC-ND 4.0" in body


@pytest.mark.django_db
def test_seeded_pages_are_in_the_database():
    found = SitePage.objects.order_by("position", "language").values_list("slug", "language")

    assert set(found) == {(slug, language) for slug, _position, texts in PAGES for language in texts}
