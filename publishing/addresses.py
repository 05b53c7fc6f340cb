"""The addresses of everything public: Latin, permanent, and under the language of what they show."""

import unicodedata
from functools import lru_cache

from django.conf import settings
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import override

from publishing.content import ArticleContent
from publishing.models import Article, Author

SLUG_LENGTH = 80
# Where it is not the language's code: our Persian is that of Afghanistan
HREFLANGS = {"fa": "fa-AF"}


def is_latin(text: str) -> bool:
    """Return whether every letter of `text` belongs to the Latin script."""
    letters = [letter for letter in text if letter.isalpha()]
    return bool(letters) and all(unicodedata.name(letter, "").startswith("LATIN") for letter in letters)


def latin_slug(text: str) -> str:
    """Return a slug of whole words for a Latin text, and nothing for another script: we transliterate nothing."""
    slug = slugify(text) if is_latin(text) else ""
    if len(slug) > SLUG_LENGTH:
        slug = slug[: SLUG_LENGTH + 1].rpartition("-")[0] or slug[:SLUG_LENGTH]
    return slug.strip("-_")


def free_article_slug(content: ArticleContent, short_id: str) -> str:
    """Return an address that no article has yet, in any language."""
    wanted = content.slug or latin_slug(content.title)
    if not wanted:
        return f"article-{short_id}"
    return f"{wanted}-{short_id}" if Article.objects.filter(slug=wanted).exists() else wanted


def free_author_slug(name: str, public_id: str) -> str:
    """Return an address that no author's profile has yet."""
    wanted = latin_slug(name)
    if not wanted:
        return f"author-{public_id}"
    return f"{wanted}-{public_id}" if Author.objects.filter(slug=wanted).exists() else wanted


def address(article: Article) -> str:
    """Return the path of an article's one page, under its own language."""
    return page_address("article", article.language, article.slug)


def short_address(article: Article) -> str:
    """Return the short path that leads to the article for ever."""
    return reverse("root:short-link", args=[article.short_id])


def author_address(author: Author, language: str) -> str:
    return page_address("author", language, author.slug)


def home_address(language: str) -> str:
    return page_address("home", language)


def list_address(language: str) -> str:
    return page_address("article-list", language)


def feed_address(language: str) -> str:
    return page_address("feed", language)


@lru_cache(maxsize=4096)
def page_address(name: str, language: str, *arguments: str | int) -> str:
    """Return the path of a page named in `publishing.urls`, under `language`."""
    with override(language):
        return reverse(f"publishing:{name}", args=arguments)


def each_language(name: str, *arguments: str | int) -> dict[str, str]:
    """Return the path of one page by language, for a page that every language has."""
    return {code: page_address(name, code, *arguments) for code, _ in settings.LANGUAGES}


def hreflangs(paths: dict[str, str]) -> list[tuple[str, str]]:
    """Return the `hreflang` and full URL of each translation, given its path by language; none for a page alone."""
    if len(paths) < 2:
        return []
    tags = [(HREFLANGS.get(code, code), absolute(paths[code])) for code, _ in settings.LANGUAGES if code in paths]
    return [*tags, ("x-default", tags[0][1])]


def absolute(path: str) -> str:
    """Return the full URL of a path of this site."""
    return f"{settings.SITE_URL}{path}"
