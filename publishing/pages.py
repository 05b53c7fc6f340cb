"""Every public page as text: a function of what the database holds, knowing no request, no visitor and no cookie.

Views, previews and proofs call these; whoever keeps pages ready may keep what they return. All return text that
templates print as it is.
"""

from typing import Any

from django.core.paginator import InvalidPage, Paginator
from django.template.loader import render_to_string
from django.utils.translation import override

from publishing.addresses import absolute, address, author_address, home_address, list_address
from publishing.content import ArticleContent
from publishing.lifecycle import SHOWN, Page, State
from publishing.models import Article, Author, SiteText
from publishing.printing import PrintedArticle, printed_articles, printed_content

PAGE_SIZE = 20
HOME_SIZE = 9
OTHER_LANGUAGES_SIZE = 3


class NoSuchPage(Exception):
    """A list has no page of that number."""


def render(template: str, language: str, context: dict[str, Any]) -> str:
    """Return a page in `language`. Without a request nothing here can see a session."""
    with override(language):
        return render_to_string(template, context)


def article_frame(printed: PrintedArticle, *, language: str, **context: Any) -> str:
    """Return the whole page around one article: the same for the live page, the preview and the proof."""
    return render("publishing/article.html", language, {"printed": printed, "site": printed.site, **context})


def sibling_addresses(article: Article) -> dict[str, str]:
    """Return the addresses of the translations that can be read now, by language."""
    siblings = Article.objects.readable_now().filter(work=article.work_id).exclude(pk=article.pk)
    return {sibling.language: address(sibling) for sibling in siblings.only("language", "slug")}


def render_article_page(article: Article) -> str:
    """Return what the address of `article` shows now: the article or, where it was retracted, the notice."""
    shown = SHOWN[State(article.state)].page
    if shown == Page.NOTICE:
        site = SiteText.objects.in_language(article.language)
        return render("publishing/retracted.html", article.language, {"article": article, "site": site})
    (printed,) = printed_articles([article], SiteText.objects.in_language(article.language))
    return article_frame(
        printed,
        language=article.language,
        canonical=absolute(printed.address),
        alternates=sibling_addresses(article),
        may_be_indexed=shown == Page.WHOLE,
    )


def render_preview(content: ArticleContent, *, language: str | None = None) -> str:
    """Return the page that `content` would have once published, touching no public row.

    `language` is that of the page around the article, the content's own unless given. The caller decides who may
    see it and sends it with `no-store`.
    """
    return article_frame(printed_content(content), language=language or content.language, is_preview=True)


def render_article(content: ArticleContent) -> str:
    """Return the `<article>` element alone, for a page of somebody else's that shows it."""
    return render("publishing/_article.html", content.language, {"printed": printed_content(content)})


def render_home(language: str) -> str:
    listed = Article.objects.public_now().newest_first().for_cards()
    articles = list(listed.in_language(language)[:HOME_SIZE])
    context = {
        "site": SiteText.objects.in_language(language),
        "lead": articles[0] if articles else None,
        "latest": articles[1:],
        "in_other_languages": listed.exclude(language=language)[:OTHER_LANGUAGES_SIZE],
        "canonical": absolute(home_address(language)),
        "section": "home",
    }
    return render("publishing/home.html", language, context)


def render_article_list(language: str, number: str | int) -> str:
    """Return one page of the list in `language`, newest first. Raises NoSuchPage."""
    articles = Article.objects.public_now().in_language(language).newest_first().for_cards()
    try:
        page = Paginator(articles, PAGE_SIZE).page(number)
    except InvalidPage as error:
        raise NoSuchPage from error
    path = list_address(language)
    context = {
        "site": SiteText.objects.in_language(language),
        "page": page,
        "canonical": absolute(path if page.number == 1 else f"{path}?page={page.number}"),
        "section": "articles",
    }
    return render("publishing/article_list.html", language, context)


def render_author(author: Author, language: str) -> str:
    context = {
        "site": SiteText.objects.in_language(language),
        "text": author.text_in(language),
        "articles": Article.objects.public_now().by_author(author).newest_first().for_cards(),
        "canonical": absolute(author_address(author, language)),
        "section": "author",
    }
    return render("publishing/author.html", language, context)


def render_gone(language: str) -> str:
    """Return the words that every article taken away answers with."""
    return render("410.html", language, {"site": SiteText.objects.in_language(language)})
