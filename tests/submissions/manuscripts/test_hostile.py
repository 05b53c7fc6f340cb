"""Files that are broken, wrong or meant to harm: each gets a sentence within seconds, and nothing else happens."""

import re
import socket
import struct
import time
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from submissions import manuscripts
from submissions.manuscripts import archive, formats
from tests.submissions.manuscripts.making import (
    RELATION,
    TYPES,
    docx,
    docx_parts,
    odt_parts,
    overlapped,
    pandoc,
    paragraph,
    zipped,
)

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ENCRYPTED = OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le")
EXTERNAL = '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(letter)} "{f"&{chr(letter - 1)};" * 10}">' for letter in range(98, 108)
)
GOOD_PARTS = [part.encode() for part in docx_parts(paragraph("Good words.")).values()]
GOOD = docx(paragraph("Good words."))


def bomb(size=300):
    """Return a .docx of 300 KB with a part of `size` MB."""
    parts = docx_parts("")
    return zipped(parts | {"word/document.xml": b"<!--" + b"A" * (size * 1024 * 1024) + b"-->"})


def lying(declared):
    """Return a .docx whose text is longer than its headers say."""
    parts = docx_parts(paragraph("A" * 100_000))
    packed = zipped(parts)
    size = struct.pack("<I", len(parts["word/document.xml"]))
    return packed.replace(size, struct.pack("<I", declared))


def encrypted_entries():
    packed = bytearray(GOOD)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for found in re.finditer(re.escape(signature), GOOD):
            packed[found.start() + offset] |= 1
    return bytes(packed)


FILES = {
    "empty": ("a.docx", b"", "empty"),
    "white space": ("a.txt", b" \n\t\n", "empty"),
    "too large": ("a.docx", b"PK\x03\x04" + bytes(formats.MOST_BYTES), "too_large"),
    "unknown name": ("a.pages", GOOD, "unknown_type"),
    "no suffix": ("docx", GOOD, "unknown_type"),
    "picture as docx": ("a.docx", b"\x89PNG\r\n\x1a\n", "mismatch"),
    "page as docx": ("a.docx", b"<html><script>alert(1)</script></html>", "mismatch"),
    "rtf as docx": ("a.docx", rb"{\rtf1 a}", "mismatch"),
    "docx as odt": ("a.odt", GOOD, "mismatch"),
    "odt as docx": ("a.docx", zipped(odt_parts("<text:p>a</text:p>")), "mismatch"),
    "docx as txt": ("a.txt", GOOD, "mismatch"),
    "docx as rtf": ("a.rtf", GOOD, "mismatch"),
    "zip as docx": ("a.docx", zipped({"a.txt": "a"}), "mismatch"),
    "spreadsheet as docx": (
        "a.docx",
        zipped({"[Content_Types].xml": TYPES.replace("wordprocessing", "spreadsheet")}),
        "mismatch",
    ),
    "old doc as docx": ("a.docx", OLE + bytes(600), "mismatch"),
    "docx with a password": ("a.docx", ENCRYPTED, "protected"),
    "zip with a password": ("a.docx", encrypted_entries(), "protected"),
    "odt with a password": (
        "a.odt",
        zipped(odt_parts("") | {"META-INF/manifest.xml": "<m><encryption-data/></m>"}),
        "protected",
    ),
    "docm": ("a.docm", GOOD, "macros"),
    "docm as docx": (
        "a.docx",
        zipped(docx_parts("") | {"[Content_Types].xml": TYPES.replace("document.main", "document.macroEnabled.main")}),
        "macros",
    ),
    "macros in a docx": ("a.docx", zipped(docx_parts("") | {"word/vbaProject.bin": b"x"}), "macros"),
    "bomb": ("a.docx", bomb(), "oversized"),
    "bomb in an odt": ("a.odt", zipped(odt_parts("") | {"content.xml": b"A" * 50_000_000}), "oversized"),
    "overlapped": ("a.docx", overlapped(), "oversized"),
    "lying header": ("a.docx", lying(1000), "oversized"),
    "header that boasts": ("a.docx", lying(200_000), "broken"),
    "too many parts": ("a.docx", zipped(dict.fromkeys(map(str, range(2001)), b"")), "oversized"),
    "twins": ("a.docx", zipped(docx_parts("") | {"Word/Document.xml": "b"}), "broken"),
    "path out of the archive": ("a.docx", zipped(docx_parts("") | {"../a.xml": "a"}), "broken"),
    "unusual compression": ("a.docx", zipped(docx_parts("a"), compression=zipfile.ZIP_BZIP2), "broken"),
    "external entity": ("a.docx", docx("&x;", before=EXTERNAL), "broken"),
    "billion laughs": ("a.docx", docx("&k;", before=f"{ENTITIES}]>"), "broken"),
    "doctype in utf-16": (
        "a.docx",
        zipped(docx_parts("") | {"word/document.xml": '<?xml version="1.0"?><!DOCTYPE a><a/>'.encode("utf-16")}),
        "broken",
    ),
    "doctype in an odt": ("a.odt", zipped(odt_parts("") | {"content.xml": "<!DOCTYPE a><a/>"}), "broken"),
    "bad xml": ("a.docx", docx("<w:p>"), "broken"),
    "no text": ("a.docx", docx("<w:p/>"), "no_text"),
    "a million elements deep": ("a.docx", docx("<w:ins>" * 10**6 + "</w:ins>" * 10**6), "oversized"),
    "more elements than a text has": ("a.docx", docx("<w:p/>" * 1_000_001), "oversized"),
    "deep rtf": ("a.rtf", b"{\\rtf1 " + b"{" * 10**6, "oversized"),
    "null in text": ("a.txt", b"a\0b", "not_text"),
    "control characters in text": ("a.md", b"a\x01b", "not_text"),
    "program as text": ("a.txt", b"\x7fELF", "mismatch"),
    "too long": ("a.txt", b"word " * 2_000_000, "too_long"),
    "one endless word": ("a.txt", b"&" * 2_000_000, "too_long"),
    "too long as rtf": ("a.rtf", b"{\\rtf1 " + b"word\\par " * 60_001 + b"}", "too_long"),
}  # fmt: skip


def code_of(data, name):
    with pytest.raises(manuscripts.ManuscriptRefused) as refused:
        manuscripts.read(data, filename=name, language="en")
    assert str(refused.value).endswith(".")
    return refused.value.code


@pytest.mark.parametrize(("name", "data", "code"), [*FILES.values()], ids=[*FILES])
def test_read_refuses_with_a_sentence_within_seconds(name, data, code):
    started = time.monotonic()

    assert code_of(data, name) == code
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_read_refuses_a_file_cut_short_anywhere(kind):
    whole = pandoc("Some words.", kind)

    assert {code_of(whole[:length], f"a.{kind}") for length in range(4, len(whole), len(whole) // 20)} == {"broken"}


@given(st.binary(min_size=1, max_size=300), st.sampled_from(["docx", "odt", "rtf"]), st.booleans())
@settings(max_examples=60, deadline=None, database=None)
def test_read_refuses_random_bytes(data, kind, is_zip):
    with pytest.raises(manuscripts.ManuscriptRefused):
        manuscripts.read(b"PK\x03\x04" * is_zip + data, filename=f"a.{kind}", language="en")


@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=8))
@settings(max_examples=60, deadline=None, database=None)
def test_read_takes_or_refuses_a_damaged_file(changes):
    data = bytearray(GOOD)
    for position, value in changes:
        data[position] = value
    with suppress(manuscripts.ManuscriptRefused):
        whole = archive.Archive(bytes(data))
        assert {len(whole.read(name)) for name in whole.names()} <= {len(part) for part in GOOD_PARTS}


def test_read_keeps_the_words_of_a_bad_link_alone():
    body = '<w:p><w:hyperlink r:id="rId9"><w:r><w:t>words</w:t></w:r></w:hyperlink></w:p>'
    relation = RELATION.format("rId9", "hyperlink", "javascript:alert(1)", ' TargetMode="External"')

    assert manuscripts.read(docx(body, relations=relation), filename="a.docx", language="en").body == "<p>words</p>"


def test_read_asks_nobody_for_an_image():
    graphic = '<a:graphicData><pic:pic><pic:blipFill><a:blip r:link="rId9"/></pic:blipFill></pic:pic></a:graphicData>'
    drawing = f"<w:drawing><wp:inline><a:graphic>{graphic}</a:graphic></wp:inline></w:drawing>"
    image = f"<w:p><w:r><w:t>words</w:t></w:r><w:r>{drawing}</w:r></w:p>"
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/x.png"
        relation = RELATION.format("rId9", "image", address, ' TargetMode="External"')
        manuscript = manuscripts.read(docx(image, relations=relation), filename="a.docx", language="en")
        marked = manuscripts.read(f"words ![x]({address})".encode(), filename="a.md", language="en")
        with pytest.raises(TimeoutError):
            listener.accept()

    assert (manuscript.body, manuscript.images) == ("<p>words</p>", ())
    assert (marked.body, len(marked.notes)) == ("<p>words</p>", 1)


def test_markdown_holds_no_html_no_tex_and_no_files():
    text = (
        b"<script>alert(1)</script>\n\n\\input{/etc/passwd} costs $20 or US$50 million\n\n```{=html}\n<b>x</b>\n```\n"
    )
    body = manuscripts.read(text, filename="a.md", language="en").body

    assert body == (
        "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n<p>\\input{/etc/passwd} costs $20 or US$50 million</p>\n"
        "<p>{=html} &lt;b&gt;x&lt;/b&gt;</p>"
    )
