"""How an article is cited: the page, and the files for programs that keep references."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from publishing.citations import rendering
from publishing.models import Article
from publishing.pages.citing import render_cite
from publishing.responses import kept, public_response
from publishing.views.files import found_or_answer


@kept
@require_safe
def article_cite(request: HttpRequest, slug: str) -> HttpResponse:
    found = found_or_answer(slug, "article-cite")
    return public_response(request, render_cite(found)) if isinstance(found, Article) else found


@kept
@require_safe
def article_bibtex(request: HttpRequest, slug: str) -> HttpResponse:
    return _file(request, slug, rendering.BIBTEX)


@kept
@require_safe
def article_ris(request: HttpRequest, slug: str) -> HttpResponse:
    return _file(request, slug, rendering.RIS)


@kept
@require_safe
def article_csl(request: HttpRequest, slug: str) -> HttpResponse:
    return _file(request, slug, rendering.CSL_JSON)


def _file(request: HttpRequest, slug: str, form: rendering.Format) -> HttpResponse:
    found = found_or_answer(slug, form.name)
    if not isinstance(found, Article):
        return found
    return public_response(request, rendering.render_reference(found, form))
