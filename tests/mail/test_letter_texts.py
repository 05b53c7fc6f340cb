"""Texts of letters that somebody edited: which one is sent, what it may hold, and what stays of every change."""

import logging

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from aiss.mail import letters, text_changes, texts
from aiss.mail.models import LetterText, LetterTextChange
from aiss.mail.text_changes import TextChanged
from aiss.mail.texts import Text
from tests.accounts.making import at_once
from tests.mail.sample import VALUES, make_letter

pytestmark = pytest.mark.django_db

KNOWN = frozenset({"reference", "name", "title", "message", "days"})
BODY = "Dear {name},\n\nYou wrote: {message}"


def save(kind="receipt", language="en", *, subject="Received: {reference}", body=BODY, seen=0, known=KNOWN):
    return text_changes.save(kind, language, subject=subject, body=body, known=known, seen=seen, by="editor1")


# Which text is sent


def test_row_takes_the_place_of_the_file():
    save()

    letter = make_letter()
    assert letter.subject == "Received: AISS-2026-0042"
    assert letter.text.startswith("Dear Wren,\n\nYou wrote: Well done.\n\n-- \n")
    assert make_letter(language="fa").text.startswith("\u2068Wren\u2069 گرامی،")


def test_row_serves_the_body_that_an_editor_is_offered():
    save()

    assert letters.body_for("receipt", "en", VALUES) == "Dear Wren,\n\nYou wrote: Well done."
    assert letters.render("receipt", "en", VALUES, body="Mine.").subject == "Received: AISS-2026-0042"


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ((), ("en", "Hello")),
        (("en",), ("en", "Row en")),
        (("ps",), ("ps", "Row ps")),
        (("en", "ps"), ("ps", "Row ps")),
    ],
)
def test_best_text_is_the_row_then_the_file_in_the_language_and_then_in_english(rows, found):
    for language in rows:
        LetterText.objects.create(
            kind="english-only", language=language, subject=f"Row {language}", body="Words.", changed_at=timezone.now()
        )

    letter = letters.render("english-only", "ps", VALUES)
    assert (letter.language, letter.subject) == found


def test_file_in_the_language_goes_before_an_english_row():
    save()

    assert make_letter(language="fa").language == "fa"


@pytest.mark.parametrize("language", ["en", "fa", "ps"])
def test_rendering_asks_the_database_once(language, django_assert_num_queries):
    save()

    with django_assert_num_queries(1):
        make_letter(language=language)


def test_row_that_an_upgrade_has_overtaken_holds_up_no_letter(caplog):
    LetterText.objects.create(
        kind="receipt", language="en", subject="Old", body="Dear {former_name}", changed_at=timezone.now()
    )

    with caplog.at_level(logging.WARNING):
        letter = make_letter()
    assert letter.subject == "We have received AISS-2026-0042"
    assert caplog.messages == ["The edited text of receipt in en cannot be filled in; the original goes."]


def test_unsaved_text_can_be_tried_out():
    letter = letters.render("receipt", "fa", VALUES, text=Text(subject="S", body="Dear {name}", language="fa"))

    assert (letter.language, letter.subject) == ("fa", "S")
    assert letter.text.startswith("Dear \u2068Wren\u2069\n\n-- ")
    assert not LetterText.objects.exists()


@pytest.mark.parametrize(
    "text", ["{name}", "{{name}}", "US$50 million", r"\1 \g<0>", "%(name)s", "{% now 'Y' %}", "<b>x</b>", "{", "}"]
)
def test_words_of_a_person_are_never_read_again_in_an_edited_text(text):
    save()

    letter = make_letter(message=text)
    assert f"You wrote: {text}\n" in letter.text
    assert "<b>" not in letter.html


def test_markup_in_an_edited_text_stays_mere_words():
    save(body=BODY + '\n\n<b>Bold</b> & <script>alert("1")</script>')

    letter = make_letter()
    assert '<b>Bold</b> & <script>alert("1")</script>\n' in letter.text
    assert "&lt;b&gt;Bold&lt;/b&gt; &amp; &lt;script&gt;" in letter.html


# Saving, and going back


def test_saving_keeps_who_and_the_former_text():
    assert save() is True
    assert save(body=BODY + "\r\n\r\nAnd more.  \r\n", seen=1) is True

    row = LetterText.objects.get()
    assert (row.body, row.changed_by) == (BODY + "\n\nAnd more.", "editor1")
    assert list(LetterTextChange.objects.values_list("number", "body", "changed_by")) == [
        (2, BODY + "\n\nAnd more.", "editor1"),
        (1, BODY, "editor1"),
    ]


def test_saving_the_same_again_is_no_change():
    save()

    assert save(seen=0) is False
    assert LetterTextChange.objects.count() == 1


def test_text_of_the_file_leaves_no_row():
    original = texts.original("receipt", "en")
    assert save(subject=original.subject, body=original.body) is False
    save()

    assert save(subject=original.subject, body=original.body, seen=1) is True
    assert not LetterText.objects.exists()
    assert [change.is_back_to_original for change in LetterTextChange.objects.all()] == [True, False]


def test_going_back_deletes_the_row_and_keeps_its_text():
    save()

    assert text_changes.restore("receipt", "en", seen=1, by="editor2") is True
    assert make_letter().subject == "We have received AISS-2026-0042"
    assert list(LetterTextChange.objects.values_list("body", "changed_by")) == [("", "editor2"), (BODY, "editor1")]
    assert text_changes.restore("receipt", "en", seen=2, by="editor2") is False


def test_stale_save_and_stale_way_back_are_refused():
    save()

    with pytest.raises(TextChanged, match="Somebody else has changed this text"):
        save(body=BODY + " Mine.", seen=0)
    with pytest.raises(TextChanged):
        text_changes.restore("receipt", "en", seen=0, by="editor2")
    assert (LetterText.objects.get().body, LetterTextChange.objects.count()) == (BODY, 1)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_two_who_save_at_once_one_is_told():
    first, second = at_once(lambda: save(body=f"{BODY} First."), lambda: save(body=f"{BODY} Second."))

    assert sorted([type(first), type(second)], key=str) == [TextChanged, bool]
    assert LetterText.objects.get().body == f"{BODY} {'First.' if first is True else 'Second.'}"
    assert LetterTextChange.objects.get().number == 1


@pytest.mark.parametrize(("kind", "language"), [("unknown", "en"), ("../en/receipt", "en"), ("english-only", "fa")])
def test_text_without_an_original_is_refused(kind, language):
    with pytest.raises(texts.UnknownLetter):
        save(kind, language)
    assert not LetterTextChange.objects.exists()


def test_database_holds_one_text_a_kind_and_language_and_no_empty_one():
    row = {"kind": "receipt", "language": "en", "changed_at": timezone.now()}
    LetterText.objects.create(**row, subject="S", body="B")
    for other in ({"subject": "S", "body": "B"}, {"language": "fa", "subject": "", "body": "B"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            LetterText.objects.create(**(row | other))


def test_placeholders_of_a_kind_are_those_of_its_files():
    assert texts.placeholders("receipt") == {"reference", "name", "title", "message", "days"}
    assert texts.languages_of("receipt") == ["en", "fa"]
    assert "receipt" in texts.kinds()
