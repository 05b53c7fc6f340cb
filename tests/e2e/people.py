"""What an author and an editor do in the browser, step by step, for the stories."""

from playwright.sync_api import Page

from aiss.mail import outbox
from submissions.models import Submission
from tests.submissions.views.walk import newest_code

PASSWORD = "a long test password"  # as tests.factories.make_staff sets it


class Author:
    """Somebody who writes for the page, with a browser of their own and scripts switched off."""

    def __init__(self, page: Page, language: str = "en") -> None:
        self.page = page
        self.language = language

    def send(self, text: str, **fields: str) -> str:
        """Paste `text`, fill in `fields`, look at the preview, enter the mailed code; return the reference."""
        self.page.goto(f"/{self.language}/submit/")
        self.page.fill("[name=text]", text)
        self.press("action", "next")
        folded = self.page.locator("main details:not([open]) > summary")
        while folded.count():
            folded.first.click()
        for name, value in fields.items():
            self.page.fill(f"[name={name}]", value)
        self.page.check("[name=is_agreed]")
        if "legal_name" in fields:
            self.page.check("[name=is_pen_name]")
        self.press("action", "next")
        assert "/submit/preview/" in self.page.url
        self.press("action", "send")
        self.page.fill("[name=code]", newest_code())
        self.page.locator("main form:has([name=code]) button[type=submit]").first.click()
        return Submission.objects.latest("pk").reference

    def press(self, name: str, value: str) -> None:
        self.page.locator(f"main button[name={name}][value={value}]:not(.visually-hidden)").first.click()

    def approve(self, reference: str) -> None:
        self.page.goto(f"/{self.language}/my/{reference}/proof/")
        self.press("action", "approve")


class Editor:
    """A member of staff at the desk, in a browser with scripts."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        page.goto("/admin/login/")
        page.fill("[name=username]", address)
        page.fill("[name=password]", PASSWORD)
        page.locator("[type=submit]").first.click()

    def open(self, reference: str) -> None:
        piece = Submission.objects.get(reference=reference)
        self.page.goto(f"/admin/submissions/submission/{piece.pk}/")

    def claim(self, reference: str) -> None:
        self.open(reference)
        self.page.locator("form[action$='/claim/'] button").click()

    def move(self, reference: str, name: str, **fields: str) -> None:
        """Open the page of a move, fill in `fields`, and do it."""
        self.open(reference)
        self.page.locator(f"a[href$='/{name}/']").first.click()
        for field, value in fields.items():
            self.page.fill(f"[name={field}]", value)
        self.page.locator("form.move-form .buttons [type=submit]").first.click()

    def rewrite(self, reference: str, words: str) -> None:
        """Add `words` to the end of the text in the rich text editor and save the version."""
        self.open(reference)
        self.page.locator("a[href$='/edit/']").first.click()
        text = self.page.locator(".ProseMirror").first
        text.click()
        self.page.keyboard.press("Control+End")
        self.page.keyboard.type(words)
        self.page.locator("form.move-form .buttons [type=submit]").first.click()


def deliver() -> None:
    """Send every letter that is due, as the worker does."""
    while outbox.deliver_due():
        pass
