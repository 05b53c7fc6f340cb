"""An article cited in each style, to the letter."""

import hashlib

import pytest

from publishing.citations.names import one_line
from publishing.citations.styles import STYLES, cite
from tests.publishing.citations.items import HOSTILE, make_item

INSTITUTE = "Afghan Institute for Strategic Studies"
URL = "https://aiss.example/en/articles/the-bridge/"
ALI = {"family": "Khan", "given": "Ali Jan"}
MINA = {"family": "Rahimi", "given": "Mina"}
STONE = {"family": "Stone", "given": "Ann B."}
PERSIAN = {
    "language": "fa-AF",
    "title": "پل شیرخان",
    "author": [{"literal": "مینا رحیمی"}, {"literal": "علی خان"}],
    "container-title": "انستیتوت",
}
DIGESTS = {
    "apa.csl": "1ece4fb3c295e66d04b4394e295aa58a87741ceeef1658192437eb9953c2f13e",
    "chicago-author-date.csl": "002fade78d7e4fe9d42936a16b43a8066b097013f6255df40b1bfba6631eff9b",
    "modern-language-association.csl": "e1432698ef28938d044b06bd45ddcc57d6b974cec25f71007075646a11f99484",
}


def cited(**changes):
    return {citation.label: str(citation) for citation in cite(make_item(**changes))}


def test_styles_are_the_published_ones():
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in STYLES.glob("*.csl")}

    assert found == DIGESTS


def test_opinion_by_one_author():
    assert cited() == {
        "APA": f"Rahimi, M. (2025, July 8). The Bridge at Sher Khan. {INSTITUTE}. {URL}",
        "Chicago": f"Rahimi, Mina. 2025. “The Bridge at Sher Khan.” {INSTITUTE}, July 8. {URL}.",
        "MLA": f"Rahimi, Mina. “The Bridge at Sher Khan.” {INSTITUTE}, 8 July 2025, {URL}.",
    }


def test_academic_article_by_two_authors():
    assert cited(type="article-journal", author=[MINA, ALI]) == {
        "APA": f"Rahimi, M., & Khan, A. J. (2025). The Bridge at Sher Khan. {INSTITUTE}. {URL}",
        "Chicago": f"Rahimi, Mina, and Ali Jan Khan. 2025. “The Bridge at Sher Khan.” {INSTITUTE}, July 8. {URL}.",
        "MLA": f"Rahimi, Mina, and Ali Jan Khan. “The Bridge at Sher Khan.” {INSTITUTE}, July 2025, {URL}.",
    }


def test_translation_names_translator_and_original():
    assert cited(translator=[STONE], **{"original-title": "پل شیرخان"}) == {
        "APA": f"Rahimi, M. (2025, July 8). The Bridge at Sher Khan (A. B. Stone, Trans.). {INSTITUTE}. {URL} "
        "(Original work published as پل شیرخان)",
        "Chicago": "Rahimi, Mina. 2025. “The Bridge at Sher Khan.” Translated by Ann B. Stone. "
        f"{INSTITUTE}, July 8. Originally published as پل شیرخان. {URL}.",
        "MLA": "Rahimi, Mina. “The Bridge at Sher Khan.” "
        f"{INSTITUTE}, translated by Ann B. Stone, 8 July 2025, {URL}. Originally published as پل شیرخان.",
    }


def test_persian_names_are_not_inverted_and_both_years_stand():
    assert cited(**PERSIAN) == {
        "APA": f"مینا رحیمی, & علی خان. (2025 [1404], July 8). پل شیرخان. انستیتوت. {URL}",
        "Chicago": f"مینا رحیمی, and علی خان. 2025 [1404]. “پل شیرخان.” انستیتوت, July 8. {URL}.",
        "MLA": f"مینا رحیمی, and علی خان. “پل شیرخان.” انستیتوت, 8 July 2025 [1404], {URL}.",
    }


@pytest.mark.parametrize("language", ["fa-AF", "ps"])
def test_every_part_of_another_script_is_isolated(language):
    for citation in cite(make_item(**PERSIAN | {"language": language})):
        isolated = [(run.text, run.language) for run in citation.runs if run.is_isolated]
        assert isolated == [
            ("مینا رحیمی", ""),
            ("علی خان", ""),
            ("پل شیرخان", language),
            ("انستیتوت", language),
            (URL, ""),
        ]


def test_what_is_italic():
    italic = {
        citation.label: [run.text for run in citation.runs if run.is_italic]
        for citation in cite(make_item(type="article-journal"))
    }

    assert italic == {"APA": [INSTITUTE], "Chicago": [INSTITUTE], "MLA": [INSTITUTE]}
    assert [run for citation in cite(make_item(**PERSIAN)) for run in citation.runs if run.is_italic] == []


def test_end_of_title_is_not_doubled_and_inner_quotes_are_single():
    found = cited(title='Is "it" “open”?')

    assert 'July 8). Is "it" “open”? Afghan' in found["APA"]
    assert "2025. “Is ‘it’ ‘open’?” Afghan" in found["Chicago"]
    assert "Mina. “Is ‘it’ ‘open’?” Afghan" in found["MLA"]


@pytest.mark.parametrize("title", HOSTILE)
def test_title_passes_unchanged(title):
    title = one_line(title)

    citation = cite(make_item(title=title))[0]

    assert [run.text for run in citation.runs].count(title) == 1
    assert [run.text for run in citation.runs if run.is_isolated] == [title, INSTITUTE, URL]
