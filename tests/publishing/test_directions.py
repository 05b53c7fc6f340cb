import re

import pytest

from publishing.directions import is_foreign, isolated_where_mixed
from tests.publishing.making import publish


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("پل شیرخان", "en", True),
        ("پل شیرخان 2024", "en", True),
        ("The Bridge", "fa", True),
        ("OECD و افغانستان", "fa", False),
        ("OECD و افغانستان", "en", False),
        ("پل شیرخان", "ps", False),
        ("2024", "fa", False),
        ("", "en", False),
    ],
)
def test_text_is_foreign_where_no_letter_runs_the_way_of_its_language(text, language, expected):
    assert is_foreign(text, language) is expected


@pytest.mark.parametrize(
    ("text", "language", "around", "sign"),
    [
        ("The Bridge 2024", "en", "en", ""),
        ("پل شیرخان", "fa", "fa", ""),
        ("2024", "fa", "fa", ""),
        ("OECD و افغانستان", "fa", "fa", "\u2067"),
        ("OECD و افغانستان", "en", "en", "\u2066"),
        ("پل شیرخان", "fa", "en", "\u2067"),
        ("پل شیرخان", "en", "en", "\u2068"),
    ],
)
def test_title_is_isolated_where_directions_mix(text, language, around, sign):
    isolated = isolated_where_mixed(text, language, around=around)

    assert isolated == (f"{sign}{text}\u2069" if sign else text)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        "/en/",
        "/en/articles/",
        "/en/articles/bridge/",
        "/en/articles/bridge/cite/",
        "/en/articles/bridge/republish/",
        "/en/search/?q=%D9%BE%D9%84",
    ],
)
def test_title_in_another_script_keeps_its_direction_on_every_page(client, path):
    publish(slug="bridge", title="پل شیرخان!")

    page = client.get(path).text

    isolated = re.findall(r"<bdi[^>]*>(?:<mark>)?پل(?:</mark>)?\s*شیرخان!\s*</bdi>", page)
    assert isolated
    name = page.partition("<title>")[2].partition("</title>")[0]
    assert "پل" not in name or name.index("\u2068") < name.index("پل") < name.index("\u2069")
