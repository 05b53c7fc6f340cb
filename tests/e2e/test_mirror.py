"""The mirror, opened from a disk: it reads like the site, asks nobody for anything, and needs no script."""

import re

import pytest

from tests.publishing.exporting.making import export
from tests.publishing.making import publish

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def mirror(tmp_path):
    english = publish(title="A Bridge Nobody Crosses", slug="bridge")
    publish(language="fa", title="پلی که کسی از آن نمی‌گذرد", slug="pul", translation_of=english.short_id)
    export(tmp_path / "mirror")
    return (tmp_path / "mirror").as_uri()


@pytest.mark.parametrize(("language", "title"), [("en", "A Bridge Nobody Crosses"), ("fa", "پلی که کسی از آن نمی‌گذرد")])
def test_mirror_is_read_from_a_disk(page_factory, mirror, language, title):
    page = page_factory(js=False)

    page.goto(f"{mirror}/index.html")
    page.wait_for_url(f"{mirror}/en/index.html")
    if language != "en":
        page.locator(f'.languages a[lang="{language}"]').first.click()
        page.wait_for_url(f"{mirror}/{language}/index.html")
    page.locator("main a", has_text=title).first.click()
    page.wait_for_url(re.compile(f"{mirror}/{language}/articles/[^/]+/index.html"))

    assert page.locator("h1").inner_text() == title
    assert page.locator("html").get_attribute("lang") == language
    margin = page.locator("main").evaluate("element => getComputedStyle(element).maxInlineSize")
    assert margin != "none"  # the stylesheet came along
