"""The child that turns a page for print into PDF: JSON with `html`, `css` and `identifier` in, the file out.

Run by its path, on its own. WeasyPrint takes most of a second to be imported and as much memory as a page needs: here
both end with the file, and whatever a page does to it harms nobody.
"""

import json
import sys

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

VARIANT = "pdf/ua-1"


def main() -> None:
    given = json.loads(sys.stdin.buffer.read())
    # Fonts and pictures stand in the page; nothing is ever fetched
    fetcher = URLFetcher(allowed_protocols=["data"], fail_on_errors=True)
    fonts = FontConfiguration()
    style = CSS(string=given["css"], font_config=fonts, url_fetcher=fetcher)
    page = HTML(string=given["html"], base_url=given["base"], url_fetcher=fetcher)
    data = page.write_pdf(
        stylesheets=[style],
        font_config=fonts,
        pdf_variant=VARIANT,
        pdf_identifier=given["identifier"].encode(),
    )
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
