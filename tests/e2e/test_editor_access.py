"""The rich text editor for everybody: keyboard, screen reader, right-to-left, phone, dark mode."""

import pytest
from django.utils.translation import gettext, override

from tests.e2e.accessibility import axe_findings
from tests.e2e.editing import Editing, open_editor
from tests.e2e.test_editor import EVERYTHING

pytestmark = [pytest.mark.e2e, pytest.mark.urls("tests.e2e.editor_urls")]


def focused(editing: Editing) -> str:
    return editing.page.evaluate("document.activeElement.getAttribute('aria-label') || document.activeElement.id")


def test_the_editor_carries_the_fields_name_help_language_and_direction(page_factory):
    editing = open_editor(page_factory, "<p>یک</p>", language="fa")

    names = ("role", "aria-multiline", "aria-required", "aria-describedby", "lang", "dir")
    assert [editing.text.get_attribute(name) for name in names] == [
        "textbox", "true", "true", "id_body_helptext", "fa", "rtl",
    ]  # fmt: skip
    assert editing.page.get_by_role("textbox", name="Text").get_attribute("id") == "id_body-editor"
    editing.page.get_by_text("Text:", exact=True).click()
    assert focused(editing) == "id_body-editor"


@pytest.mark.parametrize(
    ("page", "forward", "back"), [("en", "ArrowRight", "ArrowLeft"), ("fa", "ArrowLeft", "ArrowRight")]
)
def test_the_toolbar_is_one_stop_with_arrow_keys_in_reading_direction(page_factory, page, forward, back):
    editing = open_editor(page_factory, "<p>one</p>", page=page)
    keyboard = editing.page.keyboard
    buttons = editing.page.get_by_role("toolbar").get_by_role("button")
    names = [button.get_attribute("aria-label") for button in buttons.all()]

    editing.page.get_by_label("Title").focus()
    keyboard.press("Tab")
    seen = [focused(editing)]
    for key in (forward, forward, back, "End", forward, back, "Home"):
        keyboard.press(key)
        seen.append(focused(editing))
    keyboard.press("Tab")
    seen.append(focused(editing))

    assert seen == [names[at] for at in (0, 1, 2, 1, -1, 0, -1, 0)] + ["id_body-editor"]


def test_the_toolbar_is_reached_and_left_by_key_and_acts_on_the_selection(page_factory):
    editing = open_editor(page_factory, "<p>one two</p>")
    keyboard = editing.page.keyboard

    editing.select("two")
    keyboard.press("Alt+F10")
    assert focused(editing) != "id_body-editor"
    keyboard.press("Escape")
    assert focused(editing) == "id_body-editor"
    keyboard.press("Alt+F10")
    while focused(editing) != "Bold":
        keyboard.press("ArrowRight")
    keyboard.press("Enter")

    assert editing.value() == "<p>one <strong>two</strong></p>"
    assert focused(editing) == "id_body-editor"


def test_the_tab_key_leaves_the_text_even_from_a_list(page_factory):
    editing = open_editor(page_factory, "<ul><li><p>one</p></li><li><p>two</p></li></ul>")

    editing.put_cursor("two")
    editing.page.keyboard.press("Tab")

    assert editing.page.evaluate("document.activeElement.type") == "submit"


def test_the_toolbar_stays_in_sight(page_factory):
    editing = open_editor(page_factory, "<p>one</p>" * 100)

    editing.page.mouse.wheel(0, 1500)
    editing.page.wait_for_function("window.scrollY > 1000")

    box = editing.page.get_by_role("toolbar").bounding_box()
    assert box["y"] == 0


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("page", ["en", "fa"])
def test_buttons_are_large_enough_and_the_page_does_not_scroll_sideways(page_factory, width, page):
    editing = open_editor(page_factory, EVERYTHING, page=page, language=page, width=width)

    editing.put_cursor("zz")
    boxes = [button.bounding_box() for button in editing.page.locator(".rich-text button:visible").all()]
    assert min(min(box["width"], box["height"]) for box in boxes) >= 24
    assert editing.page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
@pytest.mark.parametrize("page", ["en", "fa"])
def test_axe_finds_nothing(page_factory, color_scheme, page):
    editing = open_editor(page_factory, EVERYTHING, page=page, language=page, color_scheme=color_scheme)

    editor = axe_findings(editing.page, ".rich-text")
    editing.select("Heading")
    with override(page):
        editing.press(gettext("Link"))
        editing.page.get_by_role("textbox", name=gettext("Web or e-mail address")).fill("nothing")
    editing.page.keyboard.press("Enter")
    dialog = axe_findings(editing.page, ".rich-text-dialog")

    assert (editor, dialog) == ([], [])
