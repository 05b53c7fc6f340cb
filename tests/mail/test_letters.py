"""Rendering: plain placeholders, links, signature, directions, and nothing that reaches a header."""

import pytest
from django.test.utils import override_settings

from aiss.mail import letters
from aiss.mail.letters import Link
from tests.mail.sample import VALUES, make_letter

pytestmark = pytest.mark.django_db

FSI, PDI = "\u2068", "\u2069"
LINK = Link("Your page", "https://desk.example.org/en/pieces/AISS-2026-0042/?a=1&b=2")


def test_letter_holds_filled_paragraphs_links_and_signature():
    letter = letters.render("receipt", "en", VALUES, links=[LINK])

    assert letter.subject == "We have received AISS-2026-0042"
    assert letter.text == (
        "Dear Wren,\n\n"
        "Thank you for sending us Moscow's Gamble.\n"
        "We have noted: Well done.\n\n"
        "You will hear from us within 5 days.\n\n"
        "Your page\n"
        "https://desk.example.org/en/pieces/AISS-2026-0042/?a=1&b=2\n\n"
        "-- \n"
        "The editorial desk\n"
        "Afghan Institute for Strategic Studies\n"
        "You can simply reply to this letter: replies reach the desk at desk@example.org.\n"
    )


def test_html_says_the_same_and_escapes_it():
    letter = letters.render("receipt", "en", VALUES | {"name": "<b>Wren</b>"}, links=[LINK])

    assert '<html lang="en" dir="ltr">' in letter.html
    assert "<title>We have received AISS-2026-0042</title>" in letter.html
    assert '<p dir="auto">Dear &lt;b&gt;Wren&lt;/b&gt;,</p>' in letter.html
    assert "Moscow&#x27;s Gamble.<br>We have noted" in letter.html
    assert '<a href="https://desk.example.org/en/pieces/AISS-2026-0042/?a=1&amp;b=2">Your page</a>' in letter.html
    assert "replies reach the desk at desk@example.org." in letter.html


def test_persian_letter_runs_right_to_left_and_isolates_values():
    letter = make_letter(language="fa", name="Wren")

    assert letter.language == "fa"
    assert letter.subject == "نوشتهٔ شما رسید: AISS-2026-0042"
    assert letter.text.startswith(f"{FSI}Wren{PDI} گرامی،\n\nاز ارسال {FSI}Moscow's Gamble{PDI} سپاسگزاریم.\n")
    assert '<html lang="fa" dir="rtl">' in letter.html
    assert '<div class="letter" lang="fa" dir="rtl">' in letter.html
    assert "<bdi>Wren</bdi> گرامی،" in letter.html
    assert FSI not in letter.html
    assert f"{FSI}desk@example.org{PDI}" in letter.text


def test_english_letter_isolates_a_persian_name_alone():
    letter = make_letter(name="احمد ولی")

    assert letter.text.startswith(f"Dear {FSI}احمد ولی{PDI},\n\nThank you for sending us Moscow's Gamble.")
    assert "Dear <bdi>احمد ولی</bdi>," in letter.html


def test_value_with_a_bidi_override_cannot_turn_the_sentence_round():
    letter = make_letter(name="\u202eWren\u2069\u202c")

    assert letter.text.startswith("Dear Wren,\n")


@pytest.mark.parametrize(
    "text",
    [
        "{x}",
        "{name}",
        "{}",
        "{0.__class__}",
        "US$50 million",
        r"\1 \g<0>",
        "%(name)s %s",
        "{{ name }}",
        "{% now 'Y' %}",
        "$name",
    ],
)
def test_user_text_that_looks_like_a_placeholder_survives(text):
    assert f"We have noted: {text}\n" in make_letter(message=text).text


def test_value_of_several_paragraphs_keeps_them():
    letter = make_letter(language="fa", message="One.\r\n\r\nTwo.\r\n\r\n\r\n\r\nThree.")

    assert "یادداشت: One.\n\nTwo.\n\nThree.\n\n" in letter.text


def test_body_from_an_editor_is_taken_as_it_stands():
    letter = letters.render("receipt", "en", VALUES, body="Dear {name},\r\n\r\nUS$5 {x}.\r\n", links=[LINK])

    assert letter.text.startswith("Dear {name},\n\nUS$5 {x}.\n\nYour page\nhttps://")
    assert letter.subject == "We have received AISS-2026-0042"


def test_body_for_gives_the_body_that_render_would_use():
    body = letters.body_for("receipt", "fa", VALUES)

    assert letters.render("receipt", "fa", VALUES, body=body) == letters.render("receipt", "fa", VALUES)
    assert "-- " not in body


def test_missing_language_falls_back_to_english():
    letter = letters.render("english-only", "ps", VALUES)

    assert (letter.language, letter.subject) == ("en", "Hello")
    assert 'dir="ltr"' in letter.html


def test_editor_body_keeps_its_language_when_the_text_falls_back():
    assert letters.render("english-only", "ps", VALUES, body="سلام").language == "ps"


@pytest.mark.parametrize(
    ("kind", "language"), [("unknown", "en"), ("../en/receipt", "en"), ("receipt", "../en"), ("broken", "en")]
)
def test_unknown_letter_is_refused(kind, language):
    with pytest.raises(letters.UnknownLetter):
        letters.render(kind, language, VALUES)


def test_missing_value_is_refused():
    with pytest.raises(letters.ValueMissing) as caught:
        letters.render("receipt", "en", {"name": "Wren"})

    assert str(caught.value).startswith("This letter could not be filled in.")


def test_institute_and_desk_sign_when_given():
    letter = make_letter(institute="The Institute", desk="The desk\nof it")

    assert "-- \nThe desk of it\nThe Institute\n" in letter.text


@override_settings(DESK_EMAIL="")
def test_letter_promises_no_reply_without_a_mailbox():
    assert make_letter().text.endswith("-- \nThe editorial desk\nAfghan Institute for Strategic Studies\n")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\r\nBcc: e@x.org", "a Bcc: e@x.org"),
        ("a\u2028b\u0085c\x0bd", "a b c d"),
        ("=?utf-8?q?a=0aBcc:=20e@x.org?=", "= ?utf-8?q?a=0aBcc:=20e@x.org?="),
        ("a\0b\u202ec", "a bc"),
        ("می‌روم", "می‌روم"),
    ],
)
def test_one_line_leaves_nothing_for_a_header(text, line):
    assert letters.one_line(text) == line
    assert letters.one_line(line) == line


def test_subject_is_one_line_whatever_the_values_hold():
    letter = make_letter(reference="A\r\nBcc: e@x.org =?utf-8?q?=0a?=")

    assert letter.subject == "We have received A Bcc: e@x.org = ?utf-8?q?=0a?="
