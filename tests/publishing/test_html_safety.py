"""What must never pass into stored text, and what a page adds to it."""

import time

import pytest
from django.utils.safestring import SafeString
from django.utils.translation import override

from publishing import html

NOTED = (
    '<p>a<sup class="footnote-ref"><a href="#fn1" id="fnref1">1</a></sup></p>\n'
    '<section class="footnotes"><ol><li id="fn1"><p>b <a href="#fnref1" class="footnote-back">↩</a></p></li></ol>'
    "</section>"
)

GONE = {
    "script": "<p>a</p><script>alert(1)</script>",
    "style": "<style>p{}</style><p>a</p>",
    "handler": '<p onclick="alert(1)">a</p>',
    "inline style": '<p style="position:fixed">a</p>',
    "class and id": '<p class="x" id="y" data-z="1">a</p>',
    "image": '<p>a<img src="https://third.party/x.png" onerror="alert(1)"></p>',
    "frame": '<iframe src="https://third.party/">b</iframe><p>a</p>',
    "vector image": "<svg><script>alert(1)</script><text>b</text></svg><p>a</p>",
    "comment": "<!-- <p>b</p> --><p>a</p>",
    "form": '<form action="https://third.party/"><input value="b"><p>a</p></form>',
    "base": '<base href="https://third.party/"><p>a</p>',
    "meta": '<meta http-equiv="refresh" content="0"><p>a</p>',
    "title": "<title>b</title><p>a</p>",
    "null": "<p>a\x00</p>",
    "control characters": "<p>\x01a\x1b\x7f\x85</p>",
    "bidi override": "<p>\u202ea\u202c&#x202d;\u2066\u2069</p>",
    "soft hyphen and byte order mark": "<p>\ufeffa\u00ad</p>",
    "lone surrogate": "<p>a\ud800</p>",
    "non-character": "<p>a\ufffe\uffff</p>",
}


@pytest.mark.parametrize("text", [*GONE.values()], ids=[*GONE])
def test_clean_drops_what_is_no_text(text):
    assert html.clean(text) == "<p>a</p>"


@pytest.mark.parametrize("letter", ["\u200c", "\u200d", "\u200e", "\u200f", "\u00a0", "\u0654", "ې", "۱", "\U0001f600"])
def test_clean_keeps_letters_that_scripts_need(letter):
    assert html.clean(f"<p>س{letter}م</p>") == f"<p>س{letter}م</p>"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "\u00a0javascript:alert(1)",
        "&#106;avascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///C:/Users/name/x.docx",
        "//third.party/x",
        "/relative",
        "relative.html",
        "#anchor",
        "?q=1",
        "https:third.party",
        "https:/\\third.party",
        "https://name@third.party/",
        "https://[bad",
        "https://",
        "mailto:",
        "mailto:nobody",
        "ftp://example.org/",
        "",
    ],
)
def test_clean_keeps_the_words_of_a_bad_link_only(address):
    assert html.clean(f'<p><a href="{address}">a</a></p>') == "<p>a</p>"


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://example.org/pool?x=1&amp;y=2#z", "https://example.org/pool?x=1&amp;y=2#z"),
        ("HTTP://example.org", "http://example.org"),
        (" https://example.org/ ", "https://example.org/"),
        ("https://example.org/a b\u202e", "https://example.org/a%20b"),
        ("https://example.org/هلمند", "https://example.org/هلمند"),
        ("https://example.org/&quot;&gt;&lt;script&gt;", "https://example.org/%22%3E%3Cscript%3E"),
        ("https://example.org:8000/", "https://example.org:8000/"),
        ("mailto:desk@example.org", "mailto:desk@example.org"),
    ],
)
def test_clean_keeps_links_to_pages_and_mailboxes(address, kept):
    assert (
        html.clean(f'<p><a href="{address}" target="_blank" title="t" rel="x">a</a></p>')
        == f'<p><a href="{kept}">a</a></p>'
    )


@pytest.mark.parametrize("tag", ["div", "blockquote", "ul><li", "b", "span", "table><tr><td", "p"])
def test_clean_takes_endless_nesting_at_once(tag):
    started = time.process_time()

    assert html.text_of(html.clean(f"<{tag}>" * 50_000 + "a")) == "a"
    assert time.process_time() - started < 3


def test_clean_takes_nesting_behind_closing_tags_at_once():
    started = time.process_time()

    assert html.text_of(html.clean("<div><table></div></table>" * 40_000 + "a")) == "a"
    assert time.process_time() - started < 3


@pytest.mark.parametrize("text", ["&", "&amp;", "<a ", "<", "<!--"])
def test_clean_takes_endless_repetition_at_once(text):
    started = time.process_time()
    html.clean(text * 400_000)

    assert time.process_time() - started < 3


def test_clean_limits_what_a_span_may_fill():
    text = html.clean('<table><tr><td colspan="1000000" rowspan="1000000">a</td><td>b</td></tr></table>')

    assert len(text) < 2_000
    assert html.text_of(text).split() == ["a", "b"]


def test_render_marks_text_as_safe_and_cleans_it_again():
    shown = html.render("<p>a<script>alert(1)</script></p>")

    assert isinstance(shown, SafeString)
    assert shown == "<p>a</p>"


def test_render_tells_what_notes_are():
    assert html.render(NOTED) == (
        '<p>a<sup class="footnote-ref">'
        '<a href="#fn1" id="fnref1" role="doc-noteref" aria-label="Note 1">1</a></sup></p>\n'
        '<section class="footnotes" role="doc-endnotes" aria-label="Notes"><ol><li id="fn1"><p>b '
        '<a href="#fnref1" class="footnote-back" role="doc-backlink" aria-label="Back to the text">↩\ufe0e</a>'
        "</p></li></ol></section>"
    )


@pytest.mark.parametrize("language", ["fa", "ps"])
def test_render_counts_notes_in_the_digits_of_the_language(language):
    assert ">۱</a></sup>" in html.render(NOTED, language=language)
    with override(language):
        assert ">۱</a></sup>" in html.render(NOTED)
        assert ">1</a></sup>" in html.render(NOTED, language="en")


def test_render_frames_tables_and_names_their_heads():
    shown = html.render("<table><tr><th>a</th><th>b</th></tr><tr><th>c</th><td data-align=end>d</td></tr></table>")

    assert shown == (
        '<div class="table-scroll" tabindex="0" role="group" aria-label="Table"><table>'
        '<thead><tr><th scope="col"><p>a</p></th><th scope="col"><p>b</p></th></tr></thead>'
        '<tbody><tr><th scope="row"><p>c</p></th><td data-align="end"><p>d</p></td></tr></tbody></table></div>'
    )


def test_render_lets_links_tell_nothing():
    shown = html.render('<p><a href="https://example.org/">a</a> <a href="mailto:a@example.org">b</a></p>')

    assert shown == (
        '<p><a href="https://example.org/" rel="noopener noreferrer">a</a> <a href="mailto:a@example.org">b</a></p>'
    )


def test_rendered_text_cleans_to_what_is_stored():
    text = html.clean(NOTED + "<table><tr><th>a</th></tr><tr><td align=right>b</td></tr></table>")

    assert html.clean(html.render(text)) == text


def test_render_difference_keeps_insertions_and_deletions_alone():
    shown = html.render_difference("<p>a <ins>b</ins> <del>c</del><script>alert(1)</script></p>")

    assert isinstance(shown, SafeString)
    assert shown == "<p>a <ins>b</ins> <del>c</del></p>"


def test_clean_keeps_the_words_of_a_difference():
    assert html.clean("<p>a <ins>b</ins> <del>c</del></p>") == "<p>a b c</p>"


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("a\nb\n\n\nc\n", "<p>a<br>b</p>\n<p>c</p>"),
        ("a\r\nb\rc\u2028d", "<p>a</p>\n<p>b</p>\n<p>c</p>\n<p>d</p>"),
        ("  a   b  ", "<p>a b</p>"),
        ("a\n \t\nb", "<p>a</p>\n<p>b</p>"),
        ("# a *b* _c_ [d](e) <b>f</b> &amp;", "<p># a *b* _c_ [d](e) &lt;b&gt;f&lt;/b&gt; &amp;amp;</p>"),
        ("- a\n- b\n\n1. c", "<p>- a<br>- b</p>\n<p>1. c</p>"),
        ("a\x00\u202eb", "<p>ab</p>"),
        ("", ""),
        (" \n ", ""),
    ],
)
def test_from_plain_text_means_every_letter_as_it_is(text, canonical):
    assert html.from_plain_text(text) == canonical


def test_from_plain_text_joins_lines_that_a_program_wrapped():
    lines = ["word " * 14 + "end", "word " * 14 + "end", "last"]

    assert html.from_plain_text("\n".join(lines) + "\n\nb") == f"<p>{' '.join(lines)}</p>\n<p>b</p>"
