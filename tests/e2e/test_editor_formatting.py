"""The buttons and keys of the rich text editor: what each makes of the text."""

import pytest

from publishing.html import clean
from tests.e2e.editing import open_editor

pytestmark = [pytest.mark.e2e, pytest.mark.urls("tests.e2e.editor_urls")]


TOGGLES = [
    ("Bold", "Control+b", "<p>one <strong>two</strong> three</p>"),
    ("Italic", "Control+i", "<p>one <em>two</em> three</p>"),
    ("Subscript", "Control+,", "<p>one <sub>two</sub> three</p>"),
    ("Superscript", "Control+.", "<p>one <sup>two</sup> three</p>"),
    ("Heading", "Control+Alt+2", "<h2>one two three</h2>"),
    ("Subheading", "Control+Alt+3", "<h3>one two three</h3>"),
    ("Bulleted list", "Control+Shift+8", "<ul><li><p>one two three</p></li></ul>"),
    ("Numbered list", "Control+Shift+7", "<ol><li><p>one two three</p></li></ol>"),
    ("Quotation", "Control+Shift+9", "<blockquote><p>one two three</p></blockquote>"),
    ("Turn the writing direction", "Control+Alt+d", '<p dir="rtl">one two three</p>'),
]

CHANGES = [
    ("<h2>one</h2>", "one", "Bulleted list", "<ul><li><p>one</p></li></ul>"),
    ("<h3>one</h3>", "one", "Quotation", "<blockquote><p>one</p></blockquote>"),
    ("<ul><li><p>one</p></li></ul>", "one", "Numbered list", "<ol><li><p>one</p></li></ol>"),
    ("<p>H<sub>2</sub>O</p>", "2", "Superscript", "<p>H<sup>2</sup>O</p>"),
    (
        "<ul><li><p>one</p></li><li><p>two</p></li></ul>",
        "two",
        "Move deeper into the list",
        "<ul><li><p>one</p><ul><li><p>two</p></li></ul></li></ul>",
    ),
    (
        "<ul><li><p>one</p><ul><li><p>two</p></li></ul></li></ul>",
        "two",
        "Move out of the list",
        "<ul><li><p>one</p></li><li><p>two</p></li></ul>",
    ),
    (
        '<h2>a <strong>b</strong> <a href="https://example.org/">c</a></h2>',
        "b",
        "Clear formatting",
        '<p>a b <a href="https://example.org/">c</a></p>',
    ),
    (
        '<ul><li><p>one</p></li><li><p dir="rtl">two</p></li></ul>',
        "one",
        "Turn the writing direction",
        '<ul dir="rtl"><li><p>one</p></li><li><p>two</p></li></ul>',
    ),
]


@pytest.mark.parametrize(("name", "keys", "expected"), TOGGLES, ids=[row[0] for row in TOGGLES])
def test_a_toggle_sets_and_takes_back_by_button_and_by_key(page_factory, name, keys, expected):
    editing = open_editor(page_factory, "<p>one two three</p>")
    editing.select("two")
    seen = []

    for act in (editing.press, editing.press, lambda _: editing.page.keyboard.press(keys)):
        act(name)
        seen.append((editing.is_pressed(name), editing.value()))

    plain = (False, "<p>one two three</p>")
    assert seen == [(True, expected), plain, (True, expected)]


@pytest.mark.parametrize(("text", "words", "name", "expected"), CHANGES, ids=[row[2] for row in CHANGES])
def test_a_button_changes_what_stands_there(page_factory, text, words, name, expected):
    editing = open_editor(page_factory, text)

    editing.select(words)
    editing.press(name)

    assert editing.value() == expected


def test_undo_and_redo_work_and_are_dimmed_where_there_is_nothing(page_factory):
    editing = open_editor(page_factory, "<p>one</p>")
    assert (editing.is_disabled("Undo"), editing.is_disabled("Redo")) == (True, True)

    editing.put_cursor("one")
    editing.page.keyboard.type(" two")
    editing.press("Undo")
    assert editing.value() == "<p>one</p>"
    assert (editing.is_disabled("Undo"), editing.is_disabled("Redo")) == (True, False)
    editing.press("Redo")

    assert editing.value() == "<p>one two</p>"


def test_a_dimmed_button_does_nothing(page_factory):
    editing = open_editor(page_factory, "<ul><li><p>one</p></li></ul>")

    editing.select("one")
    editing.press("Move deeper into the list")
    editing.press("Heading")

    assert editing.value() == "<ul><li><p>one</p></li></ul>"


def test_lists_and_breaks_are_typed_as_people_type_them(page_factory):
    editing = open_editor(page_factory, "<p>Start</p>")

    editing.put_cursor("Start")
    for piece in ("Enter", "- one", "Enter", "two", "Shift+Enter", "line", "Enter", "Enter", "after"):
        if piece.endswith("Enter"):
            editing.keys(piece)
        else:
            editing.page.keyboard.type(piece)

    expected = "<p>Start</p>\n<ul><li><p>one</p></li><li><p>two<br>line</p></li></ul>\n<p>after</p>"
    assert clean(editing.value()) == expected


def test_a_link_is_set_changed_refused_and_removed(page_factory):
    editing = open_editor(page_factory, "<p>one two three</p>")
    dialog = editing.page.get_by_role("dialog", name="Link")
    address = dialog.get_by_label("Web or e-mail address")

    editing.select("two")
    editing.page.keyboard.press("Control+k")
    address.fill("javascript:alert(1)")
    address.press("Enter")
    assert dialog.get_by_role("alert").inner_text().startswith("This is not a web or e-mail address.")
    address.fill("example.org/pool?x=1")
    address.press("Enter")
    assert editing.value() == '<p>one <a href="https://example.org/pool?x=1">two</a> three</p>'

    editing.select("w")
    assert editing.is_pressed("Link")
    editing.press("Link")
    assert address.input_value() == "https://example.org/pool?x=1"
    address.fill("desk@example.org")
    dialog.get_by_role("button", name="Set the link").click()
    assert editing.value() == '<p>one <a href="mailto:desk@example.org">two</a> three</p>'

    editing.select("w")
    editing.press("Link")
    dialog.get_by_role("button", name="Remove the link").click()
    assert editing.value() == "<p>one two three</p>"
    assert editing.text.evaluate("one => one === document.activeElement")


def test_a_link_without_selected_words_shows_its_address_and_cancel_changes_nothing(page_factory):
    editing = open_editor(page_factory, "<p>one </p>")
    dialog = editing.page.get_by_role("dialog", name="Link")

    editing.put_cursor("one")
    editing.press("Link")
    dialog.get_by_role("button", name="Cancel").click()
    assert editing.value() == "<p>one </p>"
    editing.page.keyboard.type(" ")
    editing.press("Link")
    dialog.get_by_label("Web or e-mail address").fill("https://example.org/")
    editing.page.keyboard.press("Enter")

    assert clean(editing.value()) == '<p>one <a href="https://example.org/">https://example.org/</a></p>'


def test_a_table_is_made_filled_extended_and_deleted(page_factory):
    editing = open_editor(page_factory, "<p>one</p>")
    keyboard = editing.page.keyboard
    row = editing.button("Add a row below")
    assert row.is_hidden()

    editing.put_cursor("one")
    editing.press("Insert a table")
    for word in ("a", "b", "c", "d", "e", "f"):
        keyboard.type(word)
        keyboard.press("Tab")
    editing.press("Delete the row")
    editing.put_cursor("f")
    row.click()
    editing.press("Add a column")
    editing.keys("Tab")
    editing.press("Delete the column")
    head = "<thead><tr><th><p>a</p></th><th><p>b</p></th><th><p>c</p></th></tr></thead>"
    body = "<tbody><tr><td><p>d</p></td><td><p>e</p></td><td><p>f</p></td></tr></tbody>"
    assert clean(editing.value()) == f"<p>one</p>\n<table>{head}{body}</table>"
    keyboard.press("Control+Enter")
    keyboard.type("after")
    assert clean(editing.value()).endswith("</table>\n<p>after</p>")
    editing.put_cursor("d")
    editing.press("Delete the table")

    assert editing.value() == "<p>one</p><p>after</p>"
    assert row.is_hidden()
