"""A clean .docx of a version: it names nobody, and what comes back is what went out."""

import io
import zipfile

import pytest
from lxml import etree

from publishing import html
from submissions import manuscripts
from submissions.manuscripts import child, export

BODY = html.clean(
    "<p>One <strong>bold <em>and slanted</em></strong> H<sub>2</sub>O, 10<sup>-2</sup>, "
    '<a href="https://example.org/?a=1&amp;b=2">a <em>link</em></a><a href="#fn1">1</a>.<br>A new line.</p>'
    '<h2>Heading<a href="#fn2">2</a></h2><h3>Lower</h3>'
    "<ol start=3><li><p>a</p><p>second paragraph</p><ul><li>b<ol><li>c</li></ol></li></ul></li><li>d</li></ol>"
    "<ul><li>e</li></ul><ul><li>f</li></ul><blockquote><p>q</p><p>r</p></blockquote>"
    "<table><tr><th></th><th align=right>1</th></tr><tr><td>x</td><td align=right>2</td></tr>"
    "<tr><td></td><td align=right>y<br>z</td></tr></table>"
    "<p>A - b -- c ... \"d\" 'e' $f$ *g* _h_ #i @j [k](l) \\m &lt;n&gt; &amp;amp; \u00a0o\u200cp</p><p>* * *</p>"
    '<section class="footnotes"><ol><li id="fn1"><p>First.</p><p>Second <em>paragraph</em>.</p></li>'
    '<li id="fn2">Last.</li></ol></section>'
)
PERSIAN = html.clean("<p>آیندهٔ رودخانهٔ هلمند (Helmand) می‌رود.<a href='#n'>۱</a></p><p dir=ltr>All English.</p>"
    "<ul><li>یک</li></ul><section class=footnotes><ol><li id=n>یادداشت</li></ol></section>")  # fmt: skip


def made(**changes):
    fields = {
        "title": "A Title & more",
        "standfirst": "What it is about.",
        "bylines": ["Bahar Mehr", "N. Aria"],
        "body": BODY,
        "language": "en",
        "reference": "AISS-2026-0042",
    }
    return export.to_docx(**fields | changes)


def parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {entry.filename: (archive.read(entry), entry.date_time) for entry in archive.infolist()}


@pytest.mark.parametrize(("language", "body"), [("en", BODY), ("fa", PERSIAN), ("ps", PERSIAN)])
def test_export_comes_back_as_it_went(language, body):
    back = manuscripts.read(made(language=language, body=body), filename="AISS-2026-0042.docx", language=language)

    assert back.proposals.body_without == body
    assert back.proposals.title == "A Title & more"
    assert back.proposals.standfirst == "What it is about."
    assert back.proposals.names == ("Bahar Mehr", "N. Aria")


def test_export_that_comes_back_is_not_guessed_at():
    body = html.clean(
        "<p>By Somebody Else</p><p>A short line before it.</p><p>A much longer line than the one before.</p>"
    )
    back = manuscripts.read(made(body=body, standfirst="", bylines=[]), filename="a.docx", language="en")

    assert back.proposals.body_without == body
    assert (back.proposals.byline, back.proposals.standfirst) == ("", "")


def test_export_tells_nothing_but_the_text():
    content = parts(made())

    assert {date for _part, date in content.values()} == {(1980, 1, 1, 0, 0, 0)}
    core = etree.fromstring(content["docProps/core.xml"][0])
    assert {etree.QName(element).localname: element.text for element in core} == {
        "title": "AISS-2026-0042",
        "creator": None,
        "category": "Editorial desk copy",
        "created": "2000-01-01T00:00:00Z",
        "modified": "2000-01-01T00:00:00Z",
    }
    assert len(etree.fromstring(content["docProps/custom.xml"][0])) == 0
    assert len(etree.fromstring(content["word/comments.xml"][0])) == 0


def test_export_of_the_same_text_is_the_same_file():
    assert made() == made()


def test_export_writes_notes_as_notes():
    content = parts(made())

    assert content["word/document.xml"][0].count(b"<w:footnoteReference ") == 2
    assert b"Second" in content["word/footnotes.xml"][0]
    assert b"footnote-back" not in content["word/document.xml"][0]


def test_export_runs_from_right_to_left():
    document = parts(made(language="fa", body=PERSIAN))["word/document.xml"][0]
    paragraphs = etree.fromstring(document).findall(".//{*}body/{*}p")

    assert [paragraph.find("{*}pPr/{*}bidi") is not None for paragraph in paragraphs] == [True] * 5 + [False, True]


def test_export_without_front_matter_has_none():
    back = manuscripts.read(made(title="", standfirst="", bylines=["", ""]), filename="a.docx", language="en")

    assert back.body == BODY
    assert back.proposals.title == ""


def test_export_says_when_it_fails(monkeypatch):
    monkeypatch.setitem(child.run.__kwdefaults__, "most_output", 10)
    monkeypatch.setitem(child.run.__kwdefaults__, "seconds", 0)

    with pytest.raises(export.ExportFailed, match="Please try again"):
        made()
