"""The answers to a query, in order: words in titles and names first, then by how much of an article they are.

The index gives the newest of each rank and no more than are counted, so a common word costs no more than a rare one.
Within a rank the newest stands first. What the lifecycle table does not let the search show is left out once more here.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F

from publishing.lifecycle import Output
from publishing.models import Article
from publishing.search.engines import engine
from publishing.search.entries import ANYWHERE, FIRST, SECOND
from publishing.search.names import with_names_alike
from publishing.search.queries import Query, expression_of

MOST_COUNTED = 500
PAGE_SIZE = 10


@dataclass(frozen=True, kw_only=True)
class Answers:
    """One page of answers. `count` is at most MOST_COUNTED; with `is_more` there are others that nobody counted."""

    query: Query
    articles: list[Article]
    count: int = 0
    is_more: bool = False
    page: int = 1
    pages: int = 1
    are_alike: bool = False  # none has the words themselves: these have names that are nearly the same


def places_of(query: Query, language: str) -> tuple[list[int], Query]:
    """Return the places of the answers, best first, one more than are counted at most; and the query that found them.

    Each step is only gone where those before it left room: the words, the last of them going on, names nearly alike.
    """
    found: dict[int, None] = {}

    def add(query: Query, marks: Iterable[str], *, is_opening: bool) -> None:
        tiers = [expression_of(query, language, mark, is_opening=is_opening) for mark in marks]
        found.update(dict.fromkeys(place for _, place in engine().newest(tiers, MOST_COUNTED + 1)))

    add(query, (FIRST, SECOND, ANYWHERE), is_opening=False)
    if len(found) <= MOST_COUNTED and query.opening:
        add(query, (FIRST, ANYWHERE), is_opening=True)
    if len(found) < PAGE_SIZE and (alike := with_names_alike(query)).alike:
        is_first = not found
        add(alike, (ANYWHERE,), is_opening=bool(query.opening))
        query = alike if is_first else query
    return list(found)[: MOST_COUNTED + 1], query


def answers(query: Query, language: str, *, page: int = 1) -> Answers:
    """Return a page of the answers in `language`, or in every language if that is empty; a page too far is the last."""
    if not query.wanted:
        return Answers(query=query, articles=[])
    places, query = places_of(query, language)
    count = min(len(places), MOST_COUNTED)
    pages = max(1, -(-count // PAGE_SIZE))
    page = min(max(page, 1), pages)
    here = places[(page - 1) * PAGE_SIZE : min(page * PAGE_SIZE, count)]
    return Answers(
        query=query,
        articles=articles_at(here),
        count=count,
        is_more=len(places) > MOST_COUNTED,
        page=page,
        pages=pages,
        are_alike=bool(query.alike),
    )


def articles_at(places: list[int]) -> list[Article]:
    """Return the articles at these places that the search may show now, in this order, as cards with their text."""
    shown = Article.objects.shown_in(Output.SEARCH).filter(search_entry__place__in=places)
    articles = shown.annotate(place=F("search_entry__place")).prefetch_related("bylines").order_by()
    by_place = {article.place: article for article in articles}
    return [by_place[place] for place in places if place in by_place]
