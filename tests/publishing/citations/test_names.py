"""Which names are inverted, and which stand as they are."""

import pytest

from publishing.citations.names import csl_name


@pytest.mark.parametrize(
    ("printed", "parts"),
    [
        ("Mina Rahimi", {"family": "Rahimi", "given": "Mina"}),
        ("Dr. Ali Jan Khan", {"family": "Khan", "given": "Ali Jan"}),
        ("Prof. Dr. Zoë  O’Neil-Çelik", {"family": "O’Neil-Çelik", "given": "Zoë"}),
        ("Ali Khan, Jr.", {"family": "Khan", "given": "Ali", "suffix": "Jr."}),
        ("Zalmai", {"literal": "Zalmai"}),
        ("Dr. Zalmai", {"literal": "Zalmai"}),
        ("داکتر مینا رحیمی", {"literal": "مینا رحیمی"}),
        ("مینا Rahimi", {"literal": "مینا Rahimi"}),
        ("The Kabul Desk", {"literal": "The Kabul Desk"}),
        ("Mina and Ali", {"literal": "Mina and Ali"}),
        ("Mina {Rahimi}", {"literal": "Mina {Rahimi}"}),
        ("Writer 2025", {"literal": "Writer 2025"}),
    ],
)
def test_name(printed, parts):
    assert csl_name(printed) == parts


def test_whole_name_is_not_inverted():
    assert csl_name("Dr. Night Owl", is_whole=True) == {"literal": "Night Owl"}
