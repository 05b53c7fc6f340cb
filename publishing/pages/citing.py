"""The page that says how to cite an article."""

from publishing.addresses import address, page_address
from publishing.citations.reference import reference_of
from publishing.citations.rendering import FORMATS, citation_keys
from publishing.citations.styles import cite
from publishing.models import Article, SiteText
from publishing.pages.rendering import render_page
from publishing.rendered import Rendered


def render_cite(article: Article) -> Rendered:
    """Return the page for a published article, loaded with `for_printing`."""
    language = article.language
    site = SiteText.objects.in_language(language)
    context = {
        "title": article.title,
        "citations": cite(reference_of(article, site)),
        "files": [(form, page_address(form.name, language, article.slug)) for form in FORMATS],
        "article_address": address(article),
        "may_be_indexed": False,
    }
    path = page_address("article-cite", language, article.slug)
    made_from = citation_keys(article)
    return render_page("publishing/cite.html", language, context, made_from=made_from, path=path, site=site)
