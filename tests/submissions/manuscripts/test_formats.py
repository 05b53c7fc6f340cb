"""What a file is, and which letters its bytes are."""

import pytest

from submissions import manuscripts
from submissions.manuscripts import formats

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
PERSIAN = "نویسنده: نرگس آریا\nآب مرز نمی‌شناسد، ولی قانون می‌شناسد."


@pytest.mark.parametrize(("name", "data"), [("a.pdf", b"%PDF-1.7\n"), ("A.PDF", b"\n%PDF-1.4"), ("a.doc", OLE + b"x")])
def test_doc_and_pdf_are_kept_as_sent(name, data):
    assert manuscripts.is_kept_as_sent(name, data)


@pytest.mark.parametrize("name", ["a.docx", "a.odt", "a.txt", "a", "", "pdf", "a.pdf.txt"])
def test_other_files_are_not_kept_as_sent(name):
    assert not manuscripts.is_kept_as_sent(name, b"%PDF-")


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.pdf", b"", "empty"),
        ("a.pdf", b"%PDF-" + bytes(formats.MOST_BYTES), "too_large"),
        ("a.pdf", b"PK\x03\x04", "mismatch"),
        ("a.doc", b"%PDF-", "mismatch"),
        ("a.doc", rb"{\rtf1 a}", "mismatch"),
        ("a.doc", OLE + "EncryptedPackage".encode("utf-16-le"), "protected"),
    ],
)
def test_doc_and_pdf_are_refused_when_they_are_none(name, data, code):
    with pytest.raises(manuscripts.ManuscriptRefused) as refused:
        manuscripts.is_kept_as_sent(name, data)

    assert refused.value.code == code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256"])
def test_decoded_knows_how_persian_is_written(encoding):
    # the Arabic code page has no Persian ye
    text = PERSIAN.replace("ی", "ي") if encoding == "cp1256" else PERSIAN

    assert formats.decoded(text.encode(encoding)).removeprefix("\ufeff") == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "cp1252"])
def test_decoded_knows_how_english_is_written(encoding):
    text = "“It’s a café”, she said — in Kabul.\nAnd left."

    assert formats.decoded(text.encode(encoding)).removeprefix("\ufeff") == text


@pytest.mark.parametrize("data", [b"a\0\0b", b"\x01\x02", bytes(range(256)), b"\xff\xfe\xd8", b"words \x81\x8d words"])
def test_decoded_refuses_what_is_no_text(data):
    with pytest.raises(manuscripts.ManuscriptRefused) as refused:
        formats.decoded(data)

    assert refused.value.code == "not_text"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.TXT", "txt"),
        ("a.b.md", "md"),
        ("a.markdown", "md"),
        ("نام.txt", "txt"),
        ("../../x.txt ", "txt"),
        ("\0.txt", "txt"),
    ],
)
def test_format_of_reads_the_last_part_of_a_name_alone(name, kind):
    assert formats.format_of(name, b"words") == kind
