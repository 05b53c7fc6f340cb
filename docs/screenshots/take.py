"""Take the pictures of docs/ anew: `python docs/screenshots/take.py http://127.0.0.1:8000`, against a fresh `make run`.

Needs Chromium. The last picture makes a decision, so that the demo is not fresh any more afterwards.
"""

import shutil
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(__file__).parent
PASSWORD = "try-the-demo-desk"  # noqa: S105 - every demo's
EDITOR, CHIEF = "editor@example.org", "chief@example.org"  # the chief's desk is Persian
QUEUE = "/admin/submissions/submission/"
COLOURS = 192
WIDE, NARROW, HEIGHT = 1280, 390, 860


class Camera:
    """One browser window of one of the staff, or of a reader."""

    def __init__(self, browser: Browser, address: str, *, as_whom: str = "", width: int = WIDE) -> None:
        context = browser.new_context(base_url=address, viewport={"width": width, "height": HEIGHT})
        self.page: Page = context.new_page()
        if as_whom:
            self.page.goto("/admin/login/")
            self.page.fill("[name=username]", as_whom)
            self.page.fill("[name=password]", PASSWORD)
            self.page.locator("[type=submit]").first.click()

    def find(self, number: str) -> str:
        """Return the address of the demo piece whose reference ends with `number`."""
        self.page.goto(f"{QUEUE}?show=all&q={number}")
        return self.page.locator(".pieces tbody th a").first.get_attribute("href")

    def take(self, name: str, address: str = "", part: str = "") -> None:
        """Keep what the window shows of `address`, or the whole of the `part` that a selector names."""
        if address:
            self.page.goto(address)
            self.page.wait_for_load_state("networkidle")
        shown = self.page.locator(part).first.screenshot() if part else self.page.screenshot()
        picture = Image.open(BytesIO(shown)).convert("RGB").quantize(COLOURS)
        picture.save(FOLDER / f"{name}.png", optimize=True)


def take_all(browser: Browser, address: str) -> None:
    reader = Camera(browser, address)
    reader.page.goto("/en/")
    reader.page.locator("main article a, main h2 a, main h1 a").first.click()
    reader.take("article")

    editor = Camera(browser, address, as_whom=EDITOR)
    labels, trucks = editor.find("0016"), editor.find("0011")
    editor.take("home", "/admin/")
    editor.take("queue", f"{QUEUE}?show=open")
    editor.take("piece", labels)
    editor.take("conversation", labels, "#conversation")
    editor.take("notes", labels, "#notes")
    editor.take("reviews", f"{labels}reviews/")
    editor.take("differences", f"{trucks}differences/")
    editor.take("edit", f"{labels}edit/")
    editor.take("checklist", trucks, "section:has(form[action*='/checklist/']), #checklist")
    editor.take("calendar", f"{QUEUE}calendar/")
    editor.take("figures", f"{QUEUE}figures/")

    chief = Camera(browser, address, as_whom=CHIEF)
    chief.take("home-fa", "/admin/")
    phone = Camera(browser, address, as_whom=CHIEF, width=NARROW)
    phone.take("queue-fa-phone", f"{QUEUE}?show=open")

    editor.page.goto(f"{labels}accept/")
    for box in editor.page.locator(".review-comments input[type=checkbox]").all():
        box.check()
    editor.page.locator("button[name=insert]").click()
    editor.take("letter", part=".move-form")
    editor.page.locator("form.move-form .buttons [type=submit]:not([name=preview])").first.click()
    editor.take("undo")


if __name__ == "__main__":
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        take_all(chromium, sys.argv[1])
        chromium.close()
