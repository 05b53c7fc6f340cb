"""Real documents, as authors send them, where a folder of them stands beside the project."""

import re

import pytest

from publishing import html
from submissions import manuscripts
from submissions.manuscripts import export
from tests import samples
from tests.submissions.manuscripts.making import words_of_markdown

DOCUMENTS = sorted(path for path in samples.FOLDER.glob("*.*") if path.name != "README.md")
WITH_SOURCE = [path for path in DOCUMENTS if path.with_suffix(".md").exists()]
SEED = "moscows-gamble"
PRIVATE = "Zarghuna-Private"


def language_of(path):
    return path.stem[-2:] if path.stem[-3:] in {"-fa", "-ps"} else "en"


def read(path):
    return manuscripts.read(path.read_bytes(), filename=path.name, language=language_of(path))


def words(text):
    return re.findall(r"\w[\w\u200c]*", html.text_of(text))


@pytest.mark.parametrize("path", WITH_SOURCE, ids=lambda path: path.name)
def test_sample_keeps_all_words_in_order(path):
    assert words(read(path).body) == words_of_markdown(path.with_suffix(".md").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_sample_is_canonical_and_prints_nothing_twice(path):
    manuscript = read(path)
    found = manuscript.proposals

    assert html.clean(manuscript.body) == manuscript.body
    assert html.clean(found.body_without) == found.body_without
    assert "<span" not in manuscript.body
    assert 'dir="' not in manuscript.body
    taken = [found.title, found.standfirst, found.bio, f"By {found.byline}"]
    assert found.title
    assert found.byline
    assert found.bio
    assert [text for text in taken if text and text in html.text_of(found.body_without)] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_sample_comes_back_from_a_word_processor_file_unchanged(path):
    found = read(path).proposals
    made = export.to_docx(
        title=found.title,
        standfirst=found.standfirst,
        bylines=found.names,
        body=found.body_without,
        language=language_of(path),
        reference="AISS-2026-0042",
    )
    back = manuscripts.read(made, filename="AISS-2026-0042.docx", language=language_of(path)).proposals

    assert html.digest(back.body_without) == html.digest(found.body_without)
    assert (back.title, back.standfirst, back.names) == (found.title, found.standfirst, found.names)


@pytest.mark.parametrize("source", [".txt", ".docx", ".odt", "pasted"])
def test_seed_piece_has_seven_paragraphs(source):
    if source == "pasted":
        text = (samples.FOLDER / SEED).with_suffix(".txt").read_text(encoding="utf-8")
        manuscript = manuscripts.read_pasted(text, language="en")
    else:
        manuscript = read((samples.FOLDER / SEED).with_suffix(source))
    found = manuscript.proposals

    assert re.findall("<([a-z0-9]+)", found.body_without) == ["p"] * 7
    assert found.title == "Moscow’s Geopolitical Gamble on the Taliban"
    assert found.byline == "Bahar Mehr"
    assert found.standfirst.startswith("Russia’s decision to formally recognize")
    assert found.bio == "Bahar Mehr, Writer and Political Activist."
    assert "AISS" not in manuscript.body


@pytest.mark.parametrize("name", ["helmand-fa.docx", "helmand-fa.odt"])
def test_persian_sample_keeps_its_letters(name):
    body = read(samples.FOLDER / name).body

    assert "نه‌تنها" in body
    assert "۱۳۵۱ خورشیدی (۱۹۷۳ میلادی)" in body
    assert "(Dari, Pashto, English)؛" in body
    assert "<thead><tr><th><p>سال</p></th>" in body
    assert body.count("<li id=") == body.count('class="footnote-back"') == 2


@pytest.mark.parametrize("name", ["transit-academic-en.docx", "transit-academic-en.odt", "transit-academic-en.md"])
def test_academic_sample_keeps_its_structure(name):
    body = read(samples.FOLDER / name).proposals.body_without

    assert "does.</p><ul><li><p>This held" in body
    assert "air freight.</p></li></ul></li><li><p>Publicity" in body
    assert "H<sub>2</sub>O" in body
    assert "10<sup>-2</sup>" in body
    assert '<a href="https://example.org/pool?x=1&amp;y=2">' in body
    assert "<p>A longer treatment of timing, with a second paragraph.</p><p>This is that second paragraph" in body


def test_private_word_is_nowhere():
    manuscript = read(samples.FOLDER / "bridge-tracked-changes.docx")

    said = repr([manuscript.body, manuscript.proposals, manuscript.notes])
    assert "Zarghuna" not in said
    assert "more containers than in any year before" in said
    assert [(image.media_type, image.width, image.height) for image in manuscript.images] == [("image/jpeg", 640, 360)]
    data = manuscript.images[0].data
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        assert PRIVATE.encode(encoding) not in data
    assert b"Exif" not in data
    assert b"GPS" not in data
