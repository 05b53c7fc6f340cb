"""The article's own page, live and as a preview."""

from collections.abc import Iterable
from typing import Any

from publishing import html, keys, pdf
from publishing.addresses import absolute, address, hreflangs, page_address
from publishing.article_head import head_tags
from publishing.content import ArticleContent
from publishing.lifecycle import SHOWN, Page, State
from publishing.models import Article, SiteText
from publishing.pages.rendering import card_keys, frame, render_page, render_text
from publishing.printing import PrintedArticle, printed_articles, printed_content
from publishing.rendered import Rendered
from publishing.structured_data import article_data

BESIDE_SIZE = 4


def siblings_of(article: Article) -> list[Article]:
    """Return the articles that translate this one, or that it translates, and can be read now."""
    found = Article.objects.readable_now().filter(work=article.work_id).exclude(pk=article.pk)
    order = keys.languages()
    return sorted(found.only("language", "slug", "title", "state"), key=lambda sibling: order.index(sibling.language))


def others_by_authors(article: Article) -> list[Article]:
    """Return the newest other pieces by the authors of `article`, in its language."""
    authors = [byline.author_id for byline in article.bylines.all() if byline.author_id]
    if not authors:
        return []
    listed = Article.objects.public_now().in_language(article.language).exclude(pk=article.pk)
    return list(listed.by_authors(authors).newest_first().for_links()[:BESIDE_SIZE])


def related_by_topic(article: Article, *, without: Iterable[Article]) -> list[Article]:
    """Return the newest other pieces about the first topic of `article`, in its language."""
    topics = [link.topic_id for link in article.topic_links.all()]
    if not topics:
        return []
    seen = {article.pk, *(other.pk for other in without)}
    listed = Article.objects.public_now().about(topics[0], article.language).for_links()
    return [other for other in listed[: BESIDE_SIZE + len(seen)] if other.pk not in seen][:BESIDE_SIZE]


def article_keys(article: Article, *, beside: Iterable[Article] = ()) -> set[str]:
    """Return the keys of everything that the page of `article` shows."""
    authors = {keys.author(byline.author_id) for byline in article.bylines.all() if byline.author_id}
    topics = {keys.topic(link.topic_id) for link in article.topic_links.all()[:1]}
    own = {keys.article(article.pk), keys.work(article.work_id), keys.TOPICS}
    return own | authors | topics | {key for key in card_keys(beside) if key != keys.TOPICS}


def head_of(article: Article, printed: PrintedArticle, siblings: list[Article]) -> dict[str, Any]:
    """Return what the head of the page tells programs; translations that may not be indexed are not named to them."""
    language = article.language
    indexed = [other for other in [article, *siblings] if other.state == State.PUBLIC]
    paths = {other.language: address(other) for other in indexed} if article in indexed else {}
    card = page_address("article-card", language, article.slug)
    return {
        "hreflangs": hreflangs(paths),
        "tags": head_tags(
            printed,
            url=absolute(printed.address),
            card=absolute(card),
            pdf=absolute(page_address("article-pdf", language, article.slug)) if pdf.is_possible() else "",
        ),
        "data": html.data_block(article_data(printed, article, siblings, card)),
    }


def render_article_page(article: Article) -> Rendered:
    """Return what the address of `article` shows now: the article or, where it was retracted, the notice.

    `article` is best loaded with `for_printing`.
    """
    language, shown = article.language, SHOWN[State(article.state)].page
    site = SiteText.objects.in_language(language)
    if shown == Page.NOTICE:
        context = {"article": article}
        made_from = [keys.article(article.pk)]
        return render_page("publishing/retracted.html", language, context, made_from=made_from, site=site)
    (printed,) = printed_articles([article], site)
    siblings = siblings_of(article)
    others = others_by_authors(article)
    related = related_by_topic(article, without=others)
    context = {
        "printed": printed,
        "article": article,
        "siblings": siblings,
        "alternates": {sibling.language: address(sibling) for sibling in siblings},
        "others": others,
        "related": related,
        "may_be_indexed": shown == Page.WHOLE,
        **head_of(article, printed, siblings),
    }
    made_from = article_keys(article, beside=[*others, *related])
    return render_page(
        "publishing/article.html", language, context, made_from=made_from, path=printed.address, site=site
    )


def render_preview(content: ArticleContent, *, language: str | None = None) -> str:
    """Return the page that `content` would have once published, touching no public row.

    `language` is that of the page around the article, the content's own unless given. The caller decides who may
    see it and sends it with `no-store`.
    """
    page_language = language or content.language
    printed = printed_content(content)
    site = printed.site if page_language == content.language else None
    context: dict[str, Any] = {**frame(page_language, site=site), "printed": printed, "is_preview": True}
    return render_text("publishing/article.html", page_language, context)


def render_article(content: ArticleContent) -> str:
    """Return the `<article>` element alone, for a page of somebody else's that shows it."""
    return render_text("publishing/_article.html", content.language, {"printed": printed_content(content)})
