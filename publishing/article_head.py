"""What an article's head tells programs beside its JSON-LD: Open Graph for all, Highwire's words for academic kinds."""

from collections.abc import Iterator

from django.utils.html import format_html_join

from publishing.content import ACADEMIC
from publishing.printing import PrintedArticle

LOCALES = {"en": "en_GB", "fa": "fa_AF", "ps": "ps_AF"}
CARD_SIZE = ("1200", "630")  # pixels
Word = tuple[str, str, str]


def head_tags(printed: PrintedArticle, *, url: str, card: str, pdf: str) -> str:
    """Return the `<meta>` tags; `url`, `card` and `pdf` are full URLs, the last empty where there is none."""
    words = [*_open_graph(printed, url, card)]
    if printed.content.kind == ACADEMIC:
        words += [("name", name, text) for name, text in _highwire(printed, url, pdf)]
    return format_html_join("", '<meta {}="{}" content="{}">\n', words)


def _open_graph(printed: PrintedArticle, url: str, card: str) -> Iterator[Word]:
    content = printed.content
    width, height = CARD_SIZE
    yield "name", "description", content.standfirst or content.title
    for name, text in (
        ("og:type", "article"),
        ("og:site_name", printed.site.institute_name),
        ("og:title", content.title),
        ("og:description", content.standfirst),
        ("og:url", url),
        ("og:locale", LOCALES[content.language]),
        ("og:image", card),
        ("og:image:type", "image/png"),
        ("og:image:width", width),
        ("og:image:height", height),
        ("og:image:alt", content.title),
        ("article:published_time", printed.published_at.isoformat()),
        ("article:modified_time", printed.updated_at.isoformat() if printed.updated_at else ""),
        *(("article:author", person.printed.name) for person in printed.people),
        *(("article:section", topic.name) for topic in printed.topics),
    ):
        if text:
            yield "property", name, text
    yield "name", "twitter:card", "summary_large_image"


def _highwire(printed: PrintedArticle, url: str, pdf: str) -> Iterator[tuple[str, str]]:
    yield "citation_title", printed.content.title
    for person in printed.people:
        yield "citation_author", person.printed.name
    yield "citation_publication_date", printed.published_at.strftime("%Y/%m/%d")
    yield "citation_journal_title", printed.site.institute_name
    yield "citation_language", printed.content.language
    yield "citation_fulltext_html_url", url
    if pdf:
        yield "citation_pdf_url", pdf
