"""What an address of a file says while there is none."""

from publishing.addresses import address
from publishing.models import Article
from publishing.pages.rendering import frame, render_text


def render_file_coming(article: Article) -> str:
    return _page(article, is_coming=True)


def render_file_missing(article: Article) -> str:
    return _page(article, is_coming=False)


def _page(article: Article, *, is_coming: bool) -> str:
    context = {**frame(article.language), "article": article, "address": address(article), "is_coming": is_coming}
    return render_text("publishing/file_absent.html", article.language, context)
