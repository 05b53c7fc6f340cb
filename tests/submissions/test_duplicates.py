"""Marks and comparison of two texts, whatever somebody sends."""

import random
import subprocess
import sys

import pytest

from publishing.loading.texts import TextMaker
from submissions import duplicates
from submissions.duplicates import compare, share, traces_of


def text(words, *, language="en", seed=1):
    dice = random.Random(seed)  # noqa: S311 - nothing here is secret
    return "\n\n".join(TextMaker(language, dice).paragraphs(words))


def marks(words):
    return traces_of("", words).text


@pytest.mark.parametrize("language", ["en", "fa", "ps"])
def test_text_shares_every_mark_with_itself_in_another_spelling(language):
    written = text(400, language=language)
    respelt = written.upper().replace("ی", "ي").replace("ک", "ك").replace(".", " !").replace(" ", "\n\u200f ")

    assert marks(respelt) == marks(written)


def test_part_is_found_in_the_whole_and_the_whole_in_the_part():
    whole = text(1200)
    part = " ".join(whole.split()[300:700])

    assert share(marks(part), marks(whole)) > 0.8
    assert share(marks(whole), marks(part)) == share(marks(part), marks(whole))
    assert compare("", part, "", whole).text == 1.0


def test_other_text_in_the_same_words_shares_next_to_nothing():
    assert share(marks(text(800)), marks(text(800, seed=2))) < 0.1
    assert compare("", text(800), "", text(800, seed=2)).text < 0.1


def test_marks_are_the_same_in_every_process():
    program = "from submissions.duplicates import traces_of; print(sorted(traces_of('a b', 'c d e f g h').text))"
    printed = [
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    ]

    assert printed == [f"{sorted(traces_of('a b', 'c d e f g h').text)}\n"] * 2


def test_marks_fit_the_column():
    assert all(0 < mark < 2**63 for mark in traces_of(text(8), text(800)).text)


@pytest.mark.parametrize(
    ("words", "number"),
    [("", 0), (" … — ", 0), ("Kabul", 1), ("one two three four five", 1), ("one two three four five six", 2)],
)
def test_short_text_has_a_mark_for_each_run(words, number):
    assert len(marks(words)) == number


def test_text_without_words_has_no_traces():
    assert not traces_of("؟!", "\u200c …")
    assert compare("", "", "", "") == duplicates.Overlap(title=0.0, text=0.0)


def test_very_long_text_has_a_bounded_number_of_marks():
    assert len(marks(text(100_000))) == duplicates.MOST_MARKS
    assert len(marks("again " * 100_000)) == 1


def test_very_long_texts_are_compared_with_their_passage_cut_for_reading():
    overlap = compare("", "again " * 100_000, "", "again " * 90_000)

    assert overlap.text == 1.0
    assert [passage.words for passage in overlap.passages] == [90_000, 10_000]
    assert overlap.passages[0].here == "again " * duplicates.SHOWN_WORDS + "…"


def test_passages_are_shown_as_each_text_spells_them_the_longest_first():
    shared = "The river keeps no promise that the ministry has made to the farmers below."
    longer = "Nobody asked the women of the valley who carried the water up for thirty years before the dam."
    here = f"{text(40, seed=3)}\n\n{shared}\n\n{longer}"
    there = f"{longer.upper()}\n\n{text(50, seed=4)}\n\n{shared.replace(' ', chr(10))}"

    first, second = compare("", here, "", there).passages

    assert (first.words, first.here, first.there) == (18, longer, longer.upper())
    assert (second.words, second.here, second.there) == (14, shared, shared)


def test_persian_passage_keeps_its_own_letters():
    passage = "مردم این ولایت سال‌هاست که از دولت پاسخی نمی‌شنوند و راه می‌روند."
    found = compare("", passage, "", passage.replace("ی", "ي"), passages=1).passages[0]

    assert (found.words, found.here) == (12, passage)
    assert "ي" in found.there


@pytest.mark.parametrize(
    ("title", "other", "expected"),
    [
        ("A Bridge Nobody Crosses", "a bridge, nobody crosses", 1.0),
        ("A Bridge Nobody Crosses", "The Bridge Nobody Crosses", 0.6),
        ("A Bridge Nobody Crosses", "Water Accounts", 0.0),
        ("پلی که کسی از آن نمی‌گذرد", "پلي كه كسي از آن نمیگذرد", 1.0),
        ("", "", 0.0),
        ("؟", "!", 0.0),
    ],
)
def test_titles_share_words(title, other, expected):
    assert compare(title, "", other, "").title == expected


@pytest.mark.parametrize(
    ("title", "other"),
    [("Kabul", "KABUL!"), ("A Bridge Nobody Crosses", "The Bridge Nobody Crosses"), ("Bread Water", "Water, bread")],
)
def test_titles_find_each_other_by_a_mark(title, other):
    assert traces_of(title, "").title & traces_of(other, "").title
