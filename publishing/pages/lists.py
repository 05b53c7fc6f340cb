"""The home page, the list of all articles, and an author's page."""

from dataclasses import dataclass

from publishing import keys
from publishing.addresses import absolute, each_language, hreflangs, page_address
from publishing.models import Article, Author
from publishing.models.article import ArticleQuerySet
from publishing.pages.rendering import NoSuchPage, card_keys, render_page
from publishing.rendered import Rendered

PAGE_SIZE = 20
HOME_SIZE = 10
OTHER_LANGUAGES_SIZE = 3


@dataclass(frozen=True, kw_only=True)
class Slice:
    """Some articles of a list, newest first, and whether there are others on either side.

    `newer` and `older` are the short ids to go on from, empty where the list ends.
    """

    articles: list[Article]
    newer: str = ""
    older: str = ""


def slice_of(listed: ArticleQuerySet, *, before: str = "", after: str = "", size: int = PAGE_SIZE) -> Slice:
    """Return the articles before or after the one with that short id, or the newest; it costs the same anywhere.

    Raises NoSuchPage for a short id that no article has, and where there is nothing left to show.
    """
    here = Article.objects.filter(short_id=before or after).first() if before or after else None
    if (before or after) and here is None:
        raise NoSuchPage
    if after:
        found = list(listed.newer_than(here).oldest_first()[: size + 1])
        articles = found[:size][::-1]
        has_newer, has_older = len(found) > size, True
    else:
        found = list((listed.older_than(here) if here else listed).newest_first()[: size + 1])
        articles = found[:size]
        has_newer, has_older = bool(before), len(found) > size
    if here and not articles:
        raise NoSuchPage
    return Slice(
        articles=articles,
        newer=articles[0].short_id if has_newer else "",
        older=articles[-1].short_id if has_older else "",
    )


def in_each_language(name: str, language: str, *arguments: str, before: str, after: str) -> dict[str, object]:
    """Return what the head and the language links of a list need: only its first page is the same in each language."""
    if before or after:
        side, short_id = ("before", before) if before else ("after", after)
        return {"canonical": absolute(page_address(f"{name}-{side}", language, *arguments, short_id))}
    alternates = each_language(name, *arguments)
    return {
        "canonical": absolute(alternates[language]),
        "alternates": alternates,
        "hreflangs": hreflangs(alternates),
    }


def render_home(language: str) -> Rendered:
    listed = Article.objects.public_now().newest_first().for_cards()
    articles = list(listed.in_language(language)[:HOME_SIZE])
    elsewhere = list(listed.exclude(language=language)[:OTHER_LANGUAGES_SIZE])
    context = {
        "lead": articles[0] if articles else None,
        "latest": articles[1:],
        "in_other_languages": elsewhere,
        "section": "home",
        **in_each_language("home", language, before="", after=""),
    }
    made_from = card_keys([*articles, *elsewhere]) | {keys.listed(code) for code in keys.languages()}
    return render_page("publishing/home.html", language, context, made_from=made_from)


def render_article_list(language: str, *, before: str = "", after: str = "") -> Rendered:
    """Return one page of the list in `language`. Raises NoSuchPage."""
    listed = Article.objects.public_now().in_language(language).for_cards()
    page = slice_of(listed, before=before, after=after)
    ways = in_each_language("article-list", language, before=before, after=after)
    context = {"page": page, "is_first": not (before or after), "section": "articles", **ways}
    made_from = card_keys(page.articles) | {keys.listed(language)}
    return render_page("publishing/article_list.html", language, context, made_from=made_from)


def render_author(author: Author, language: str, *, before: str = "", after: str = "") -> Rendered:
    """Return the page of `author`, who was loaded with texts. Raises NoSuchPage."""
    listed = Article.objects.public_now().by_authors([author.pk]).for_cards()
    page = slice_of(listed, before=before, after=after)
    context = {
        "author": author,
        "text": author.text_in(language),
        "page": page,
        "is_first": not (before or after),
        "section": "author",
        **in_each_language("author", language, author.slug, before=before, after=after),
    }
    made_from = card_keys(page.articles) | {keys.author(author.pk)}
    return render_page("publishing/author.html", language, context, made_from=made_from)
