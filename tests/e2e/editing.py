"""What a person does in the rich text editor, for the browser tests."""

from playwright.sync_api import Locator, Page

from tests.e2e import editor_urls
from tests.e2e.conftest import PageFactory

INSTANCE = "DeskEditor.of(document.querySelector('#id_body'))"


class Editing:
    """One opened editor: `editing.button("Bold")`, `editing.html()`."""

    def __init__(self, page: Page):
        self.page = page
        self.text = page.locator("#id_body-editor")

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("toolbar").get_by_role("button", name=name, exact=True)

    def press(self, name: str) -> None:
        # dimmed buttons take a click as well: it has to do nothing
        self.button(name).click(force=True)

    def is_pressed(self, name: str) -> bool:
        return self.button(name).get_attribute("aria-pressed") == "true"

    def is_disabled(self, name: str) -> bool:
        return self.button(name).get_attribute("aria-disabled") == "true"

    def value(self) -> str:
        """What the form would send now."""
        return self.page.evaluate("document.querySelector('#id_body').value")

    def html(self) -> str:
        """The text written anew from the editor's document, whether or not anything was changed."""
        return self.page.evaluate(f"{INSTANCE}.html()")

    def keys(self, *presses: str) -> None:
        """Press keys, each after the editor has seen what the last one did to the selection."""
        for press in presses:
            self.page.keyboard.press(press)
            self.page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def select(self, words: str) -> None:
        """Select the first place where these words stand in one text node."""
        self._select(words, "start", "end")

    def put_cursor(self, words: str, *, at_end: bool = True) -> None:
        """Put the cursor behind (or before) the first place where these words stand in one text node."""
        self._select(words, *(("end", "end") if at_end else ("start", "start")))

    def _select(self, words: str, anchor: str, head: str) -> None:
        self.text.focus()
        self.page.evaluate(
            """([words, anchor, head]) => {
                const { view } = DeskEditor.of(document.querySelector("#id_body"));
                let found = null;
                view.state.doc.descendants((node, position) => {
                    const start = node.isText ? node.text.indexOf(words) : -1;
                    found ??= start >= 0 ? { start: position + start, end: position + start + words.length } : null;
                });
                const { doc, tr } = view.state;
                view.dispatch(tr.setSelection(ProseMirror.TextSelection.create(doc, found[anchor], found[head])));
            }""",
            [words, anchor, head],
        )

    def paste(self, **formats: str) -> None:
        """Paste as if the clipboard held these: `html=`, `plain=`."""
        self.page.evaluate(
            """(formats) => {
                const clipboardData = new DataTransfer();
                for (const [format, content] of Object.entries(formats)) {
                    clipboardData.setData(`text/${format}`, content);
                }
                const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
                document.querySelector("#id_body-editor").dispatchEvent(event);
            }""",
            formats,
        )


def open_editor(page_factory: PageFactory, text: str, *, language: str = "en", page: str = "en", **options) -> Editing:
    """The editor with this text; `language` is the text's, `page` the language around it."""
    editor_urls.TEXTS["text"] = text
    opened = page_factory(language=page, **options)
    opened.goto(f"/{page}/editor/text/{language}/")
    return Editing(opened)
