"""What the rich text editor makes of other programs' clipboards."""

import pytest

from publishing.html import clean, from_plain_text
from tests.e2e.editing import open_editor

pytestmark = [pytest.mark.e2e, pytest.mark.urls("tests.e2e.editor_urls")]

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator content="Word 15">
<style>p.MsoNormal {margin:0cm; font-family:"Calibri",sans-serif;} @page {size:595.3pt 841.9pt;}</style></head>
<body lang=EN-GB style='tab-interval:36.0pt'><!--StartFragment-->
<h1 style='color:#2F5496'>Heading<o:p></o:p></h1>
<p class=MsoNormal style='margin-bottom:8pt'><b style='mso-bidi-font-weight:normal'>Bold</b> and
<span style='font-style:italic;background:yellow'>italic</span> and <u>underlined</u><o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol;mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span>
<![endif]>first<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>1.<span>&nbsp;&nbsp; </span></span><![endif]>inner</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>·<span>&nbsp; </span></span><![endif]>second</p>
<table class=MsoTableGrid border=1 style='border-collapse:collapse'><tr><td width=200 style='width:150pt'>
<p class=MsoNormal>a</p></td><td><p class=MsoNormal>b</p></td></tr></table>
<p class=MsoNormal dir=RTL style='text-align:right;direction:rtl'><img src="https://example.org/track.gif">پایان</p>
<p class=MsoNormal><a href="javascript:alert(1)" onclick="alert(1)">bad</a><script>alert(1)</script></p>
<!--EndFragment--></body></html>"""

# As each program puts a passage with a footnote on the clipboard
WORD_NOTES = """<html xmlns:w="urn:schemas-microsoft-com:office:word"><body lang=FA><!--StartFragment-->
<p class=MsoNormal dir=RTL style='direction:rtl;unicode-bidi:embed'><span lang=FA>آب هلمند</span><a
style='mso-footnote-id:ftn1' href="file:///C:/Users/Z/clip.htm#_ftn1" name="_ftnref1" title=""><span
class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if !supportFootnotes]><span
class=MsoFootnoteReference><span lang=EN-US>[1]</span></span><![endif]></span></span></a><span lang=FA> و
</span><span dir=LTR lang=EN-GB>Kajaki Dam</span><span lang=FA> پایین</span><a style='mso-footnote-id:ftn2'
href="#_ftn2" name="_ftnref2"><span class=MsoFootnoteReference>[2]</span></a></p>
<!--EndFragment--><div style='mso-element:footnote-list'><br clear=all><hr align=left size=1 width="33%">
<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText dir=RTL><a style='mso-footnote-id:ftn1'
href="#_ftnref1" name="_ftn1"><span class=MsoFootnoteReference>[1]</span></a><span lang=FA> یادداشت
<i>یکم</i>.</span></p>
</div><div style='mso-element:footnote' id=ftn2><p class=MsoFootnoteText dir=RTL><a href="#_ftnref2" name="_ftn2"><span
class=MsoFootnoteReference>[2]</span></a> دوم.</p><p class=MsoFootnoteText dir=RTL>بند دیگر.</p></div></div>
</body></html>"""

LIBREOFFICE_NOTES = """<html><head><meta name="generator" content="LibreOffice 7.4"><style>p{color:red}</style></head>
<body lang="en-GB"><p style="line-height: 100%">Water<a class="sdfootnoteanc" name="sdfootnote1anc"
href="#sdfootnote1sym"><sup>1</sup></a> flows.</p>
<div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym"
href="#sdfootnote1anc">1</a>A <b>note</b>.</p></div></body></html>"""

WEB_NOTES = """<p>Water<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup> flows.</p><hr>
<div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a> A <b>note</b>.</p></div>"""

PLAIN = [
    "one line",
    "first\nsecond\r\nthird",
    "first\nstill first\n\n\nsecond *not bold*\n",
    ("a line that a mail program has wrapped after about seventy letters\n" * 3) + "\nnext",
]


def test_text_from_word_keeps_its_structure_and_nothing_else(page_factory):
    editing = open_editor(page_factory, "")

    editing.text.focus()
    editing.paste(html=WORD)

    assert clean(editing.value()).splitlines() == [
        "<h2>Heading</h2>",
        "<p><strong>Bold</strong> and <em>italic</em> and underlined</p>",
        "<ul><li><p>first</p><ol><li><p>inner</p></li></ol></li><li><p>second</p></li></ul>",
        "<table><tbody><tr><td><p>a</p></td><td><p>b</p></td></tr></tbody></table>",
        '<p dir="rtl">پایان</p>',
        "<p>bad</p>",
    ]


def test_text_from_a_web_word_processor_is_not_bold_all_over(page_factory):
    editing = open_editor(page_factory, "")

    editing.text.focus()
    editing.paste(
        html='<b style="font-weight:normal"><p dir="ltr"><span style="font-weight:400">plain </span>'
        '<span style="font-weight:700">bold</span></p></b>'
    )

    assert editing.value() == "<p>plain <strong>bold</strong></p>"


@pytest.mark.parametrize("plain", PLAIN)
def test_plain_text_is_read_as_the_server_reads_it(page_factory, plain):
    editing = open_editor(page_factory, "")

    editing.text.focus()
    editing.paste(plain=plain)

    assert clean(editing.value()) == from_plain_text(plain)


def test_a_direction_that_the_text_has_anyway_is_not_written(page_factory):
    editing = open_editor(page_factory, "", language="fa")

    editing.text.focus()
    editing.paste(html='<p dir="RTL">یک</p><p dir="LTR">two</p>')

    assert editing.value() == '<p>یک</p><p dir="ltr">two</p>'


def reference(number):
    return f'<sup class="footnote-ref"><a href="#fn{number}" id="fnref{number}">{number}</a></sup>'


def back(number):
    return f' <a href="#fnref{number}" class="footnote-back">↩</a></p></li>'


def test_footnotes_from_word_stay_footnotes_and_runs_keep_their_order(page_factory):
    editing = open_editor(page_factory, "", language="fa")

    editing.text.focus()
    editing.paste(html=WORD_NOTES)

    assert clean(editing.value()).splitlines() == [
        f"<p>آب هلمند{reference(1)} و Kajaki Dam پایین{reference(2)}</p>",
        f'<section class="footnotes"><ol><li id="fn1"><p>یادداشت <em>یکم</em>.{back(1)}'
        f'<li id="fn2"><p>دوم.</p><p>بند دیگر.{back(2)}</ol></section>',
    ]


@pytest.mark.parametrize("pasted", [LIBREOFFICE_NOTES, WEB_NOTES])
def test_footnotes_pasted_into_a_text_with_notes_are_numbered_with_them(page_factory, pasted):
    text = clean(
        f"<p>First{reference(1)} and</p><p>last{reference(2)}.</p>"
        '<section class="footnotes"><ol><li id="fn1">One.</li><li id="fn2">Two.</li></ol></section>'
    )
    editing = open_editor(page_factory, text)

    editing.put_cursor(" and")
    editing.page.keyboard.type(" ")
    editing.paste(html=pasted)

    lines = clean(editing.value()).splitlines()
    assert lines[0] == f"<p>First{reference(1)} and Water{reference(2)} flows.</p>"
    assert lines[-2:] == [
        f"<p>last{reference(3)}.</p>",
        f'<section class="footnotes"><ol><li id="fn1"><p>One.{back(1)}<li id="fn2"><p>A <strong>note</strong>.{back(2)}'
        f'<li id="fn3"><p>Two.{back(3)}</ol></section>',
    ]


def test_footnotes_pasted_twice_are_notes_of_their_own(page_factory):
    editing = open_editor(page_factory, "")

    editing.text.focus()
    editing.paste(html=LIBREOFFICE_NOTES)
    editing.keys("Control+Home")
    editing.paste(html=LIBREOFFICE_NOTES)

    assert clean(editing.value()).count("A <strong>note</strong>.") == 2
    assert clean(editing.value()).count("footnote-ref") == 2


def test_links_within_a_pasted_page_make_no_footnotes(page_factory):
    editing = open_editor(page_factory, "")

    editing.text.focus()
    editing.paste(html='<p><a href="#top" name="here">up</a> and <a href="#nowhere">away</a></p><p id="top">Top.</p>')

    assert editing.value() == "<p>up and away</p><p>Top.</p>"
