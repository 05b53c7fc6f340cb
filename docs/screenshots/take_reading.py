"""Take the pictures of docs/screenshots/reading anew: `python docs/screenshots/take_reading.py http://127.0.0.1:8000`.

Needs Chromium, and a fresh `make run` at that address: the newest article of each language is shown.
"""

import shutil
import sys
from io import BytesIO
from itertools import product
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

FOLDER = Path(__file__).parent / "reading"
SIZES = {"phone": (390, 844), "desktop": (1280, 860)}
COLOURS = 96


def take(browser: Browser, address: str, language: str, scheme: str, screen: str) -> None:
    """Keep what the first screen shows of the home page and of the newest article."""
    width, height = SIZES[screen]
    context = browser.new_context(
        base_url=address, viewport={"width": width, "height": height}, color_scheme=scheme, java_script_enabled=False
    )
    page = context.new_page()
    page.goto(f"/{language}/", wait_until="networkidle")
    for name in ("home", "article"):
        if name == "article":
            page.goto(page.locator(".card-lead h2 a").get_attribute("href"), wait_until="networkidle")
        picture = Image.open(BytesIO(page.screenshot())).convert("RGB").quantize(COLOURS)
        picture.save(FOLDER / f"{name}-{language}-{scheme}-{screen}.png", optimize=True)
    context.close()


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for language, scheme, screen in product(("en", "fa"), ("light", "dark"), SIZES):
            take(chromium, sys.argv[1], language, scheme, screen)
        chromium.close()
