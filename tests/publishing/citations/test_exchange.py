"""The files for reference managers, read back by programs that are not ours."""

import json
import re

import bibtexparser
import jsonschema
import pytest
import rispy
from bibtexparser.middlewares import SeparateCoAuthors
from hypothesis import given
from hypothesis import strategies as st

from publishing.citations.exchange import bibtex, csl_json, ris
from publishing.citations.names import one_line
from tests.publishing.citations.items import HOSTILE, make_item

NAMES = [{"family": "Rahimi", "given": "Mina"}, {"literal": "علی خان"}, {"literal": "Desk and {Co}, Kabul"}]
NAME = {
    "type": "object",
    "properties": {part: {"type": "string"} for part in ("family", "given", "suffix", "literal")},
    "additionalProperties": False,
    "minProperties": 1,
}
# What the schema of CSL-JSON says of the fields that we write
CSL_SCHEMA = {
    "type": "array",
    "minItems": 1,
    "maxItems": 1,
    "items": {
        "type": "object",
        "properties": {
            "type": {"enum": ["webpage", "article-journal"]},
            **{name: {"type": "string"} for name in ("id", "title", "container-title", "URL", "language")},
            "original-title": {"type": "string"},
            "author": {"type": "array", "items": NAME, "minItems": 1},
            "translator": {"type": "array", "items": NAME, "minItems": 1},
            "issued": {
                "type": "object",
                "properties": {
                    "date-parts": {
                        "type": "array",
                        "items": {"type": "array", "items": {"type": "integer"}, "minItems": 3, "maxItems": 3},
                    }
                },
                "additionalProperties": False,
            },
        },
        "required": ["id", "type", "title", "author", "container-title", "issued", "URL", "language"],
        "additionalProperties": False,
    },
}
SIGNS = {"textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}", "textasciitilde": "~"}
SIGNS["textasciicircum"] = "^"


def without_latex(text):
    """Return what LaTeX would print."""
    return re.sub(r"\{\\(text[a-z]+)\}|\\([&%$#_])", lambda found: SIGNS.get(found[1]) or found[2], text)


def fields_of(text):
    library = bibtexparser.parse_string(text, append_middleware=[SeparateCoAuthors()])
    assert (library.failed_blocks, len(library.blocks)) == ([], 1)
    (entry,) = library.entries
    return entry, {field.key: field.value for field in entry.fields}


def is_balanced(text):
    depth = 0
    for sign in text:
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth < 0:
            return False
    return depth == 0


def test_bibtex_of_an_opinion():
    assert bibtex(make_item()) == (
        "@misc{the-bridge,\n"
        "  author = {Rahimi, Mina},\n"
        "  title = {{The Bridge at Sher Khan}},\n"
        "  howpublished = {{Afghan Institute for Strategic Studies}},\n"
        "  year = {2025},\n"
        "  month = jul,\n"
        "  day = {8},\n"
        "  url = {https://aiss.example/en/articles/the-bridge/},\n"
        "  language = {english},\n"
        "}\n"
    )


def test_bibtex_of_a_translation_has_every_name():
    item = make_item(type="article-journal", author=NAMES, translator=NAMES[:1], language="ps")
    entry, fields = fields_of(bibtex(item | {"original-title": "پل"}))

    assert (entry.entry_type, entry.key) == ("article", "the-bridge")
    assert [without_latex(name) for name in fields["author"]] == [
        "Rahimi, Mina",
        "{علی خان}",
        "{Desk and {Co}, Kabul}",
    ]
    assert fields["translator"] == ["Rahimi, Mina"]
    assert (fields["origtitle"], fields["language"]) == ("{پل}", "pashto")
    assert fields["journal"] == "{Afghan Institute for Strategic Studies}"


@pytest.mark.parametrize("title", HOSTILE)
def test_every_format_gives_the_title_back(title):
    gives_title_back(title)


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=60))
def test_every_format_gives_any_title_back(title):
    gives_title_back(title)


def gives_title_back(title):
    title = one_line(f"A {title} Z")
    item = make_item(title=title)

    assert is_balanced(bibtex(item))
    assert without_latex(fields_of(bibtex(item))[1]["title"][1:-1]) == title
    (record,) = rispy.loads(ris(item))
    assert record["title"] == title
    assert json.loads(csl_json(item)) == [item]


def test_ris_of_a_translation():
    item = make_item(type="article-journal", author=NAMES, translator=NAMES[:1], **{"original-title": "پل"})
    text = ris(item)
    (record,) = rispy.loads(text)

    assert text.endswith("ER  - \r\n")
    assert record == {
        "type_of_reference": "JOUR",
        "id": "the-bridge",
        "authors": ["Rahimi, Mina", "علی خان", "Desk and {Co} Kabul"],
        "title": "The Bridge at Sher Khan",
        "secondary_title": "Afghan Institute for Strategic Studies",
        "year": "2025",
        "date": "2025/07/08",
        "language": "en",
        "subsidiary_authors": ["Rahimi, Mina"],
        "original_publication": "پل",
        "urls": ["https://aiss.example/en/articles/the-bridge/"],
    }


def test_csl_json_keeps_to_the_schema():
    item = make_item(author=NAMES, translator=NAMES[:1], **{"original-title": "پل"})

    jsonschema.validate(json.loads(csl_json(item)), CSL_SCHEMA)
