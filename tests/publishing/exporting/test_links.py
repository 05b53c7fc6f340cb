"""Links are turned from page to page; everything else stays byte for byte."""

import pytest

from publishing.exporting.links import relative, turn_page, turn_style, turned
from publishing.exporting.places import file_of

HERE = "en/articles/bridge/index.html"


def find(path):
    return "" if "search" in path or path.startswith("/admin") else file_of(path)


@pytest.mark.parametrize(
    ("here", "there", "link"),
    [
        ("index.html", "en/index.html", "en/index.html"),
        (HERE, "en/index.html", "../../index.html"),
        (HERE, HERE, "index.html"),
        (HERE, "static/aiss/site.css", "../../../static/aiss/site.css"),
        (HERE, "en/articles/bridge.pdf", "../bridge.pdf"),
    ],
)
def test_link_leads_from_file_to_file(here, there, link):
    assert relative(here, there) == link


@pytest.mark.parametrize(
    ("link", "result"),
    [
        ("/en/", "../../index.html"),
        ("/en/articles/other/#fn1", "../other/index.html#fn1"),
        ("/en/articles/other/?x=1&amp;y=2", "../other/index.html?x=1&amp;y=2"),
        ("/en/search/", "https://site.example/en/search/"),
        ("/en/search/?q=a", "https://site.example/en/search/?q=a"),
        ("#content", "#content"),
        ("", ""),
        ("//other.example/", "//other.example/"),
        ("https://site.example/a/x/", "https://site.example/a/x/"),
        ("mailto:desk@site.example", "mailto:desk@site.example"),
    ],
)
def test_link_is_turned_or_left_alone(settings, link, result):
    settings.SITE_URL = "https://site.example"

    assert turned(link, HERE, find) == result


def test_page_keeps_everything_but_its_links(settings):
    settings.SITE_URL = "https://site.example"
    page = (
        '<link rel="canonical" href="https://site.example/en/articles/bridge/">'
        '<link rel="stylesheet" href="/static/aiss/site.css">'
        '<script src="/static/x.js">var a = "<a href=\\"/en/\\">";</script>'
        '<script type="application/ld+json">{"a": "<a href=\\"/en/\\">"}</script>'
        '<!-- <a href="/en/"> --><p title="/en/">Go to /en/ or href="/en/".</p>'
        '<img src="/pictures/a-640.webp" srcset="/pictures/a-640.webp 640w, /pictures/a-1280.webp 1280w" alt="a > b">'
        '<a data-x="1 > 2" href="/fa/">fa</a><form action="/en/search/" method="get">'
    )
    expected = (
        '<link rel="canonical" href="https://site.example/en/articles/bridge/">'
        '<link rel="stylesheet" href="../../../static/aiss/site.css">'
        '<script src="../../../static/x.js">var a = "<a href=\\"/en/\\">";</script>'
        '<script type="application/ld+json">{"a": "<a href=\\"/en/\\">"}</script>'
        '<!-- <a href="/en/"> --><p title="/en/">Go to /en/ or href="/en/".</p>'
        '<img src="../../../pictures/a-640.webp" srcset="../../../pictures/a-640.webp 640w, '
        '../../../pictures/a-1280.webp 1280w" alt="a > b">'
        '<a data-x="1 > 2" href="../../../fa/index.html">fa</a>'
        '<form action="https://site.example/en/search/" method="get">'
    )

    assert turn_page(page, HERE, find) == expected


def test_style_finds_its_fonts_and_turns_what_begins_at_the_root():
    found = []
    style = "a{src:url(../vendor/v.woff2)}b{src:url('/static/w.woff2?x')}c{src:url(\"data:x\")}d{mask:url(#m)}"

    turned_style = turn_style(
        style, "static/aiss/site.css", lambda path: found.append(path) or file_of(path), base="/static/aiss/site.css"
    )

    assert found == ["/static/vendor/v.woff2", "/static/w.woff2"]
    assert turned_style == style.replace("/static/w.woff2", "../w.woff2")
