"""A page that the institute wrote about itself."""

from publishing import html, keys
from publishing.addresses import hreflangs, page_address
from publishing.models import SitePage
from publishing.pages.rendering import NoSuchPage, render_page
from publishing.rendered import Rendered


def render_site_page(slug: str, language: str) -> Rendered:
    """Return the page at `slug`. Raises NoSuchPage where nobody wrote it in `language`."""
    pages = {page.language: page for page in SitePage.objects.filter(slug=slug)}
    if language not in pages:
        raise NoSuchPage
    page = pages[language]
    alternates = {code: page_address("site-page", code, slug) for code in keys.languages() if code in pages}
    context = {
        "page": page,
        "body": html.render(page.body, language=language),
        "section": slug,
        "alternates": alternates,
        "hreflangs": hreflangs(alternates),
    }
    # Which translations there are is said by the keys of their languages
    made_from = {keys.page(page.pk), *(keys.site(code) for code in keys.languages())}
    return render_page("publishing/site_page.html", language, context, made_from=made_from, path=alternates[language])
