"""The one view of what changed: title, standfirst and text, with counts, far stretches folded."""

import time

import pytest
from django.utils.translation import override

from submissions.comparing import LEAST_FOLDED, compare_texts
from submissions.services.versions import Text


def text(*paragraphs, title="A title", standfirst="Why."):
    return Text(title=title, standfirst=standfirst, body="".join(f"<p>{words}</p>" for words in paragraphs))


def shape(changes):
    return [(len(stretch.blocks), bool(stretch.folded)) for stretch in changes.stretches]


def test_compare_texts_counts_title_standfirst_and_text_together():
    changes = compare_texts(text("a b c"), text("a x c", title="A new title", standfirst=""), language="en")
    assert (changes.inserted, changes.deleted) == ("2 words", "2 words")
    assert changes.title == "<p>A <ins>new</ins> title</p>"
    assert changes.standfirst == "<p><del>Why.</del></p>"
    assert changes.stretches[0].blocks == ("<p>a <del>b</del> <ins>x</ins> c</p>",)
    assert changes


def test_compare_texts_of_the_same_text_shows_it_whole():
    changes = compare_texts(text(*"abcdefgh"), text(*"abcdefgh"), language="en")
    assert (bool(changes), shape(changes)) == (False, [(8, False)])


@pytest.mark.parametrize(
    ("changed", "shapes"),
    [
        ([0], [(2, False), (7, True)]),
        ([8], [(7, True), (2, False)]),
        ([4], [(3, True), (3, False), (3, True)]),
        ([3], [(5, False), (4, True)]),
        ([0, 8], [(2, False), (5, True), (2, False)]),
        ([0, 4, 8], [(9, False)]),
    ],
)
def test_compare_texts_folds_what_is_far_from_every_change(changed, shapes):
    old = [f"paragraph number {number}" for number in range(9)]
    new = [f"{words} here" if number in changed else words for number, words in enumerate(old)]
    changes = compare_texts(text(*old), text(*new), language="en")
    assert shape(changes) == shapes
    assert {stretch.folded for stretch in changes.stretches if stretch.folded} <= {
        f"{number} paragraphs without a change" for number in range(LEAST_FOLDED, 10)
    }


def test_compare_texts_counts_in_the_pages_digits():
    with override("fa"):
        assert compare_texts(text("یک دو"), text("یک دو سه"), language="fa").inserted.startswith("۱")


def test_compare_texts_of_five_thousand_words_takes_less_than_a_second():
    old = [" ".join(f"word{(number * 7 + place * 13) % 997}" for place in range(50)) for number in range(100)]
    moved = [*old[40:], *old[:40]]
    for new in (moved, old[::-1], [words.replace("1", "x") for words in old], [words[::-1] for words in moved]):
        started = time.process_time()
        compare_texts(text(*old), text(*new), language="en")
        assert time.process_time() - started < 1
