"""RTF as several programs write it: no letter lost, no deleted word kept."""

import pytest

from submissions import manuscripts
from tests.submissions.manuscripts.making import picture


def read(text, language="en"):
    return manuscripts.read(text if isinstance(text, bytes) else text.encode(), filename="a.rtf", language=language)


@pytest.mark.parametrize(
    ("text", "body"),
    [
        (r"{\rtf1\ansi\uc1 it\u8217?s a word\u8212? \u8220?q\u8221? end}", "it’s a word— “q” end"),
        (r"{\rtf1\ansi\uc1 it\u8217\'92s a word\u8212\'97 \u8220\'93q\u8221\'94 end}", "it’s a word— “q” end"),
        (r"{\rtf1\ansi\uc0 it\u8217 s a word\u8212  \u8220 q\u8221  end}", "it’s a word— “q” end"),
        (r"{\rtf1\ansi it\rquote s a word\emdash  \ldblquote q\rdblquote  end}", "it’s a word— “q” end"),
        (r"{\rtf1\ansi caf\'e9 {\uc2\u233??t\'e9} x}", "café été x"),
        (r"{\rtf1\ansi \u-10179?\u-8704? x}", "\U0001f600 x"),
        (r"{\rtf1\ansi a\{b\}\\c\~d{\*\generator secret}{\info{\author secret}}}", "a{b}\\c\u00a0d"),
        (r"{\rtf1\ansi a{\b b}{\i c}{\super d}\line e}", "a<strong>b</strong><em>c</em><sup>d</sup><br>e"),
        (r"{\rtf1\ansi a {\deleted gone }{\v hidden }{\revised b}{\strike c}}", "a bc"),
        (r"{\rtf1\ansi {\deleted\b gone\deleted0 stays}{\*\annotation secret}}", "<strong>stays</strong>"),
        (r"{\rtf1\ansi a\'5cb\'7bc\'20d}", "a\\b{c d"),
        (b"{\\rtf1\\ansi a\\bin4 }}}} b}", "a b"),
    ],
)  # fmt: skip
def test_read_keeps_every_letter(text, body):
    assert read(text).body == f"<p>{body}</p>"


@pytest.mark.parametrize(
    "text",
    [
        r"{\rtf1\ansi\uc1 \u1570\'c2\u1576\'c8 \u1605\'e3\u1585\'d1\u1586\'d2}",
        r"{\rtf1\ansi \u1570?\u1576? \u1605?\u1585?\u1586?}",
        r"{\rtf1\ansi\ansicpg1256 \'c2\'c8 \'e3\'d1\'d2}",
        r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset178 B;}}\f0{\f1 \'c2\'c8} \f1\'e3\'d1\'d2}",
        r"{\rtf1\ansi{\rtlch\fcs1 \af0 \ltrch\fcs0 \u1570?\u1576?}{\rtlch  \u1605?\u1585?\u1586?}}",
    ],
)
def test_read_keeps_persian_words_apart(text):
    assert read(text, "fa").body == "<p>آب مرز</p>"


@pytest.mark.parametrize("star", ["", r"\*"])
def test_read_keeps_notes(star):
    body = read(rf"{{\rtf1\ansi a{{\super\chftn{{{star}\footnote\pard\chftn  note}}}} b\par}}").body

    assert '<p>a<sup class="footnote-ref"><a href="#fn1" id="fnref1">1</a></sup> b</p>' in body
    assert body.count("note") - body.count("footnote") == 1


def test_read_takes_pictures_out_once():
    digits = picture().hex().encode()
    shapes = b"{\\*\\shppict{\\pict\\jpegblip\\picw40 %s}}{\\nonshppict{\\pict\\wmetafile8 %s}}" % (digits, digits)
    manuscript = read(b"{\\rtf1\\ansi a " + shapes + shapes + b"b}")

    assert manuscript.body == "<p>a b</p>"
    assert [(image.media_type, image.width) for image in manuscript.images] == [("image/jpeg", 30)]
    assert b"Zarghuna" not in manuscript.images[0].data
