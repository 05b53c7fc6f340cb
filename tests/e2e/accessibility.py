"""What axe finds on a page."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# axe would load the style sheets once more and write them into the page, against the content policy
WITHOUT_LOADING = {"preload": False}


def axe_findings(page: Page, context: str | None = None) -> list[tuple[str, list[str]]]:
    """The rules that the page (or the part under the selector `context`) breaks, each with the HTML that breaks it."""
    violations = Axe().run(page, context=context, options=WITHOUT_LOADING).response["violations"]
    return [(one["id"], [node["html"] for node in one["nodes"]]) for one in violations]
