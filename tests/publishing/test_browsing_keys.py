"""Whatever changes what archive, topics, log and pages about the institute show advances a key that they name."""

import datetime
from dataclasses import replace

import pytest

from publishing import services, topics
from publishing.models import Article, SitePage, SiteText, Topic
from publishing.pages.archive import render_archive, render_archive_month, render_archive_year
from publishing.pages.corrections import render_corrections
from publishing.pages.rendering import NoSuchPage
from publishing.pages.site_page import render_site_page
from publishing.pages.topics import render_topic, render_topic_list
from publishing.site_pages import delete_page, write_page
from publishing.topics import TopicName, create_topic
from tests.publishing.making import carry_out, make_content, publish
from tests.publishing.test_changed_keys import advanced

pytestmark = pytest.mark.django_db
MOMENT = datetime.datetime(2025, 7, 8, 12, tzinfo=datetime.UTC)
PAGES = {
    "archive": lambda: render_archive("en"),
    "year": lambda: render_archive_year(2025, "en"),
    "month": lambda: render_archive_month(2025, 7, "en"),
    "topics": lambda: render_topic_list("en"),
    "topic": lambda: render_topic(Topic.objects.get(slug="water"), "en"),
    "corrections": lambda: render_corrections("en"),
    "about": lambda: render_site_page("about", "en"),
}


def first() -> Article:
    return Article.objects.order_by("pk")[0]


def change(**fields) -> None:
    services.update_article(first(), replace(first().as_printed(), **fields), agreement="Agreed.", by="desk")


def correct() -> None:
    content = replace(first().as_printed(), standfirst="Now right.")
    services.correct_article(first(), content, note="It was May.", agreement="Agreed.", by="desk")


def publish_at(moment: datetime.datetime = MOMENT, **fields) -> Article:
    return services.publish_article(make_content(**fields), published_at=moment)


def rename(**names: str) -> None:
    given = {language: TopicName(name=name) for language, name in names.items()}
    topics.change_topic(Topic.objects.get(slug="water"), given)


def page(language="en", slug="about") -> SitePage:
    return SitePage.objects.get(slug=slug, language=language)


def rewrite(**fields) -> None:
    found = page()
    for name, value in fields.items():
        setattr(found, name, value)
    write_page(found)


YEAR = datetime.timedelta(days=365)
CHANGES = {
    "hidden": (lambda: carry_out(first(), "hide"), {"archive", "year", "month", "topics", "topic", "corrections"}),
    "delisted": (lambda: carry_out(first(), "delist"), {"archive", "year", "month", "topics", "topic", "corrections"}),
    "retracted": (
        lambda: carry_out(first(), "retract"),
        {"archive", "year", "month", "topics", "topic", "corrections"},
    ),
    "retitled": (lambda: change(title="Another"), {"month", "topic", "corrections"}),
    "byline": (
        lambda: change(bylines=(replace(first().as_printed().bylines[0], name="Nur"),)),
        {"month", "topic", "corrections"},
    ),
    "standfirst": (lambda: change(standfirst="Another."), {"month", "topic"}),
    "topic taken": (lambda: change(topics=()), {"topics", "topic"}),
    "topic given": (lambda: change(topics=("water", "schools")), {"topics"}),
    "corrected": (correct, {"corrections"}),
    "more": (lambda: publish_at(topics=("water",)), {"month", "topic"}),
    "more of another month": (lambda: publish_at(MOMENT - YEAR / 6), {"year", "month"}),
    "more of another year": (lambda: publish_at(MOMENT - YEAR), {"archive", "year", "month"}),
    "more in another language": (lambda: publish_at(language="fa", topics=("water",)), {"topic"}),
    "first about a topic": (lambda: publish_at(topics=("schools",)), {"topics"}),
    "topic renamed": (lambda: rename(en="Rivers"), {"topics", "topic"}),
    "topics ordered": (lambda: topics.order_topics([Topic.objects.get(slug="roads")]), {"topics"}),
    "page rewritten": (lambda: rewrite(body="<p>Others.</p>"), {"about"}),
    "page renamed": (lambda: rewrite(title="Others"), {"about"}),
    "translation deleted": (lambda: delete_page(page("ps")), {"about"}),
    "words of the site": (lambda: SiteText.objects.filter(language="en").update(institute_name="AISS"), set(PAGES)),
}


def body_of(name: str) -> bytes:
    """Return the page, or nothing where there is none."""
    try:
        return PAGES[name]().body
    except NoSuchPage:
        return b""


@pytest.fixture
def site():
    for slug in ("water", "schools", "roads"):
        create_topic(slug, {"en": TopicName(name=slug.title())})
    publish_at(topics=("water",))
    publish_at(MOMENT, topics=("roads",))
    Article.objects.filter(pk=first().pk + 1).update(published_at=MOMENT - 4 * YEAR)
    content = replace(first().as_printed(), standfirst="Once right.")
    services.correct_article(first(), content, note="It was April.", agreement="Agreed.", by="desk")


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("name", CHANGES)
def test_change_drops_every_page_that_it_changes(name):
    make, expected = CHANGES[name]
    before = {page: render().body for page, render in PAGES.items()}
    made_from = {page: render().keys for page, render in PAGES.items()}

    with advanced() as found:
        make()

    changed = {page for page in PAGES if body_of(page) != before[page]}
    assert changed >= expected
    assert {page for page in changed if not made_from[page] & found} == set()


@pytest.mark.usefixtures("site")
def test_new_translation_of_a_page_drops_the_others():
    delete_page(page("ps"))
    before = render_site_page("about", "en")

    with advanced() as found:
        write_page(SitePage(slug="about", language="ps", title="موږ", body="<p>موږ.</p>"))

    assert render_site_page("about", "en").body != before.body
    assert before.keys & found


@pytest.mark.usefixtures("site")
def test_change_of_a_text_leaves_the_lists_alone():
    made_from = {page: render().keys for page, render in PAGES.items()}
    publish(language="fa")

    with advanced() as found:
        change(body="<p>The bridge stands closed.</p>\n<p>Nobody crosses it.</p>")

    assert {page for page in PAGES if made_from[page] & found} == set()
