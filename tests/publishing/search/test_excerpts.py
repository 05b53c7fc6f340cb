import pytest

from publishing.models import Article
from publishing.search.entries import plain
from publishing.search.excerpts import Matcher, Segment, excerpt, hit_of, marked
from publishing.search.queries import read_query

ZWNJ = "\u200c"


def marks(text, typed):
    return [segment.text for segment in marked(text, Matcher(read_query(typed))) if segment.is_match]


@pytest.mark.parametrize(
    ("text", "typed", "expected"),
    [
        ("The Bridges, and a bridge.", "bridge", ["Bridges", "bridge"]),
        ("A naïve reader’s eye", "naive reader", ["naïve reader’s"]),
        (f"او می{ZWNJ}رود.", "میرود", [f"می{ZWNJ}رود"]),
        (f"او می{ZWNJ}رود.", "می رود", [f"می{ZWNJ}رود"]),
        (f"او می{ZWNJ}رود.", f"می{ZWNJ}رود", [f"می{ZWNJ}رود"]),
        ("زندگي در مدرسة كابل", "زندگی مدرسه کابل", ["زندگي", "مدرسة كابل"]),
        ("مُحَمَّد", "محمد", ["مُحَمَّد"]),
        ("سال ۱۴۰۴.", "1404", ["۱۴۰۴"]),
        ("Parliamentary life", "parl", ["Parliamentary"]),
        ("Parliamentary life", "parl life", ["life"]),
        ("nothing", "zebra", []),
    ],
)
def test_words_are_marked_as_they_are_written(text, typed, expected):
    assert marks(text, typed) == expected
    assert "".join(segment.text for segment in marked(text, Matcher(read_query(typed)))) == text


def test_excerpt_is_the_part_with_the_most_words():
    text = f"Rivers run. {'Filler. ' * 60}Rivers under bridges. {'Filler. ' * 60}"

    shown = excerpt(text, Matcher(read_query("river bridge")))

    assert [segment.text for segment in shown if segment.is_match] == ["Rivers", "bridges"]
    assert (shown[0], shown[-1]) == (Segment("… ", False), Segment(" …", False))
    assert len("".join(segment.text for segment in shown).split()) == 36


def test_short_text_is_shown_whole():
    assert excerpt("Rivers run.", Matcher(read_query("river"))) == [Segment("Rivers", True), Segment(" run.", False)]


def test_article_without_the_words_in_its_text_shows_standfirst_or_beginning():
    article = Article(title="Glacier", standfirst="Of glaciers.", body="<p>It melts.</p>")
    matcher = Matcher(read_query("glacier"))

    assert hit_of(article, matcher).excerpt == [Segment("Of ", False), Segment("glaciers", True), Segment(".", False)]
    article.standfirst = ""
    assert hit_of(article, matcher).excerpt == [Segment("It melts.", False)]
    article.body = "<p>؟!</p>"
    assert hit_of(article, matcher).excerpt == []


def test_text_for_reading_has_no_tags_numbers_or_signs_of_notes():
    body = (
        '<p>A <em>w</em>ord &amp; &lt;b&gt;<sup class="footnote-ref"><a href="#fn1" id="fnref1">1</a></sup>.</p>\n'
        '<section class="footnotes"><ol><li id="fn1"><p>The note '
        '<a href="#fnref1" class="footnote-back">↩</a></p></li></ol></section>'
    )

    assert plain(body).split() == ["A", "word", "&", "<b>.", "The", "note"]
