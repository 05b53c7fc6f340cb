"""Headless Chromium for the browser tests, and a watch over every page they open."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from django.db import connection
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

# Playwright's sync API keeps an event loop running in the tests' thread, where Django then refuses every query.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

MISSING = "Chromium is missing: apt-get install chromium"
QUIET = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
]
LOCALES = {"en": "en-GB", "fa": "fa-AF", "ps": "ps-AF"}
REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) =>
    console.error(`Content Security Policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));
"""

PageFactory = Callable[..., Page]


@pytest.fixture(scope="session")
def browser(django_db_setup) -> Iterator[Browser]:
    """Debian's Chromium, one for the whole run; without it the tests are skipped (or fail, see tests/conftest.py)."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip(MISSING)
    seeded = connection._test_serialized_contents
    with sync_playwright() as playwright:
        # From here on an event loop runs in this thread, and in one Django opens connections of its own: those have to
        # know the seeded rows as well, to put them back after a test that empties the tables.
        connection._test_serialized_contents = seeded
        launched = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield launched
        launched.close()


class Watch:
    """Collects what no page of ours may do: log an error, break the content policy, ask anybody else for anything."""

    def __init__(self, home: str, expected: tuple[str, ...]):
        self.home = urlsplit(home).netloc
        self.expected = expected
        self.faults: list[str] = []

    def follow(self, page: Page) -> None:
        page.on("console", self.on_console)
        page.on("pageerror", lambda error: self.note(f"script error: {error}"))
        page.on("request", self.on_request)

    def on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.note(f"console: {message.text} {message.location.get('url', '')}")

    def on_request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in {"http", "https", "ws", "wss"} and address.netloc != self.home:
            self.note(f"request to a third party: {request.url}")

    def note(self, fault: str) -> None:
        if not any(re.search(pattern, fault) for pattern in self.expected):
            self.faults.append(fault)


@pytest.fixture
def page_factory(browser: Browser, live_server) -> Iterator[PageFactory]:
    """Open pages as different people: `page_factory(width=390, language="fa", js=False)`.

    Each page has cookies of its own, and addresses may start at `/`. `expect` lists patterns of console errors that
    the test provokes, for example the one of a 404. Any other error fails the test at its end, as does a violation of
    the content policy or a request to a third party. Further options go to Playwright's `new_context`.
    """
    watches: list[Watch] = []
    contexts = []

    def open_page(
        *, width: int = 1280, language: str = "en", js: bool = True, expect: tuple[str, ...] = (), **options
    ) -> Page:
        options.setdefault("viewport", {"width": width, "height": 900})
        context = browser.new_context(
            base_url=live_server.url, locale=LOCALES[language], java_script_enabled=js, **options
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        context.add_init_script(REPORT_VIOLATIONS)
        watch = Watch(live_server.url, expect)
        watches.append(watch)
        context.on("page", watch.follow)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
    assert [fault for watch in watches for fault in watch.faults] == []
