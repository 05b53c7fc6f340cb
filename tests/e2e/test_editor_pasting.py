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
