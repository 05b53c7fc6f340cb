"""Footnotes in the rich text editor: numbers follow the text, and moving a passage loses nothing."""

import pytest

from publishing.html import clean
from tests.e2e.editing import open_editor

pytestmark = [pytest.mark.e2e, pytest.mark.urls("tests.e2e.editor_urls")]

BUTTON = "Footnote: insert, or go to it and back"


def reference(number: int) -> str:
    return f'<sup class="footnote-ref"><a href="#fn{number}" id="fnref{number}">{number}</a></sup>'


def notes(*texts: str) -> str:
    items = "".join(
        f'<li id="fn{number}"><p>{text} <a href="#fnref{number}" class="footnote-back">↩</a></p></li>'
        for number, text in enumerate(texts, start=1)
    )
    return f'<section class="footnotes"><ol>{items}</ol></section>'


TWO = clean(f"<p>alpha{reference(1)}</p><p>beta{reference(2)}</p>" + notes("First.", "Second."))


def test_new_notes_are_numbered_in_the_order_of_the_text_and_lead_back(page_factory):
    editing = open_editor(page_factory, "<p>alpha</p><p>beta</p>")

    editing.put_cursor("beta")
    editing.press(BUTTON)
    editing.page.keyboard.type("About beta.")
    editing.press(BUTTON)
    editing.page.keyboard.type(" more")
    editing.put_cursor("alpha")
    editing.page.keyboard.press("Control+Alt+f")
    editing.page.keyboard.type("About alpha.")
    editing.page.get_by_role("button", name="Back to the text").first.click()
    editing.page.keyboard.type("!")

    assert clean(editing.value()) == (
        f"<p>alpha{reference(1)}!</p>\n<p>beta{reference(2)} more</p>\n" + notes("About alpha.", "About beta.")
    )
    assert editing.text.locator("sup.footnote-ref").all_inner_texts() == ["1", "2"]


@pytest.mark.parametrize("language", ["fa", "ps"])
def test_numbers_are_shown_in_the_texts_own_digits(page_factory, language):
    editing = open_editor(page_factory, TWO, language=language)

    assert editing.text.locator("sup.footnote-ref").all_inner_texts() == ["۱", "۲"]


def test_a_double_click_on_a_reference_goes_to_its_note(page_factory):
    editing = open_editor(page_factory, TWO)

    editing.text.locator("sup.footnote-ref").last.dblclick()
    editing.page.keyboard.type("So: ")

    assert clean(editing.value()) == TWO.replace("Second.", "So: Second.")


def test_a_passage_cut_and_pasted_elsewhere_keeps_its_notes(page_factory):
    editing = open_editor(page_factory, TWO)

    editing.put_cursor("beta", at_end=False)
    editing.keys("Shift+End", "Control+x")
    warning = editing.text.locator(".is-orphan")
    assert warning.get_attribute("data-label") == "No longer mentioned in the text; left out when you save."
    assert clean(editing.value()) == f"<p>alpha{reference(1)}</p>\n" + notes("First.")
    editing.put_cursor("alpha", at_end=False)
    editing.keys("Control+v")

    assert clean(editing.value()) == f"<p>beta{reference(1)}alpha{reference(2)}</p>\n" + notes("Second.", "First.")
    assert warning.count() == 0


def test_the_whole_text_cut_and_pasted_is_the_same_text(page_factory):
    editing = open_editor(page_factory, TWO)

    editing.text.focus()
    editing.keys("Control+a", "Control+x", "Control+v")

    assert clean(editing.value()) == TWO


def test_deleting_a_note_deletes_its_reference_and_undo_brings_both_back(page_factory):
    editing = open_editor(page_factory, TWO)

    editing.select("First.")
    editing.page.evaluate(
        """() => {
            const { view } = DeskEditor.of(document.querySelector("#id_body"));
            const { $from } = view.state.selection;
            view.dispatch(view.state.tr.delete($from.before(2), $from.after(2)));
        }"""
    )
    assert clean(editing.value()) == f"<p>alpha</p>\n<p>beta{reference(1)}</p>\n" + notes("Second.")
    editing.page.keyboard.press("Control+z")

    assert clean(editing.value()) == TWO


def test_backspace_takes_a_reference_away_and_an_empty_note_with_it(page_factory):
    editing = open_editor(page_factory, "<p>alpha</p>")

    editing.put_cursor("alpha")
    editing.press(BUTTON)
    assert editing.text.locator(".footnotes li").count() == 1
    editing.press(BUTTON)
    editing.keys("Backspace")

    assert editing.text.locator(".footnotes").count() == 0
    assert editing.value() == "<p>alpha</p>"
    assert editing.page.evaluate("DeskEditor.of(document.querySelector('#id_body')).view.state.doc.childCount") == 1


def test_a_note_can_have_no_note_of_its_own_but_several_paragraphs(page_factory):
    editing = open_editor(page_factory, TWO)

    editing.select("alpha")
    editing.keys("Shift+ArrowRight", "Control+c")
    editing.put_cursor("Second.")
    editing.keys("Enter", "Control+v")

    assert clean(editing.value()) == TWO.replace("Second. ", "Second.</p><p>alpha ")


def test_footnotes_copied_from_another_page_do_not_point_to_our_notes(page_factory):
    editing = open_editor(page_factory, TWO)

    editing.put_cursor("alpha", at_end=False)
    editing.paste(html=f"<p>foreign{reference(1)} text</p>")

    assert clean(editing.value()) == TWO.replace("alpha", "foreign<sup>1</sup> textalpha")
