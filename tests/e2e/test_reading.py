"""Readers with scripts off, by keyboard, on narrow screens and in the dark: every page is sound for everybody."""

import pytest
from playwright.sync_api import Page

from publishing import services
from publishing.addresses import address, author_address
from tests.e2e.accessibility import axe_findings
from tests.e2e.reading import LONG_WORD, NAMES, STANDFIRSTS, TITLES, publish_whole
from tests.publishing.making import publish

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
DIRECTIONS = {"en": "ltr", "fa": "rtl", "ps": "rtl"}
ANSWERED = (r"status of (404|410)",)
# How many letters stand in a full line of the paragraph, the last line left out
LETTERS_A_LINE = """
() => {
    const paragraph = document.querySelector(".prose > p:nth-child(2)");
    const range = document.createRange();
    const lines = [];
    for (const node of [paragraph.firstChild])
        for (let place = 0; place < node.length; place++) {
            range.setStart(node, place);
            range.setEnd(node, place + 1);
            const box = range.getBoundingClientRect();
            const line = lines.at(-1);
            if (line && Math.abs(line.top - box.top) < 5) line.letters++;
            else lines.push({top: box.top, letters: 1});
        }
    const full = lines.slice(0, -1).map((line) => line.letters);
    return full.reduce((sum, letters) => sum + letters, 0) / full.length;
}
"""
FOCUSED = """
() => {
    const element = document.activeElement;
    const style = getComputedStyle(element);
    return {href: element.getAttribute("href"), tag: element.tagName,
            shows: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2};
}
"""


def pages_of(language: str) -> list[str]:
    """Publish what there is to read in `language`, and return the addresses of every kind of page around it."""
    article, author = publish_whole(language)
    gone = publish(language=language, state="hidden", title="Hidden")
    retracted = publish(language=language, state="retracted", title=TITLES[language])
    own = address(article)
    paths = ["", "articles/", "search/", "search/?q=Donaudampf", "search/?q=nothing-at-all", "nothing/"]
    return [
        own,
        f"{own}cite/",
        f"{own}republish/",
        author_address(author, language),
        address(gone),
        address(retracted),
        *(f"/{language}/{path}" for path in paths),
    ]


@pytest.mark.parametrize("language", TITLES)
def test_article_is_read_without_scripts(page_factory, language):
    article, _ = publish_whole(language)
    reader = page_factory(width=390, language=language, js=False)
    response = reader.goto(address(article))
    html = reader.locator("html")
    assert (html.get_attribute("lang"), html.get_attribute("dir")) == (language, DIRECTIONS[language])
    assert "set-cookie" not in response.headers
    text = reader.locator("main").inner_text()
    order = [TITLES[language], NAMES[language], STANDFIRSTS[language], "↩", "WhatsApp"]
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    reader.locator(".footnote-ref a").first.click()
    assert reader.url.endswith("#fn1")
    assert reader.locator(":target").inner_text().startswith(STANDFIRSTS[language])
    reader.locator("#fn1 .footnote-back").click()
    assert reader.url.endswith("#fnref1")
    reader.locator("article .kicker a").first.click()
    assert LONG_WORD in reader.locator("main").inner_text()


@pytest.mark.parametrize("language", TITLES)
def test_every_page_fits_a_small_screen_and_axe_finds_nothing(page_factory, language):
    paths = pages_of(language)
    # 320 CSS pixels are also what a window of 640 shows at 200 %
    page = page_factory(width=320, language=language, expect=ANSWERED)
    found = {}
    for path in paths:
        status = page.goto(path).status
        found[path] = (status, page.evaluate(TOO_WIDE), axe_findings(page))
    gone, missing = paths[4], f"/{language}/nothing/"
    expected = {path: (200, 0, []) for path in paths} | {gone: (410, 0, []), missing: (404, 0, [])}
    assert found == expected


@pytest.mark.parametrize("language", TITLES)
def test_home_and_article_are_sound_on_a_wide_screen_in_the_dark(page_factory, language):
    article, _ = publish_whole(language)
    page = page_factory(width=1600, language=language, color_scheme="dark")
    for path in (f"/{language}/", address(article)):
        page.goto(path)
        assert (path, page.evaluate(TOO_WIDE), axe_findings(page)) == (path, 0, [])


@pytest.mark.parametrize("width", [768, 1280, 1600])
@pytest.mark.parametrize("language", TITLES)
def test_lines_of_the_text_have_a_good_length(page_factory, language, width):
    article = publish_whole(language, has_picture=False)[0]
    page = page_factory(width=width, language=language)
    page.goto(address(article))
    page.evaluate("document.fonts.ready")

    assert 58 <= page.evaluate(LETTERS_A_LINE) <= 76


def tabbed(page: Page, most: int) -> list[dict]:
    """Press Tab until the focus leaves the page, at most so often, and return what had it."""
    stops = []
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop["tag"] == "BODY":
            break
        stops.append(stop)
    return stops


@pytest.mark.parametrize("language", ["en", "fa"])
def test_article_is_read_by_keyboard_alone(page_factory, language):
    article, _ = publish_whole(language)
    reader = page_factory(language=language, js=False)
    reader.goto(address(article))
    reader.keyboard.press("Tab")
    assert reader.evaluate(FOCUSED)["href"] == "#content"
    box = reader.locator(".skip").bounding_box()
    assert box["y"] >= 0
    links = reader.locator("a[href]").evaluate_all("links => links.map((link) => link.getAttribute('href'))")
    stops = [{"href": "#content", "shows": True}, *tabbed(reader, len(links) + 20)]
    assert [stop["href"] for stop in stops if stop["href"]] == links
    assert [stop for stop in stops if not stop["shows"]] == []
    reader.goto(address(article))
    reader.keyboard.press("Tab")
    reader.keyboard.press("Enter")
    reader.keyboard.press("Tab")
    assert reader.locator("main a:focus").count() == 1


def test_preview_of_an_article_is_sound_without_what_only_a_live_one_has(page_factory, live_server):
    article = publish_whole("en")[0]
    preview = services.render_preview(article.as_printed(), language="fa")
    page = page_factory(width=320)
    page.route("**/preview", lambda route: route.fulfill(body=preview, content_type="text/html"))
    page.goto("/preview")
    assert (page.evaluate(TOO_WIDE), axe_findings(page)) == (0, [])
    assert page.locator("a[href*='wa.me']").count() == 0


def test_print_leaves_navigation_out_and_keeps_notes_disclaimer_and_addresses(page_factory):
    article, _ = publish_whole("en")
    page = page_factory()
    page.goto(address(article))
    page.emulate_media(media="print")
    for shown in ("h1", ".article-byline", ".footnotes", ".disclaimer", ".corrections", ".bio", ".short-link"):
        assert (shown, page.locator(shown).first.is_visible()) == (shown, True)
    for hidden in (".site-nav", ".languages", ".skip", ".uses", ".site-foot", ".footnote-back"):
        assert (hidden, page.locator(hidden).first.is_visible()) == (hidden, False)
    link = page.locator(".prose a[href^='http']").first
    assert "https://example.org/ferry" in link.evaluate("link => getComputedStyle(link, '::after').content")
