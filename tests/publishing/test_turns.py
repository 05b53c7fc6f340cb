"""On paper, a stretch that runs against its paragraph stands in one piece, whatever tags it holds."""

import pytest

from publishing import html


@pytest.mark.parametrize(
    ("language", "body", "printed"),
    [
        (
            "fa",
            "<p>متن the <em>free</em> press است</p>",
            '<p>متن <span dir="ltr">the <em>free</em> press</span> است</p>',
        ),
        ("en", "<p>Of آزادی <em>بیان</em>, once</p>", '<p>Of <span dir="rtl">آزادی <em>بیان</em></span>, once</p>'),
        (
            "fa",
            "<p>و COVID-<em>19 و</em> او</p>",
            '<p>و <span dir="ltr">COVID-<em>19</em></span><em> و</em> او</p>',
        ),
        ("ps", '<p dir="ltr">The <em>free</em> press</p>', '<p dir="ltr">The <em>free</em> press</p>'),
        (
            "fa",
            '<blockquote dir="ltr"><p>Of حق <em>او</em>.</p></blockquote>',
            '<blockquote dir="ltr"><p>Of <span dir="rtl">حق <em>او</em></span>.</p></blockquote>',
        ),
        ("fa", "<p>متن <em>the free press</em> است</p>", "<p>متن <em>the free press</em> است</p>"),
        ("fa", "<p>و one<br>two <em>و</em></p>", "<p>و one<br>two <em>و</em></p>"),
    ],
)
def test_only_a_stretch_that_tags_would_cut_is_held_together(language, body, printed):
    assert html.render_for_paper(body, language=language) == printed


def test_note_within_a_stretch_stays_in_its_place():
    body = html.clean(
        '<p>و the press<sup class="footnote-ref"><a href="#fn1" id="fnref1">1</a></sup> is free است</p>'
        '<section class="footnotes"><ol><li id="fn1"><p>See it.</p></li></ol></section>'
    )
    printed = html.render_for_paper(body, language="fa")
    assert printed.startswith('<p>و <span dir="ltr">the press<sup class="footnote-ref">')
    assert "</sup> is free</span> است</p>" in printed
    assert html.render_for_paper("<p>The press.</p>", language="en") == html.render("<p>The press.</p>", language="en")
