"""The table of an import, as spreadsheets of several countries save it."""

import pytest

from submissions.importing import TableRefused
from submissions.importing.rows import read_table
from tests.submissions.importing.making import make_folder

ROW = {"file": "a.txt", "authors": "Mina; Karim", "date": "2019-05-03"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_table_is_read_as_spreadsheets_save_it(tmp_path, encoding, delimiter):
    (row,) = read_table(make_folder(tmp_path, ROW, encoding=encoding, delimiter=delimiter))

    assert (row.number, row["file"], row.several("authors")) == (2, "a.txt", ("Mina", "Karim"))
    assert row["licence"] == ""


def test_table_may_have_blank_lines_and_columns_without_a_name(tmp_path):
    (tmp_path / "articles.csv").write_text("File,,First published in\n\n a.txt ,x,Paper\n,,\nb.txt\n", encoding="utf-8")

    rows = read_table(tmp_path)

    assert [(row.number, row["file"], row["first_published_in"]) for row in rows] == [
        (3, "a.txt", "Paper"),
        (5, "b.txt", ""),
    ]


@pytest.mark.parametrize(
    "content",
    [
        None,
        b"",
        b"title,date\nx,y\n",
        b"file,titel\na.txt,x\n",
        b"file,file\na.txt,x\n",
        "file\n\u067e".encode("utf-16"),
        "file\né".encode("latin-1"),
        b"file\n" + b"x" * 200_000,
    ],
)
def test_table_that_cannot_be_read_says_why(tmp_path, content):
    if content is not None:
        (tmp_path / "articles.csv").write_bytes(content)

    with pytest.raises(TableRefused) as refusal:
        read_table(tmp_path)
    assert "articles.csv" in str(refusal.value)
