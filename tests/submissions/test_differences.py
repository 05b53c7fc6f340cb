"""Two versions compared word by word, with their formatting, in the order they are read."""

import random
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publishing import html
from submissions import differences


def compared(old, new):
    difference = differences.compare(old, new)
    return difference.html, difference.inserted_words, difference.deleted_words


@pytest.mark.parametrize(
    ("old", "new", "shown", "inserted", "deleted"),
    [
        ("<p>a b</p>", "<p>a b</p>", "<p>a b</p>", 0, 0),
        ("", "", "", 0, 0),
        ("", "<p>a b</p>", "<p><ins>a b</ins></p>", 2, 0),
        ("<p>a b</p>", "", "<p><del>a b</del></p>", 0, 2),
        ("<p>a b c d</p>", "<p>a x c d</p>", "<p>a <del>b</del> <ins>x</ins> c d</p>", 1, 1),
        ("<p>a b c d</p>", "<p>b c d</p>", "<p><del>a</del> b c d</p>", 0, 1),
        ("<p>a b c d</p>", "<p>x b c d</p>", "<p><del>a</del> <ins>x</ins> b c d</p>", 1, 1),
        ("<p>a b c d</p>", "<p>a b c</p>", "<p>a b c <del>d</del></p>", 0, 1),
        ("<p>a b, c.</p>", "<p>a b; c.</p>", "<p>a b<del>,</del><ins>;</ins> c.</p>", 0, 0),
        ("<p>it’s a b</p>", "<p>it’ll a b</p>", "<p><del>it’s</del> <ins>it’ll</ins> a b</p>", 1, 1),
        (
            "<p>a <strong>b c</strong> d</p>",
            "<p>a <strong>b x</strong> d</p>",
            "<p>a <strong>b</strong> <del><strong>c</strong></del> <ins><strong>x</strong></ins> d</p>",
            1,
            1,
        ),
        (
            '<p>a b <a href="https://example.org/">c d</a></p>',
            '<p>a b <a href="https://example.org/">c e</a></p>',
            '<p>a b <a href="https://example.org/">c</a> <del><a href="https://example.org/">d</a></del> '
            '<ins><a href="https://example.org/">e</a></ins></p>',
            1,
            1,
        ),
        ("<p>a b c</p>", "<p>a <em>b</em> c</p>", "<p>a <em>b</em> c</p>", 0, 0),
        ("<p>a b c</p>", "<h2>a b c d</h2>", "<h2>a b c <ins>d</ins></h2>", 1, 0),
        ("<p>a b</p>", "<ul><li>a b</li></ul>", "<p><del>a b</del></p>\n<ul><li><p><ins>a b</ins></p></li></ul>", 2, 2),
        ("<p>a b c</p>", "<p>x y z</p>", "<p><del>a b c</del></p>\n<p><ins>x y z</ins></p>", 3, 3),
        ("<p>a<br>b c</p>", "<p>a<br>b d</p>", "<p>a<br>b <del>c</del> <ins>d</ins></p>", 1, 1),
        (
            "<p>one two three</p><p>four five six</p>",
            "<p>new words here</p><p>one two three</p><p>four five seven</p>",
            "<p><ins>new words here</ins></p>\n<p>one two three</p>\n<p>four five <del>six</del> <ins>seven</ins></p>",
            4,
            1,
        ),
        (
            "<ul><li>a b c</li><li>d e f<ol><li>g</li></ol></li></ul>",
            "<ul><li>a b x</li><li>n</li><li>d e f<ol><li>g</li><li>h</li></ol></li></ul>",
            "<ul><li><p>a b <del>c</del> <ins>x</ins></p></li><li><p><ins>n</ins></p></li>"
            "<li><p>d e f</p><ol><li><p>g</p></li><li><p><ins>h</ins></p></li></ol></li></ul>",
            3,
            1,
        ),
        (
            "<blockquote><p>a b c</p></blockquote>",
            "<blockquote><p>a b d</p><p>e</p></blockquote>",
            "<blockquote><p>a b <del>c</del> <ins>d</ins></p><p><ins>e</ins></p></blockquote>",
            2,
            1,
        ),
        (
            "<table><tr><th>a</th><th>b</th></tr><tr><td>c</td><td>1</td></tr></table>",
            "<table><tr><th>a</th><th>b</th></tr><tr><td>c</td><td>2</td></tr><tr><td>d</td><td>3</td></tr></table>",
            "<table><thead><tr><th><p>a</p></th><th><p>b</p></th></tr></thead><tbody>"
            "<tr><td><p>c</p></td><td><p><del>1</del> <ins>2</ins></p></td></tr>"
            "<tr><td><p><ins>d</ins></p></td><td><p><ins>3</ins></p></td></tr></tbody></table>",
            3,
            1,
        ),
        (
            '<p dir="rtl">آیندهٔ رودخانهٔ هلمند می‌رود</p>',
            '<p dir="rtl">آیندهٔ رودخانهٔ هلمند نمی‌رود</p>',
            '<p dir="rtl">آیندهٔ رودخانهٔ هلمند <del>می‌رود</del> <ins>نمی‌رود</ins></p>',
            1,
            1,
        ),
    ],
)  # fmt: skip
def test_compare_shows_words_in_their_blocks(old, new, shown, inserted, deleted):
    assert compared(old, new) == (shown, inserted, deleted)
    assert html.render_difference(shown).replace(' rel="noopener noreferrer"', "").count("<ins>") == shown.count(
        "<ins>"
    )


def noted(words, note):
    return f'<p>{words}</p><section class="footnotes"><ol><li id="fn1">{note}</li></ol></section>'


REFERENCE = '<a href="#fn1">1</a>'


def test_compare_looks_into_notes():
    shown, inserted, deleted = compared(
        noted(f"a{REFERENCE} b", "one two three"), noted(f"a{REFERENCE} b", "one two four")
    )

    assert "<p>a<sup " in shown
    assert '<li id="fn1"><p>one two <del>three</del> <ins>four</ins> <a ' in shown
    assert (inserted, deleted) == (1, 1)


def test_compare_shows_a_note_that_is_new_and_one_that_is_gone():
    shown, *counts = compared(noted(f"a{REFERENCE} b", "one two three"), noted(f"a b{REFERENCE}", "four five"))

    assert '<p>a<del><sup class="footnote-ref"><a href="#fn1" id="fnref1">1</a></sup></del> b<ins><sup ' in shown
    assert '<li id="fn1"><p><del>one two three</del> <a ' in shown
    assert '<li id="fn2"><p><ins>four five</ins> <a ' in shown
    assert counts == [2, 3]


def test_difference_is_true_where_words_differ():
    assert not differences.compare("<p>a</p>", "<p>a</p>")
    assert differences.compare("<p>a</p>", "<p>b</p>")
    assert differences.compare("<p>a.</p>", "<p>a!</p>")


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("A title", "A new title", "<p>A <ins>new</ins> title</p>"),
        ("One", "Other", "<p><del>One</del> <ins>Other</ins></p>"),
        ("", "A title", "<p><ins>A title</ins></p>"),
        ("A title", "", "<p><del>A title</del></p>"),
        ("a <b> & c", "a <b> & d", "<p>a &lt;b&gt; &amp; <del>c</del> <ins>d</ins></p>"),
        ("a\r\n b", "a b", "<p>a b</p>"),
    ],
)
def test_compare_text_compares_single_lines(old, new, shown):
    assert differences.compare_text(old, new).html == shown


WORDS = st.lists(st.sampled_from(["a", "b", "c", "the", "می‌رود", "x."]), max_size=8).map(" ".join)
TEXTS = st.lists(st.builds("<{0}>{1}</{0}>".format, st.sampled_from(["p", "h2", "blockquote"]), WORDS), max_size=6).map(
    "".join
)


def without(tag, shown):
    return html.text_of(re.sub(f"<{tag}>.*?</{tag}>", "", shown)).split()


@given(TEXTS, TEXTS)
@settings(max_examples=200, deadline=None, database=None)
def test_difference_holds_both_texts_whole(old, new):
    shown = differences.compare(old, new).html

    assert without("ins", shown) == html.text_of(old).split()
    assert without("del", shown) == html.text_of(new).split()


@pytest.mark.parametrize("number", [20, 320])
def test_compare_pairs_changed_paragraphs_behind_new_ones(number):
    old = [f"<p>paragraph {place} tells of the river and of {place * 7} boats</p>" for place in range(number)]
    new = [line.replace("river", f"lake number {place}") for place, line in enumerate(old)]
    added = [f"<p>fresh opening {place}</p>" for place in range(6)]

    difference = differences.compare("".join(old), "".join(added + new))

    assert (difference.inserted_words, difference.deleted_words) == (3 * 6 + 3 * number, number)


def paragraphs(words, size):
    return "".join(f"<p>{' '.join(words[start : start + size])}</p>" for start in range(0, len(words), size))


@pytest.mark.parametrize("size", [80, 5000])
def test_compare_takes_long_texts_in_less_than_a_second(size):
    chance = random.Random(1)  # noqa: S311 - any words will do
    known = [f"word{number}" for number in range(1500)]
    old = chance.choices(known, k=5000)
    new = [chance.choice(known) if chance.random() < 0.1 else word for word in old if chance.random() > 0.03]
    started = time.process_time()

    assert differences.compare(paragraphs(old, size), paragraphs(new, size))
    assert time.process_time() - started < 1
