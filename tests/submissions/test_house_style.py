"""The house's style: what is found, what a button puts right, and that nothing else changes."""

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from publishing import html
from submissions import house_style, manuscripts
from submissions.house_style import FIXES, LONGEST_PARAGRAPH, LONGEST_TITLE, RULES, check, fix_line, fix_text
from tests import samples

FINE = {"title": "A title", "standfirst": "Why it matters.", "body": "<p>One two three.</p>", "language": "en"}


def codes(**text):
    return [finding.code for finding in check(**FINE | text)]


def found(code, **text):
    return next(finding for finding in check(**FINE | text) if finding.code == code)


def test_check_finds_nothing_in_a_text_that_is_fine():
    assert check(**FINE) == []


def test_check_tells_each_code_in_the_order_of_the_rules():
    text = {
        "title": 'The "long"' + "  x" * 40,
        "standfirst": " ",
        "body": f"<p>{'word ' * 151} https://example.org/ كتاب</p>",
        "language": "fa",
    }
    assert codes(**text) == list(RULES)


@pytest.mark.parametrize(("number", "expected"), [(LONGEST_PARAGRAPH, []), (LONGEST_PARAGRAPH + 1, ["paragraphs"])])
@pytest.mark.parametrize("frame", ["<p>{}</p>", "<ul><li>{}</li></ul>", "<blockquote><p>{}</p></blockquote>"])
def test_paragraph_may_have_so_many_words(frame, number, expected):
    assert codes(body=frame.format("word " * number)) == expected


def test_long_paragraph_is_shown_by_how_it_begins():
    finding = found("paragraphs", body=f"<p>It begins like this{' and goes on' * 80}</p><p>Short.</p>")
    assert (finding.count, len(finding.places), finding.is_fixable) == (1, 1, False)
    assert finding.places[0].startswith("It begins like this and goes on")
    assert str(LONGEST_PARAGRAPH) in str(finding.sentence)


@pytest.mark.parametrize(("length", "expected"), [(LONGEST_TITLE, []), (LONGEST_TITLE + 1, ["title"])])
def test_title_may_have_so_many_letters(length, expected):
    assert codes(title="x" * length) == expected
    assert str(LONGEST_TITLE) in str(RULES["title"].sentence)


@pytest.mark.parametrize(
    ("body", "places"),
    [
        ("<p>See https://example.org/a, it is (www.example.com).</p>", ("https://example.org/a", "www.example.com")),
        ('<p><a href="https://example.org/">https://example.org/</a></p>', ("https://example.org/",)),
        ('<p><a href="https://example.org/">the report</a>, desk@example.org</p>', ()),
        ('<p>a<a href="#n">1</a></p><section class="footnotes"><ol><li id="n">https://x.org/</li></ol></section>', ()),
    ],
)  # fmt: skip
def test_bare_links_are_addresses_as_words_of_the_text(body, places):
    assert tuple(place for finding in check(**FINE | {"body": body}) for place in finding.places) == places


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        ("fa", "كتاب ي موسى است", "کتاب ی موسی است"),
        ("fa", "می‌رود و کتاب", "می‌رود و کتاب"),
        ("ps", "كور ي ې ۍ ئ ى", "کور ي ې ۍ ئ ى"),
        ("en", "the word كتابي stays", "the word كتابي stays"),
        ("fa", "گفت: إِنَّ اللَّهَ عَلَيْكُمْ و كتاب", "گفت: إِنَّ اللَّهَ عَلَيْكُمْ و کتاب"),
        ("fa", "https://example.org/كتاب", "https://example.org/كتاب"),
    ],
)
def test_letters_become_those_of_the_language(language, before, after):
    assert fix_line(before, ["letters"], language=language) == after
    assert fix_text(f"<p>{before}</p>", ["letters"], language=language) == f"<p>{after}</p>"
    assert ("letters" in codes(title=before, language=language)) == (before != after)


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        ("en", 'He said "no" and left.', "He said “no” and left."),
        ("en", '("No," he said—"never.")', "(“No,” he said—“never.”)"),
        ("en", "It's the editors' don't", "It’s the editors’ don’t"),
        ("en", "a 'small' thing in the '90s", "a ‘small’ thing in the ’90s"),
        ("en", '"\'Tis so," he said', "“’Tis so,” he said"),
        ("en", "\"He called it 'late',\" she said", "“He called it ‘late’,” she said"),
        ("en", '5\' 10" tall, 12" wide', '5\' 10" tall, 12" wide'),
        ("en", '"in 1992" and 6"', '“in 1992” and 6"'),
        ("en", "the 1990's", "the 1990’s"),
        ("en", '“Already "mixed” text"', "“Already “mixed” text”"),
        ("fa", 'گفت "نه" و رفت', "گفت «نه» و رفت"),
        ("ps", 'ويې ويل "نه"', "ويې ويل «نه»"),
        ("fa", "نام 'کابل' و Don't", "نام 'کابل' و Don’t"),
        ("en", "https://example.org/it's", "https://example.org/it's"),
    ],
)
def test_quotes_become_those_of_the_language(language, before, after):
    assert fix_line(before, ["quotes"], language=language) == after


def test_quotes_follow_the_direction_of_a_paragraph():
    body = '<p>گفت "نه"</p><p dir="ltr">He said "no"</p>'
    assert fix_text(body, ["quotes"], language="fa") == '<p>گفت «نه»</p>\n<p dir="ltr">He said “no”</p>'
    assert '<p dir="rtl">گفت «نه»</p>' in fix_text('<p dir="rtl">گفت "نه"</p>', ["quotes"], language="en")


def test_quotes_see_through_marks_links_and_notes():
    body = (
        '<p>"<em>No</em>", "<a href="https://example.org/?q=%22a%22">he said</a>"<a href="#fn1">1</a> "x"</p>'
        '<section class="footnotes"><ol><li id="fn1">The "note"</li></ol></section>'
    )
    fixed = fix_text(body, ["quotes"], language="en")
    assert html.text_of(fixed) == "“No”, “he said” “x”\n\nThe “note”"
    assert 'href="https://example.org/?q=%22a%22"' in fixed
    assert fixed.count('href="#fn1"') == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("One.\u00a0 Two.", "One. Two."),
        ("One\u00a0two", "One\u00a0two"),
        ("One \u2003 two\u00a0\u00a0", "One two"),
        ("\u00a0\u00a0One", "One"),
    ],
)
def test_spaces_in_a_row_become_one(before, after):
    assert fix_text(f"<p>{before}</p>", ["spaces"], language="en") == f"<p>{after}</p>"
    assert fix_line(before, ["spaces"], language="en") == after


def test_spaces_across_marks_become_one():
    assert fix_text("<p>a\u00a0<em>\u00a0b</em></p>", ["spaces"], language="en") == "<p>a <em>b</em></p>"


def test_codes_that_no_button_fixes_change_nothing():
    body = html.clean('<p>See https://example.org/ "now"</p>')
    assert fix_text(body, ["links", "paragraphs", "nonsense"], language="en") == body
    assert fix_line('A "title"', ["title"], language="en") == 'A "title"'


@pytest.mark.parametrize(
    "words", ["x" * 200_000, "'a " * 60_000, "www." * 50_000, '"x" ' * 50_000, "a@" * 100_000, "<em>ي</em> " * 10_000]
)
def test_strange_texts_take_no_longer_than_others(words):
    started = time.process_time()
    check(title=words[:300], standfirst="", body=f"<p>{words}</p>", language="fa")
    fix_text(f"<p>{words}</p>", FIXES, language="en")
    assert time.process_time() - started < 10


def test_places_are_few_short_and_each_told_once():
    words = "".join(f'"word {number}" and so on and so on and so forth ' for number in range(9))
    finding = found("quotes", body=f"<p>{words}</p><p>{words}</p>")
    assert finding.count == 36
    assert len(finding.places) == house_style.MOST_PLACES
    assert max(map(len, finding.places)) <= 5 * house_style.AROUND


LETTERS = st.sampled_from(
    [*"ab1 \u00a0\n'\"“”‘’«»(-—.يكىیک@", "\u2003", "\u200c", "\u064e", "https://e.org/", "x@e.org"]
)
TEXT = st.lists(LETTERS, max_size=30).map("".join)
PIECES = st.builds(
    "<{0}{2}>{1}</{0}>".format,
    st.sampled_from(["p", "h2", "em", "strong", "li", "blockquote", "td"]),
    TEXT.map(lambda text: text.replace("\n", "<br>").replace("1", '<a href="#fn1">1</a>').replace("(", "<em>(</em>")),
    st.sampled_from(["", ' dir="rtl"', ' dir="ltr"']),
)
BODIES = st.tuples(st.lists(PIECES, max_size=4).map("".join), TEXT).map(
    lambda parts: f'{parts[0]}<section class="footnotes"><ol><li id="fn1">{parts[1]}</li></ol></section>'
)
LANGUAGES = st.sampled_from(["en", "fa", "ps"])


@given(BODIES, TEXT, LANGUAGES, st.sets(st.sampled_from(sorted(FIXES)), min_size=1))
@settings(max_examples=400, deadline=None, database=None)
@example('<p>\u00a0\u00a0</p><p>"</p>', "'\"'", "en", {"spaces", "quotes"})
def test_fixed_text_is_canonical_and_has_nothing_left_to_fix(body, line, language, chosen):
    fixed = fix_text(body, chosen, language=language)
    title = fix_line(line, chosen, language=language)

    assert html.clean(fixed) == fixed
    assert fix_text(fixed, chosen, language=language) == fixed
    assert fix_line(title, chosen, language=language) == title
    assert html.count_words(fixed) == html.count_words(body)
    left = {finding.code for finding in check(title=title, standfirst="x", body=fixed, language=language)}
    assert left.isdisjoint(chosen)


@given(BODIES, LANGUAGES)
@settings(max_examples=100, deadline=None, database=None)
def test_text_without_a_finding_is_left_as_it_is(body, language):
    clean = html.clean(body)
    codes = {finding.code for finding in check(title="x", standfirst="x", body=clean, language=language)}

    assert fix_text(clean, FIXES.keys() - codes, language=language) == clean


if samples.ARE_HERE:

    @pytest.mark.parametrize(
        ("name", "language", "expected"),
        [
            ("helmand-fa.md", "fa", {}),
            ("education-ps.md", "ps", {}),
            ("moscows-gamble.txt", "en", {"paragraphs": 1}),
            ("transit-academic-en.md", "en", {"standfirst": 1, "links": 1, "quotes": 1}),
        ],
    )
    def test_samples_have_these_findings(name, language, expected):
        read = manuscripts.read((samples.FOLDER / name).read_bytes(), filename=name, language=language)
        found = check(
            title=read.proposals.title, standfirst=read.proposals.standfirst, body=read.body, language=language
        )
        assert {finding.code: finding.count for finding in found} == expected
