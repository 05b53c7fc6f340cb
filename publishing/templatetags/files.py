"""Which files of an article a page may offer."""

from django import template

from publishing import pdf
from publishing.addresses import page_address
from publishing.models import Article

register = template.Library()


@register.simple_tag
def pdf_address(article: Article) -> str:
    """Return the address of the PDF, or nothing on a machine that cannot make any."""
    return page_address("article-pdf", article.language, article.slug) if pdf.is_possible() else ""
