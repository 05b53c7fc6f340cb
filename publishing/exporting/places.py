"""Which addresses the mirror holds, under which names of files, and from where its pages are found."""

from collections.abc import Iterator
from functools import lru_cache

from django.conf import settings
from django.db.models import QuerySet
from django.urls import NoReverseMatch, Resolver404, URLPattern, URLResolver, get_resolver, resolve, reverse
from django.utils.translation import override

from publishing.models import Article, Author

# Every page of these parts is in the mirror, but for those that have to be asked something
PARTS = ("publishing", "root")
NEEDS_SERVER = frozenset({"publishing:search"})
# What belongs to one article, besides what its page links to, has this at the beginning of its name
OF_ARTICLE = "article"
AT_A_TIME = 500
INDEX = "index.html"
NOT_FOUND = "404.html"


def languages() -> list[str]:
    return [code for code, _name in settings.LANGUAGES]


def file_of(path: str) -> str:
    """Return the file, relative to the mirror, that shows `path`."""
    name = path.removeprefix("/")
    return f"{name}{INDEX}" if name.endswith("/") or not name else name


def is_page(path: str) -> bool:
    """Tell whether a path is that of a page, which links to others, by its ending: files have none of a folder's."""
    return path.endswith("/")


@lru_cache(maxsize=20_000)
def is_mirrored(path: str) -> bool:
    """Tell whether the mirror holds what the site shows at `path`, if it shows anything."""
    prefix = path.split("/", 2)[1]
    with override(prefix if prefix in languages() else settings.LANGUAGE_CODE):
        try:
            match = resolve(path)
        except Resolver404:
            return False
    return match.view_name not in NEEDS_SERVER and match.namespaces[:1] in [[part] for part in PARTS]


def is_static(path: str) -> bool:
    return path.startswith(settings.STATIC_URL)


def beginnings() -> Iterator[str]:
    """Yield the paths from which every other page is found; whatever is new on the site is among them by itself.

    They are all pages that need no more than their name, then those of each article and author.
    """
    without, of_article = _names()
    for name in without:
        yield from _in_languages(name)
    for language, slug in by_key(Article.objects.readable_now(), "language", "slug"):
        with override(language):
            yield from [reverse(name, args=[slug]) for name in of_article]
    for (slug,) in by_key(Author.objects.public_now(), "slug"):
        for language in languages():
            with override(language):
                yield reverse("publishing:author", args=[slug])


def _in_languages(name: str) -> Iterator[str]:
    found = set()
    for language in languages():
        with override(language):
            try:
                found.add(reverse(name))
            except NoReverseMatch:
                return
    yield from sorted(found)


def _names() -> tuple[list[str], list[str]]:
    """Return the names of the pages that take nothing, and of those that take the address of an article."""
    found = [(name, pattern) for name, pattern in _patterns(get_resolver()) if name not in NEEDS_SERVER]
    without = [name for name, pattern in found if not pattern.pattern.converters]
    of_article = [
        name
        for name, pattern in found
        if name.partition(":")[2].startswith(OF_ARTICLE) and list(pattern.pattern.converters) == ["slug"]
    ]
    return list(dict.fromkeys(without)), list(dict.fromkeys(of_article))


def _patterns(resolver: URLResolver, part: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            if not part and pattern.namespace and pattern.namespace not in PARTS:
                continue
            yield from _patterns(pattern, part or pattern.namespace or "")
        elif part and pattern.name:
            yield f"{part}:{pattern.name}", pattern


def by_key(rows: QuerySet, *columns: str) -> Iterator[tuple]:
    """Yield the columns of all rows, a few hundred at a time, however many there are."""
    ordered = rows.order_by("pk").values_list("pk", *columns)
    found = ordered[:AT_A_TIME]
    while found := list(found):
        yield from (tuple(values) for _pk, *values in found)
        found = ordered.filter(pk__gt=found[-1][0])[:AT_A_TIME]
