"""Names taken out of a text, however they are spelt and formatted; nothing else is."""

import pytest

from submissions.masking import counted, mask_html, mask_line

X = "[x]"


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("By Bahar Mehr.", ["Bahar Mehr"], "By [x]."),
        ("BAHAR  mehr’s desk", ["Bahar Mehr"], "[x]’s desk"),
        ("Mehr, Bahar (2019)", ["Bahar Mehr"], "[x] (2019)"),
        ("B. Mehr and bahar-mehr", ["Bahar Mehr"], "B. Mehr and [x]"),
        ("Baharmehri", ["Bahar Mehr"], "Baharmehri"),
        ("Abahar Mehr", ["Bahar Mehr"], "Abahar Mehr"),
        ("Zoë Sádat", ["Zoe Sadat"], "[x]"),
        ("Dr. Bahar Mehr", ["Bahar Mehr", "Dr. Bahar Mehr"], "[x]"),
        ("علي كريمی و عَلی‌کریمی", ["علی کریمی"], "[x] و [x]"),
        ("نوشتهٔ بهار‌مهر است", ["بهار مهر"], "نوشتهٔ [x] است"),
        ("بهارمهرگان", ["بهار مهر"], "بهارمهرگان"),
        ("write to bahar@example.org now", ["bahar@example.org"], "write to [x] now"),
        ("see www.bahar.example/blog.", ["bahar.example/blog", "www.bahar.example/blog"], "see [x]."),
        ("one letter", ["o"], "one letter"),
        ("nobody", [""], "nobody"),
    ],
)
def test_mask_line(text, names, expected):
    masked = mask_line(text, names, X)
    assert (masked.text, masked.places) == (expected, expected.count(X))


def test_mask_html_finds_a_name_across_formatting_and_in_notes():
    html = (
        '<p>So <strong>Bahar</strong> <em>Mehr said</em> it.<sup class="footnote-ref"><a href="#fn1">1</a></sup></p>'
        '<section class="footnotes"><ol><li id="fn1"><p>Mehr, Bahar: A Book.</p></li></ol></section>'
    )
    masked = mask_html(html, ["Bahar Mehr"], X)
    assert masked.text == (
        "<p>So <strong>[x]</strong> <em>said</em> it."
        '<sup class="footnote-ref"><a href="#fn1" id="fnref1">1</a></sup></p>\n'
        '<section class="footnotes"><ol><li id="fn1"><p>[x]: A Book. <a href="#fnref1" class="footnote-back">↩</a></p>'
        "</li></ol></section>"
    )
    assert masked.places == 2


def test_mask_html_looks_into_lists_quotations_and_tables():
    html = (
        "<ul><li><p>Bahar Mehr</p></li></ul><blockquote><p>Bahar Mehr</p></blockquote>"
        "<table><tbody><tr><td><p>Bahar Mehr</p></td></tr></tbody></table><h2>Bahar Mehr</h2>"
    )
    masked = mask_html(html, ["Bahar Mehr"], X)
    assert masked.places == 4
    assert "Bahar" not in masked.text


def test_mask_html_takes_links_to_their_pages_out_and_leaves_others():
    html = '<p><a href="https://bahar.example/about">here</a>, <a href="https://other.example/">there</a></p>'
    masked = mask_html(html, [], X, addresses=["https://bahar.example"])
    assert masked.text == '<p>here, <a href="https://other.example/">there</a></p>'
    assert masked.places == 1


def test_mask_html_leaves_a_text_without_names_as_it_is():
    html = '<p>A <strong>text</strong> with <a href="https://other.example/">a link</a>.</p>\n<p>And more.</p>'
    assert mask_html(html, ["Bahar Mehr"], X) == mask_html(html, [], X)
    assert mask_html(html, ["Bahar Mehr"], X).text == html


def test_counted_names_the_words_that_still_stand():
    assert counted(["Mehr (2019), Mehrab", "mehr"], ["Mehr", "Bahar"]) == {"Mehr": 2}
