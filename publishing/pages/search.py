"""The page of answers to a reader's search. It is made anew for each reader and never kept."""

from django.conf import settings
from django.utils.http import urlencode

from publishing.addresses import each_language, list_address, page_address
from publishing.pages.rendering import frame, render_text
from publishing.search.excerpts import Matcher, hit_of
from publishing.search.finding import MOST_COUNTED, Answers, answers
from publishing.search.queries import LONGEST, Query, read_query


def with_query(path: str, query: Query, *, is_everywhere: bool = False, page: int = 1) -> str:
    """Return the address of a page of answers."""
    values = {"q": query.typed} | ({"all": "1"} if is_everywhere else {}) | ({"page": page} if page > 1 else {})
    return f"{path}?{urlencode(values)}" if query.typed else path


def render_search(typed: str, language: str, *, is_everywhere: bool = False, page: int = 1) -> str:
    """Return the page that answers `typed` with articles in `language`, or in all; whatever was typed, it is a page."""
    query = read_query(typed)
    found = answers(query, "" if is_everywhere else language, page=page)
    matcher = Matcher(found.query)
    paths = {code: with_query(path, query) for code, path in each_language("search").items()}
    context = {
        **frame(language),
        "query": query,
        "found": found,
        "hits": [hit_of(article, matcher) for article in found.articles],
        "most_counted": MOST_COUNTED,
        "longest": LONGEST,
        "is_everywhere": is_everywhere,
        "here": page_address("search", language),
        "own_url": paths[language],
        "everywhere_url": with_query(page_address("search", language), query, is_everywhere=True),
        "elsewhere": [(code, paths[code]) for code, _ in settings.LANGUAGES if code != language],
        "list_url": list_address(language),
        "alternates": paths,
        "section": "search",
        **beside(found, language, is_everywhere=is_everywhere),
    }
    return render_text("publishing/search.html", language, context)


def beside(found: Answers, language: str, *, is_everywhere: bool) -> dict[str, str]:
    """Return the addresses of the pages before and after this one, empty where there is none."""
    path = page_address("search", language)
    pages = {"previous_url": found.page - 1, "next_url": found.page + 1}
    return {
        name: with_query(path, found.query, is_everywhere=is_everywhere, page=page) if 1 <= page <= found.pages else ""
        for name, page in pages.items()
    }
