"""Keeps the index: whoever changes what an article prints calls `reindex` in the same transaction.

An article is in the index exactly while the lifecycle table lets the search show it.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db import models, transaction
from django.db.models import prefetch_related_objects

from publishing.lifecycle import Output, states_shown_in
from publishing.models import Article, SearchEntry, SearchName
from publishing.search.engines import engine
from publishing.search.entries import NAME, name_tokens_in, words_of
from publishing.search.expressions import Term
from publishing.search.words import sound_of

AT_A_TIME = 200
BULK = 1_000
HOUR = 3_600
# Articles of one hour are told apart by their numbers, which come round only after so many
PLACES_AN_HOUR = 1 << 14


def in_batches(rows: Iterable[Any], size: int) -> Iterator[list[Any]]:
    rows = iter(rows)
    while batch := list(islice(rows, size)):
        yield batch


@transaction.atomic
def reindex(articles: Iterable[Article] | models.QuerySet[Article]) -> None:
    """Make the index hold `articles` as they are stored now, or not at all where the search may not show them.

    Call it in the transaction of the change; it costs six queries where nothing the search reads has changed.
    """
    is_query = isinstance(articles, models.QuerySet)
    numbers = articles.values_list("pk", flat=True) if is_query else [article.pk for article in articles]
    for batch in in_batches(dict.fromkeys(numbers), AT_A_TIME):
        gone = write_entries(list(Article.objects.filter(pk__in=batch).order_by("pk")))
        forget_names(gone)


def index_all(batch: int = BULK) -> Iterator[int]:
    """Index every article anew, oldest first; yield after each batch, a transaction of its own, how many are done."""
    last = done = 0
    while found := list(Article.objects.filter(pk__gt=last).order_by("pk")[:batch]):
        with transaction.atomic():
            write_entries(found)
        last, done = found[-1].pk, done + len(found)
        yield done
    with transaction.atomic():
        forget_names(SearchName.objects.values_list("word", flat=True))
    engine().settle()


def hour_of(article: Any) -> int:
    return int(article.published_at.timestamp()) // HOUR


def write_entries(
    articles: Sequence[Any], *, entries: type[models.Model] = SearchEntry, names: type[models.Model] = SearchName
) -> set[str]:
    """Make the entries of `articles`, loaded freshly, what they should be; return names that may be in none any more.

    The models are parameters because a migration has to name those of its own time.
    """
    shown = [article for article in articles if article.state in states_shown_in(Output.SEARCH)]
    prefetch_related_objects(shown, "bylines__author__texts", "topic_links__topic__texts")
    wanted = {article.pk: words_of(article) for article in shown}
    hours = {article.pk: hour_of(article) for article in shown}
    written = list(entries.objects.filter(article__in=[article.pk for article in articles]))
    old = [
        entry
        for entry in written
        if wanted.get(entry.article_id) != entry.words or hours[entry.article_id] != entry.place // PLACES_AN_HOUR
    ]
    entries.objects.filter(pk__in=[entry.pk for entry in old]).delete()
    kept = {entry.article_id for entry in written} - {entry.article_id for entry in old}
    added = {pk: words for pk, words in wanted.items() if pk not in kept}
    places = free_places({pk: hours[pk] for pk in added}, entries)
    entries.objects.bulk_create(entries(place=places[pk], article_id=pk, words=words) for pk, words in added.items())
    now = {name for words in added.values() for name in name_tokens_in(words)}
    names.objects.bulk_create((names(word=name, sound=sound_of(name)) for name in sorted(now)), ignore_conflicts=True)
    return {name for entry in old for name in name_tokens_in(entry.words)} - now


def free_places(hours: dict[int, int], entries: type[models.Model]) -> dict[int, int]:
    """Return for each article, by its number, a place in its hour that no entry has."""
    wanted = {pk: hour * PLACES_AN_HOUR + pk % PLACES_AN_HOUR for pk, hour in hours.items()}
    taken = set(entries.objects.filter(place__in=wanted.values()).values_list("place", flat=True))
    for pk, place in wanted.items():
        free = place
        while free in taken or (free != place and entries.objects.filter(place=free).exists()):
            free += 1
        wanted[pk] = free
        taken.add(free)
    return wanted


def forget_names(words: Iterable[str]) -> None:
    """Let the search forget those of `words` that stand in no author's name any more."""
    unused = [word for word in words if not engine().newest([Term(NAME + word)], 1)]
    SearchName.objects.filter(word__in=unused).delete()
