"""Canonical HTML: one spelling for one meaning, every word kept."""

import itertools
import random
import re
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publishing import html

MIXED_TAGS = ["p", "b", "em", "ul", "li", "ol", "blockquote", "h2", "table", "tr", "td", "sup"]
NOTE = '<sup class="footnote-ref"><a href="#fn1" id="fnref1">1</a></sup>'
NOTES = (
    '<section class="footnotes"><ol><li id="fn1"><p>First. <a href="#fnref1" class="footnote-back">↩</a></p></li></ol>'
    "</section>"
)

CANONICAL = {
    "white space": ("<p>\n  a \t b\n</p>\n\n<p>c</p>", "<p>a b</p>\n<p>c</p>"),
    "bare text": ("a<p>b</p>c", "<p>a</p>\n<p>b</p>\n<p>c</p>"),
    "empty blocks": ("<p> </p><h2></h2><ul><li></li></ul><p><br></p><blockquote></blockquote>a", "<p>a</p>"),
    "headings": ("<h1>a</h1><h3>b</h3><h6>c</h6>", "<h2>a</h2>\n<h3>b</h3>\n<h4>c</h4>"),
    "names of marks": ("<p><b>a</b> <i>b</i></p>", "<p><strong>a</strong> <em>b</em></p>"),
    "nesting of marks": ("<p><em><strong>a</strong></em></p>", "<p><strong><em>a</em></strong></p>"),
    "marks side by side": ("<p><strong>a</strong><strong>b</strong></p>", "<p><strong>ab</strong></p>"),
    "spaces at the ends of marks": ("<p>a<em> b </em>c</p>", "<p>a <em>b</em> c</p>"),
    "space between marks": ("<p><em>a</em> <em>b</em></p>", "<p><em>a b</em></p>"),
    "sub and sup": ("<p>H<sub>2</sub>O, 10<sup>-2</sup></p>", "<p>H<sub>2</sub>O, 10<sup>-2</sup></p>"),
    "unknown marks": ("<p><u>a</u> <span style='color:red'>b</span> <font>c</font></p>", "<p>a b c</p>"),
    "line breaks": ("<p>a<br>\n b<br></p>", "<p>a<br>b</p>"),
    "two line breaks": ("<p>a<br><br>b</p>", "<p>a</p>\n<p>b</p>"),
    "line break in a heading": ("<h2>a<br>b</h2>", "<h2>a b</h2>"),
    "containers": ("<div>a</div><section><div>b</div></section>", "<p>a</p>\n<p>b</p>"),
    "mark around blocks": ("<b><p>a</p><p>b</p></b>", "<p><strong>a</strong></p>\n<p><strong>b</strong></p>"),
    "tight list": ("<ul><li>a</li><li>b</li></ul>", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
    "start of a list": ('<ol start="3" type="a"><li>a</li></ol>', '<ol start="3"><li><p>a</p></li></ol>'),
    "list in an item": (
        "<ol><li>a<ul><li>b</li></ul></li></ol>",
        "<ol><li><p>a</p><ul><li><p>b</p></li></ul></li></ol>",
    ),
    "list beside items": (
        "<ul><li>a</li><ul><li>b</li></ul></ul>",
        "<ul><li><p>a</p><ul><li><p>b</p></li></ul></li></ul>",
    ),
    "halves of a list": (
        "<ol><li>a</li></ol><ul><li><ul><li>b</li></ul></li></ul><ol><li>c</li></ol>",
        "<ol><li><p>a</p><ul><li><p>b</p></li></ul></li><li><p>c</p></li></ol>",
    ),
    "lists side by side": (
        "<ul><li>a</li></ul><ul><li>b</li></ul>",
        "<ul><li><p>a</p></li></ul>\n<ul><li><p>b</p></li></ul>",
    ),
    "quotation": ("<blockquote>a</blockquote>", "<blockquote><p>a</p></blockquote>"),
    "heading in a quotation": ("<blockquote><h2>a</h2></blockquote>", "<blockquote><p>a</p></blockquote>"),
    "quotation in an item": ("<ul><li><blockquote>a</blockquote></li></ul>", "<ul><li><p>a</p></li></ul>"),
    "section break": ("<p>a</p><hr><p>b</p>", "<p>a</p>\n<p>* * *</p>\n<p>b</p>"),
    "preformatted": ("<pre>a  b\nc</pre>", "<p>a b<br>c</p>"),
    "definitions": ("<dl><dt>a</dt><dd>b</dd></dl>", "<p>a</p>\n<p>b</p>"),
    "image and caption": ("<figure><img src=x alt=secret><figcaption>a</figcaption></figure>", "<p>a</p>"),
    "direction": ('<p dir="RTL">a</p><p dir="auto">b</p>', '<p dir="rtl">a</p>\n<p>b</p>'),
    "direction of an item": ('<ul><li dir="rtl">a</li></ul>', '<ul><li><p dir="rtl">a</p></li></ul>'),
    "direction said twice": ('<ul dir="rtl"><li dir="rtl">a</li></ul>', '<ul dir="rtl"><li><p>a</p></li></ul>'),
    "composed letters": ("<p>e\u0301</p>", "<p>\u00e9</p>"),
    "combining mark after a tag": ("<p>\u0338a</p>", "<p>\u0338a</p>"),
    "no-break space": ("<p>a&nbsp;b</p>", "<p>a\u00a0b</p>"),
    "entities": ("<p>&lt;b&gt; &amp;amp; &quot;</p>", '<p>&lt;b&gt; &amp;amp; "</p>'),
}

TABLES = {
    "head by its rows": (
        "<table><thead><tr><td>a</td></tr></thead><tr><td>b</td></tr></table>",
        "<table><thead><tr><th><p>a</p></th></tr></thead><tbody><tr><td><p>b</p></td></tr></tbody></table>",
    ),
    "head by its cells": (
        "<table><tr><td></td><th>a</th></tr><tr><th>b</th><td>c</td></tr></table>",
        "<table><thead><tr><th><p></p></th><th><p>a</p></th></tr></thead>"
        "<tbody><tr><th><p>b</p></th><td><p>c</p></td></tr></tbody></table>",
    ),
    "alignment": (
        '<table><tr><td style="text-align: right; color: red">a</td><td align="center">b</td><td align=left>c</td>'
        "</tr></table>",
        '<table><tbody><tr><td data-align="end"><p>a</p></td><td data-align="center"><p>b</p></td><td><p>c</p></td>'
        "</tr></tbody></table>",
    ),
    "spans": (
        "<table><tr><td colspan=2>a</td><td rowspan=2>b</td></tr><tr><td>c</td></tr></table>",
        "<table><tbody><tr><td><p>a</p></td><td><p></p></td><td><p>b</p></td></tr>"
        "<tr><td><p>c</p></td><td><p></p></td><td><p></p></td></tr></tbody></table>",
    ),
    "frame": ("<table><tr><td><p>a</p><p>b</p></td></tr></table>", "<p>a</p>\n<p>b</p>"),
    "caption": ("<table><caption>a</caption><tr><td>b</td><td>c</td></tr></table>",
        "<p>a</p>\n<table><tbody><tr><td><p>b</p></td><td><p>c</p></td></tr></tbody></table>"),
    "table in a table": (
        "<table><tr><td>a<table><tr><td>b</td><td>c</td></tr></table></td><td>d</td></tr></table>",
        "<table><tbody><tr><td><p>a</p><p>b</p><p>c</p></td><td><p>d</p></td></tr></tbody></table>",
    ),
}  # fmt: skip

FOOTNOTES = {
    "as pandoc writes them": (
        '<p>a<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a></p>'
        '<section id="footnotes" class="footnotes footnotes-end-of-document" role="doc-endnotes"><hr><ol><li id="fn1">'
        '<p>First.<a href="#fnref1" class="footnote-back" role="doc-backlink">↩︎</a></p></li></ol></section>',
        f"<p>a{NOTE}</p>\n{NOTES}",
    ),
    "numbered by their references": (
        '<p>a<a href="#y">9</a> b<a href="#x">8</a></p><section class="footnotes"><ol><li id="x">X</li>'
        '<li id="y">Y</li></ol></section>',
        '<p>a<sup class="footnote-ref"><a href="#fn1" id="fnref1">1</a></sup> '
        'b<sup class="footnote-ref"><a href="#fn2" id="fnref2">2</a></sup></p>\n'
        '<section class="footnotes"><ol><li id="fn1"><p>Y <a href="#fnref1" class="footnote-back">↩</a></p></li>'
        '<li id="fn2"><p>X <a href="#fnref2" class="footnote-back">↩</a></p></li></ol></section>',
    ),
    "referred to twice": (
        f'<p>a{NOTE} b{NOTE}</p>{NOTES}',
        f'<p>a{NOTE} b<sup class="footnote-ref"><a href="#fn1">1</a></sup></p>\n{NOTES}',
    ),
    "without a reference": (f"<p>a</p>{NOTES}", "<p>a</p>\n<p>First.</p>"),
    "without a note": (f"<p>a{NOTE} b</p>", "<p>a b</p>"),
    "with two paragraphs": (
        f'<p>a{NOTE}</p><section class="footnotes"><ol><li id="fn1"><p>b</p><ul><li>c</li></ul></li></ol></section>',
        f'<p>a{NOTE}</p>\n<section class="footnotes"><ol><li id="fn1"><p>b</p><p>c '
        '<a href="#fnref1" class="footnote-back">↩</a></p></li></ol></section>',
    ),
    "before the text": (f"{NOTES}<p>a{NOTE}</p>", f"<p>a{NOTE}</p>\n{NOTES}"),
    "in a heading and marked": (f"<h2>a<strong>{NOTE}</strong></h2>{NOTES}", f"<h2>a{NOTE}</h2>\n{NOTES}"),
}  # fmt: skip


@pytest.mark.parametrize(("given", "canonical"), [*CANONICAL.values()], ids=[*CANONICAL])
def test_clean_writes_text_in_one_way(given, canonical):
    assert html.clean(given) == canonical
    assert html.clean(canonical) == canonical


@pytest.mark.parametrize(("given", "canonical"), [*TABLES.values()], ids=[*TABLES])
def test_clean_writes_tables_as_rectangles(given, canonical):
    assert html.clean(given) == canonical
    assert html.clean(canonical) == canonical


@pytest.mark.parametrize(("given", "canonical"), [*FOOTNOTES.values()], ids=[*FOOTNOTES])
def test_clean_writes_notes_in_order(given, canonical):
    assert html.clean(given) == canonical
    assert html.clean(canonical) == canonical


TAGS = [
    "p",
    "h1",
    "h2",
    "ul",
    "ol",
    "li",
    "blockquote",
    "table",
    "thead",
    "tr",
    "th",
    "td",
    "caption",
    "div",
    "section",
]
TAGS += ["strong", "i", "sub", "a", "br", "hr", "pre", "dl", "dt", "span"]
ATTRIBUTES = ["", " dir=rtl", ' class="footnotes"', ' href="#fn1"', ' href="https://example.org/ä b"', " id=fn1"]
ATTRIBUTES += [
    " colspan=3",
    " rowspan=2",
    " align=right",
    " start=3",
    ' class="footnote-ref"',
    ' class="footnote-back"',
]
LETTERS = [" ", "a", "b c", "\n", "&nbsp;", "\u200c", "e", "\u0301", "\u202e", "&#x202e;", "&lt;", "\u0338", "س"]
PIECES = st.one_of(
    st.builds("<{}{}{}>".format, st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES), st.sampled_from(ATTRIBUTES)),
    st.builds("</{}>".format, st.sampled_from(TAGS)),
    st.sampled_from(
        [" ", "a", "b c", "\n", "&nbsp;", "\u200c", "e", "\u0301", "\u202e", "&#x202e;", "&lt;", "\u0338", "س"]
    ),
    st.text(max_size=4),
)


@given(st.lists(PIECES, max_size=30).map("".join))
@settings(max_examples=300, deadline=None, database=None)
def test_clean_twice_changes_nothing_more(given):
    canonical = html.clean(given)

    assert html.clean(canonical) == canonical
    assert html.digest(given) == html.digest(canonical)


@given(st.recursive(st.text("abc d", min_size=1), lambda inner: st.builds(
    "<{0}>{1}</{0}>".format, st.sampled_from(["p", "b", "div", "ul", "li", "blockquote", "h2", "unknown"]),
    st.lists(inner, max_size=4).map("".join))))  # fmt: skip
@settings(max_examples=200, deadline=None, database=None)
def test_clean_keeps_every_letter_in_order(given):
    letters = re.sub(r"<[^>]*>|\s", "", given)

    assert re.sub(r"\s", "", html.text_of(html.clean(given))) == letters


@given(st.recursive(st.text("ab <&>\u200c\u06f1گ"), lambda inner: st.builds(
    "<{0}>{1}</{0}>".format, st.sampled_from(MIXED_TAGS),
    st.lists(inner, max_size=4).map("".join))))  # fmt: skip
@settings(max_examples=200, deadline=None, database=None)
def test_what_stands_on_a_page_as_it_is_stored_is_what_reading_it_anew_would_show(given):
    stored = html.clean(given)
    html.forget_rendered()

    assert html.render(stored, language="en") == html._rendered(html.read_html(stored), "en")


@pytest.mark.parametrize(
    "stored",
    [
        '<p onclick="x">a</p>',
        "<script>x</script>",
        '<p><img src=x onerror="y"></p>',
        '<p style="color: red">a</p>',
        "<p>a",
    ],
)
def test_what_was_never_cleaned_is_cleaned_on_the_page(stored):
    assert html.render(stored, language="en") == html._rendered(html.read_html(html.clean(stored)), "en")


def test_clean_takes_steps_in_proportion_to_the_length_of_the_text():
    words = random.Random(1)  # noqa: S311 - any words will do
    text = [f"<p>{' '.join(words.choices(['word', '<b>bold</b>', 'می‌رود'], k=80))}</p>" for _ in range(250)]

    def steps(paragraphs):
        counted = itertools.count()
        sys.setprofile(lambda *_event: next(counted))
        try:
            assert html.count_words(html.clean("".join(paragraphs))) == 80 * len(paragraphs)
        finally:
            sys.setprofile(None)
        return next(counted)

    assert steps(text) < 11 * steps(text[:25])


def test_text_of_has_an_empty_line_between_blocks():
    text = "<h2>a</h2><p>b<br>c</p><ul><li>d</li></ul><table><tr><td>e</td><td>f</td></tr></table>"

    assert html.text_of(text) == "a\n\nb\nc\n\nd\n\ne\tf"


def test_text_of_has_notes_at_the_end_without_numbers():
    assert html.text_of(f"<p>a{NOTE} b</p>{NOTES}") == "a b\n\nFirst."


def test_count_words_counts_joined_words_once():
    assert html.count_words("<p>می‌رود و گفت‌وگو — نه‌تنها ۱۳۵۱</p>") == 5
    assert html.count_words("<p>H<sub>2</sub>O is <b>w</b>ater.</p>") == 3
    assert html.count_words("") == 0


def test_links_are_found_once_each_with_their_words_notes_included_and_marks_of_notes_not():
    text = (
        '<p>See <a href="https://example.org/a">the <em>first</em> one</a>, <a href="https://example.org/b">b</a> and '
        '<a href="https://example.org/a">again</a>.<sup class="footnote-ref"><a href="#fn1" id="fnref1">1</a></sup></p>'
        '<blockquote><p><a href="mailto:a@example.org">write</a></p></blockquote>'
        '<section class="footnotes"><ol><li id="fn1"><p><a href="https://example.org/n">In a note</a>. '
        '<a href="#fnref1" class="footnote-back">↩</a></p></li></ol></section>'
    )
    assert html.links_in(html.clean(text)) == (
        ("the first one", "https://example.org/a"),
        ("b", "https://example.org/b"),
        ("write", "mailto:a@example.org"),
        ("In a note", "https://example.org/n"),
    )
    assert html.links_in("<p>None here.</p>") == ()
