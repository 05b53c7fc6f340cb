import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishing.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("", ""),
        ("  ?! …  ", ""),
        ("Café’s don't ÉTÉ", "cafes dont ete"),
        ("كابل و يك", "کابل و یک"),
        ("می‌روم، ۱۲۳ و ١٢٣", "میروم 123 و 123"),
        ("مسألةٌ آبــی ۀ", "مساله ابی ه"),
        ("ښځې ګټه", "ښځی گټه"),
        ("ﬁne Straße", "fine strasse"),
        ("AISS-2026-0042", "aiss 2026 0042"),
        ("one\x00two\u200etwo", "one twotwo"),
    ],
)
def test_fold_leaves_what_readers_take_for_the_same(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)
