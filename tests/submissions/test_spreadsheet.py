"""A cell is never a formula, however it is disguised."""

import csv
import io

import pytest

from submissions.spreadsheet import as_csv, safe_cell

HOSTILE = [
    '=HYPERLINK("http://evil.example","x")',
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\tx",
    "\rx",
    "  =1+1",
    "\u00a0=1+1",
    "\u3000=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    "﹦1",
    "\u2212 1+1",
    "\ufeff=1+1",
    "\u200e=1+1",
    "\u202e=1+1",
    "\u200b \u2066=1+1",
    "\x00=1+1",
    "=cmd|' /C calc'!A0",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_cell_that_could_be_a_formula_is_neutral(text):
    assert safe_cell(text) == "'" + text


@pytest.mark.parametrize("text", ["", "AISS-2026-0042", "2026-11-30", "نوشتهٔ علمی", "a=b", "1-2", "'quoted", "   "])
def test_cell_that_is_no_formula_stays_as_it_is(text):
    assert safe_cell(text) == text


def test_cells_of_other_types_become_text():
    assert [safe_cell(value) for value in (None, 0, 12, -3)] == ["", "0", "12", "'-3"]


def test_file_keeps_every_cell_in_its_place():
    rows = [["a", 'b "quoted", with; comma', "two\nlines"], ["=1", "@x", "ی"]]
    data = as_csv(rows)
    assert data.startswith(b"\xef\xbb\xbf")
    read = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert read == [rows[0], ["'=1", "'@x", "ی"]]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_line_of_a_file_begins_a_formula(text):
    [[cell]] = csv.reader(io.StringIO(as_csv([[text]]).decode("utf-8-sig"), newline=""))
    assert cell.startswith("'")
