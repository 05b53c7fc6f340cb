"""The public pages. Each view finds one thing, has it rendered, and answers."""

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from publishing import feeds, pages, sitemaps
from publishing.addresses import address, home_address
from publishing.lifecycle import SHOWN, Page, State
from publishing.models import Article, Author
from publishing.responses import public_response


def gone(request: HttpRequest, article: Article) -> HttpResponse:
    return public_response(request, pages.render_gone(article.language), status=410)


def is_gone(article: Article) -> bool:
    return SHOWN[State(article.state)].page == Page.GONE


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return public_response(request, pages.render_home(get_language()))


@require_safe
def article_list(request: HttpRequest) -> HttpResponse:
    try:
        body = pages.render_article_list(get_language(), request.GET.get("page", 1))
    except pages.NoSuchPage as error:
        raise Http404 from error
    return public_response(request, body)


@require_safe
def article(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer with the article, the notice of its retraction, 410, or a redirect to the article's own language."""
    found = get_object_or_404(Article, slug=slug)
    if is_gone(found):
        return gone(request, found)
    if found.language != get_language():
        return HttpResponsePermanentRedirect(address(found))
    return public_response(request, pages.render_article_page(found))


@require_safe
def short_link(request: HttpRequest, short_id: str) -> HttpResponse:
    found = get_object_or_404(Article, short_id=short_id)
    return gone(request, found) if is_gone(found) else HttpResponseRedirect(address(found))


@require_safe
def author(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Author.objects.public_now().with_texts(), slug=slug)
    return public_response(request, pages.render_author(found, get_language()))


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    body = feeds.render_feed(get_language())
    return public_response(request, body, content_type="application/atom+xml; charset=utf-8")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    return public_response(request, sitemaps.render_sitemap(), content_type="application/xml; charset=utf-8")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    body = f"User-agent: *\nAllow: /\n\nSitemap: {settings.SITE_URL}{reverse('root:sitemap')}\n"
    return public_response(request, body, content_type="text/plain; charset=utf-8")


@require_safe
def entrance(request: HttpRequest) -> HttpResponse:
    """Lead to the site's default language, whatever the visitor's browser asks for."""
    return HttpResponseRedirect(home_address(settings.LANGUAGE_CODE))


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    return HttpResponsePermanentRedirect(staticfiles_storage.url("aiss/favicon.ico"))
