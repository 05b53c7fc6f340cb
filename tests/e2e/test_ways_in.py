"""Archive, topics, the log, the institute's own pages and "write for us", without scripts, in each language."""

import datetime
from dataclasses import replace

import pytest
from django.utils import timezone

from publishing import services
from publishing.topics import TopicName, create_topic
from submissions.models import Call
from tests.e2e.accessibility import axe_findings
from tests.publishing.making import make_content

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

WORDS = {
    "en": ("A Bridge Nobody Crosses", "Water", "On rivers and wells"),
    "fa": ("پلی که کسی از آن نمی‌گذرد", "آب", "دربارهٔ رودها و چاه‌ها"),
    "ps": ("هغه پل چې څوک پرې نه تېرېږي", "اوبه", "د سیندونو او څاګانو په اړه"),
}
MONTHS = {"en": ("2025", "7"), "fa": ("1404", "4"), "ps": ("1404", "4")}
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def fill(language: str) -> str:
    """Publish one corrected article about one topic, announce one call, and return the article's title."""
    title, topic, about = WORDS[language]
    create_topic("water", {language: TopicName(name=topic, description=about)})
    published_at = datetime.datetime(2025, 7, 8, 12, tzinfo=datetime.UTC)
    content = make_content(language=language, title=title, topics=("water",), standfirst="x" * 200)
    article = services.publish_article(content, published_at=published_at)
    services.correct_article(article, replace(content, standfirst=about), note=about, agreement="Agreed.", by="desk")
    today = timezone.localdate()
    Call.objects.create(code="water", title_en="Water", text_en="Pieces on water.", opens_on=today, closes_on=today)
    return title


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1200, "dark")])
@pytest.mark.parametrize("language", WORDS)
def test_pages_fit_the_screen_and_axe_finds_nothing(page_factory, language, width, scheme):
    fill(language)
    year, month = MONTHS[language]
    page = page_factory(width=width, language=language)
    page.emulate_media(color_scheme=scheme)

    found = {}
    for path in ("archive/", f"archive/{year}/", f"archive/{year}/{month}/", "topics/", "topics/water/", "corrections/",
                 "about/", "contact/", "policies/", "write-for-us/"):  # fmt: skip
        status = page.goto(f"/{language}/{path}").status
        found[path] = (status, page.evaluate(TOO_WIDE), axe_findings(page))

    assert {path: result for path, result in found.items() if result != (200, 0, [])} == {}


@pytest.mark.parametrize("language", WORDS)
def test_reader_finds_the_article_by_month_by_topic_and_by_its_correction_without_scripts(page_factory, language):
    title = fill(language)
    page = page_factory(width=390, language=language, js=False)
    for path, steps in {
        "archive/": (".periods a", ".periods a", ".card-title a"),
        "topics/": (".topics a", ".card-title a"),
        "corrections/": (".card-title a",),
    }.items():
        page.goto(f"/{language}/{path}")
        for step in steps:
            page.locator(f"main {step}").first.click()
        assert page.locator("article h1").inner_text() == title


def test_author_answers_a_call_without_scripts(page_factory):
    fill("en")
    page = page_factory(width=390, language="en", js=False)
    page.goto("/en/write-for-us/")

    page.locator("#call-water a").click()

    assert page.url.endswith("/en/submit/?call=water")
    assert page.locator("[name=call]:checked").input_value() == "water"
