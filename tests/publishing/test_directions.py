import pytest

from publishing.directions import is_foreign, isolated_where_mixed


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
