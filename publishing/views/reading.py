"""The pages that readers open. Each view finds one thing, has it rendered, and answers."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from publishing.addresses import address
from publishing.lifecycle import SHOWN, Page, State
from publishing.models import Article, Author
from publishing.pages.article import render_article_page
from publishing.pages.gone import render_gone
from publishing.pages.lists import render_article_list, render_author, render_home
from publishing.pages.rendering import NoSuchPage
from publishing.responses import kept, passing_response, public_response


def gone(article: Article) -> HttpResponse:
    return passing_response(render_gone(article.language), status=410)


def is_gone(article: Article) -> bool:
    return SHOWN[State(article.state)].page == Page.GONE


@kept
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return public_response(request, render_home(get_language()))


@kept
@require_safe
def article_list(request: HttpRequest, before: str = "", after: str = "") -> HttpResponse:
    try:
        return public_response(request, render_article_list(get_language(), before=before, after=after))
    except NoSuchPage as error:
        raise Http404 from error


@kept
@require_safe
def article(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer with the article, the notice of its retraction, 410, or a redirect to the article's own language."""
    found = get_object_or_404(Article.objects.select_related("picture", "translation_of"), slug=slug)
    if is_gone(found):
        return gone(found)
    if found.language != get_language():
        return HttpResponsePermanentRedirect(address(found))
    return public_response(request, render_article_page(found))


@kept
@require_safe
def author(request: HttpRequest, slug: str, before: str = "", after: str = "") -> HttpResponse:
    found = get_object_or_404(Author.objects.public_now().with_texts(), slug=slug)
    try:
        return public_response(request, render_author(found, get_language(), before=before, after=after))
    except NoSuchPage as error:
        raise Http404 from error
