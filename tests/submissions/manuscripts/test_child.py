"""The two places for conversions on a machine."""

import pytest

from submissions import manuscripts
from submissions.manuscripts import child
from tests.submissions.manuscripts.making import docx, paragraph


def test_third_conversion_waits_then_asks_to_come_back(monkeypatch):
    monkeypatch.setattr(child, "WAIT_SECONDS", 0.2)
    data = docx(paragraph("a"))

    with child.slot(), child.slot():
        with pytest.raises(manuscripts.ConversionBusy) as busy:
            manuscripts.read(data, filename="a.docx", language="en")
        assert str(busy.value).endswith("what you typed is kept.")
        assert manuscripts.read_pasted("a", language="en").body == "<p>a</p>"

    assert manuscripts.read(data, filename="a.docx", language="en").body == "<p>a</p>"


def test_slot_is_given_back_after_a_failure():
    for _ in range(child.SLOTS + 1):
        with pytest.raises(ValueError, match="x"), child.slot():
            raise ValueError("x")
