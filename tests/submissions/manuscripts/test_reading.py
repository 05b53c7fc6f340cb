"""From a file to clean text: everything an author wrote, nothing that the file says about the author."""

import re

import pytest

from publishing import html
from submissions import manuscripts
from tests.submissions.manuscripts.making import (
    RELATION,
    docx,
    docx_parts,
    odt_parts,
    pandoc,
    paragraph,
    picture,
    words_of_markdown,
    zipped,
)

PIECE = """---
title: "پل دوستی: مرزی که باز است"
author: "نرگس آریا"
---

نویسنده: نرگس آریا

*این پل هر روز بار می‌برد، اما آدم نه؛ و این یک انتخاب است، نه یک سرنوشت.*

رودخانهٔ هلمند بیش از ۱۱۵۰ کیلومتر را می‌پیماید و آنگاه به تالاب‌ها می‌رسد.[^1] **هر دو** سو (Dari, Pashto) تشنه‌اند.

## آنچه تعرفه می‌گوید

1. موترها به وزن می‌پردازند.
2. مردم به کاغذ.

> «پل جمله‌ای است با دو پایان.»

| سال | بار |
|-----|----:|
| ۱۴۰۲ | ۴۱۰۰۰ |

برای H~2~O و 10^-2^ ارزش، [اینجا](https://example.org/a) را ببینید.[^2]

نرگس آریا، پژوهشگر منابع آب.

[^1]: طول دقیق رودخانه روشن نیست.
[^2]: مقایسه شود با کمیسیون رود سند.

    بند دوم یادداشت.
"""


def read(data, name="text.docx", language="en"):
    return manuscripts.read(data, filename=name, language=language)


def words(text):
    return re.findall(r"\w[\w\u200c]*", html.text_of(text))


@pytest.mark.parametrize("kind", ["docx", "odt", "md"])
def test_read_keeps_all_words_in_order(kind):
    data = PIECE.encode() if kind == "md" else pandoc(PIECE, kind)
    read_piece = read(data, f"piece.{kind}", "fa")

    assert words(read_piece.body) == words_of_markdown(PIECE)
    assert read_piece.format == kind


@pytest.mark.parametrize("kind", ["docx", "odt", "md"])
def test_read_keeps_the_structure(kind):
    data = PIECE.encode() if kind == "md" else pandoc(PIECE, kind)
    body = read(data, f"piece.{kind}", "fa").proposals.body_without

    lines = body.split("\n")
    assert [re.match("<([a-z0-9]+)", line)[1] for line in lines] == [
        "p", "h2", "ol", "blockquote", "table", "p", "section"
    ]  # fmt: skip
    assert lines[0].startswith("<p>رودخانهٔ هلمند بیش از ۱۱۵۰ کیلومتر را می‌پیماید")
    assert "<strong>هر دو</strong> سو (Dari, Pashto) تشنه‌اند." in lines[0]
    assert "<thead><tr><th><p>سال</p></th>" in lines[4]
    assert 'H<sub>2</sub>O و 10<sup>-2</sup> ارزش، <a href="https://example.org/a">اینجا</a> را' in lines[5]
    assert lines[6].count("<li id=") == 2
    assert "<p>مقایسه شود با کمیسیون رود سند.</p><p>بند دوم یادداشت. <a" in lines[6]


def test_read_says_direction_only_where_it_differs():
    text = "متن فارسی با چند واژه.\n\nOne line that runs the other way (انگلیسی).\n\n> English here"
    persian = read(pandoc(text, "docx"), language="fa").body
    english = read(pandoc(text, "docx"), language="en").body

    assert [re.findall('dir="([a-z]+)"', line) for line in persian.split("\n")] == [[], ["ltr"], ["ltr"]]
    assert [re.findall('dir="([a-z]+)"', line) for line in english.split("\n")] == [["rtl"], [], []]
    assert '<blockquote dir="ltr"><p>English here</p></blockquote>' in persian


def test_read_asks_about_the_language_when_most_runs_the_other_way():
    assert len(read("متن فارسی\n\nو باز هم".encode(), "a.txt", "en").notes) == 1
    assert read("متن فارسی\n\nو باز هم".encode(), "a.txt", "fa").notes == ()


def test_read_moves_headings_below_the_title_of_the_page():
    body = read(b"text\n\n# a\n\n## b\n\n##### c\n", "a.md").body

    assert body == "<p>text</p>\n<h2>a</h2>\n<h3>b</h3>\n<h4>c</h4>"


def test_read_accepts_tracked_changes_and_drops_comments():
    body = (
        '<w:p><w:r><w:t xml:space="preserve">Stays </w:t></w:r>'
        '<w:ins w:id="1" w:author="Zarghuna-Private"><w:r><w:t>inserted</w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="Zarghuna-Private"><w:r><w:delText>Zarghuna-Private</w:delText></w:r></w:del>'
        '<w:commentRangeStart w:id="0"/><w:r><w:t>.</w:t></w:r><w:commentRangeEnd w:id="0"/>'
        '<w:r><w:commentReference w:id="0"/></w:r>'
        '<w:moveFrom w:id="3" w:author="x"><w:r><w:t>Zarghuna-Private</w:t></w:r></w:moveFrom></w:p>'
    )
    parts = docx_parts(body, relations=RELATION.format("rId9", "comments", "comments.xml", ""))
    parts["word/comments.xml"] = (
        '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f'<w:comment w:id="0" w:author="Zarghuna-Private">{paragraph("Zarghuna-Private")}</w:comment></w:comments>'
    )
    parts["docProps/core.xml"] = "<a>Zarghuna-Private</a>"
    manuscript = read(zipped(parts))

    assert manuscript.body == "<p>Stays inserted.</p>"
    assert "Zarghuna" not in repr(manuscript)
    assert len(manuscript.notes) == 2


def test_read_drops_what_odt_tracks_and_comments():
    body = (
        '<text:tracked-changes><text:changed-region text:id="c"><text:deletion><office:change-info>'
        "<dc:creator>Zarghuna-Private</dc:creator></office:change-info><text:p>Zarghuna-Private</text:p></text:deletion>"
        '</text:changed-region></text:tracked-changes><text:p>Stays<text:change text:change-id="c"/>.'
        "<office:annotation><dc:creator>Zarghuna-Private</dc:creator><text:p>Zarghuna-Private</text:p></office:annotation>"
        "</text:p>"
    )
    manuscript = read(zipped(odt_parts(body)), "a.odt")

    assert manuscript.body == "<p>Stays.</p>"
    assert "Zarghuna" not in repr(manuscript)
    assert len(manuscript.notes) == 2


def test_read_leaves_hidden_text_out():
    hidden = "<w:rPr><w:vanish/></w:rPr>"
    shown = '<w:rPr><w:vanish w:val="0"/></w:rPr>'
    run = "<w:r>{}<w:t>{}</w:t></w:r>"
    body = f"<w:p>{run.format('', 'a')}{run.format(hidden, 'secret')}{run.format(shown, 'b')}</w:p>"
    style = '<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>'
    odt = zipped(odt_parts('<text:p>a<text:span text:style-name="H">secret</text:span>b</text:p>', styles=style))

    for manuscript in (read(docx(body)), read(odt, "a.odt")):
        assert manuscript.body == "<p>ab</p>"
        assert manuscript.notes == ("Hidden text was left out.",)


def test_read_keeps_struck_words_and_says_so():
    manuscript = read(docx("<w:p><w:r><w:rPr><w:strike/></w:rPr><w:t>a</w:t></w:r></w:p>"))

    assert manuscript.body == "<p>a</p>"
    assert manuscript.notes == ("Struck-out words are plain words now. Please take out those you do not want.",)


def test_read_takes_images_out_and_keeps_them_without_metadata():
    parts = docx_parts(paragraph("a"))
    parts |= {"word/media/image10.png": picture("PNG"), "word/media/image2.jpg": picture()}
    parts |= {"word/media/image3.jpg": picture(), "docProps/thumbnail.jpeg": picture()}
    parts |= {"word/media/image4.wmf": b"\xd7\xcd\xc6\x9a"}
    manuscript = read(zipped(parts))

    # the photograph lay on its side and stands now; the same one twice is one
    assert [(image.media_type, image.width, image.height) for image in manuscript.images] == [
        ("image/jpeg", 30, 40),
        ("image/png", 30, 40),
    ]
    assert [b"Zarghuna" in image.data or b"Exif" in image.data for image in manuscript.images] == [False, False]
    assert manuscript.notes == (
        "2 images were taken out of the text and kept for the editors.",
        "1 image could not be read. Please send it to the desk as PNG or JPEG.",
    )
    assert manuscript.body == "<p>a</p>"


def test_read_takes_no_more_than_twenty_images():
    parts = docx_parts(paragraph("a"))
    parts |= {f"word/media/image{number}.png": picture("PNG", size=(number, 5)) for number in range(1, 23)}
    manuscript = read(zipped(parts))

    assert [image.height for image in manuscript.images] == list(range(1, 21))
    assert len(manuscript.notes) == 2


def test_read_refuses_an_image_of_too_many_pixels_alone():
    parts = docx_parts(paragraph("a"))
    parts |= {"word/media/a.png": picture("PNG", size=(6000, 6000)), "word/media/b.png": picture("PNG")}

    assert len(read(zipped(parts)).images) == 1
