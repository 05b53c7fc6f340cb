"""What is taken away: an article as PDF, as plain text and for another page, and the pictures of pages."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from publishing import files, keys
from publishing.addresses import page_address
from publishing.lifecycle import Output, states_shown_in
from publishing.models import Article, PictureFile
from publishing.pages.card import render_card
from publishing.pages.files import render_file_coming, render_file_missing
from publishing.pages.republish import render_republish
from publishing.pictures import EXTENSIONS
from publishing.plain_text import render_plain_text
from publishing.rendered import Rendered
from publishing.responses import kept, passing_response, public_response
from publishing.views.reading import gone, is_gone

PDF = "application/pdf"
RETRY_SECONDS = 20


def found_or_answer(slug: str, name: str) -> Article | HttpResponse:
    """Return the article whose files may be had now, or else the answer: gone, or its address in its language.

    Raises Http404 for one that was retracted: its page says why.
    """
    found = get_object_or_404(Article.objects.for_printing(), slug=slug)
    if is_gone(found):
        return gone(found)
    if found.state not in states_shown_in(Output.FILE):
        raise Http404
    if found.language != get_language():
        return HttpResponsePermanentRedirect(page_address(name, found.language, found.slug))
    return found


@kept
@require_safe
def article_text(request: HttpRequest, slug: str) -> HttpResponse:
    found = found_or_answer(slug, "article-text")
    return public_response(request, render_plain_text(found)) if isinstance(found, Article) else found


@kept
@require_safe
def article_republish(request: HttpRequest, slug: str) -> HttpResponse:
    found = found_or_answer(slug, "article-republish")
    return public_response(request, render_republish(found)) if isinstance(found, Article) else found


@kept
@require_safe
def article_card(request: HttpRequest, slug: str) -> HttpResponse:
    found = found_or_answer(slug, "article-card")
    return public_response(request, render_card(found)) if isinstance(found, Article) else found


@require_safe
def article_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer with the PDF of what the article prints now, never of what it printed before."""
    found = found_or_answer(slug, "article-pdf")
    if not isinstance(found, Article):
        return found
    try:
        file = files.find_pdf(found)
    except files.FileMissing:
        return passing_response(render_file_missing(found), status=404)
    except files.FileComing:
        response = passing_response(render_file_coming(found), status=503)
        response["Retry-After"] = str(RETRY_SECONDS)
        return response
    response = HttpResponse(file.data, content_type=PDF)
    response["Content-Disposition"] = f'inline; filename="{found.slug}.pdf"'
    response["Cache-Control"] = "public, no-cache"
    response["ETag"] = f'"{file.version[:32]}{file.version[-8:]}"'
    return get_conditional_response(request, etag=response["ETag"], response=response)


@kept
@require_safe
def picture(request: HttpRequest, digest: str, width: int, extension: str) -> HttpResponse:
    """Answer with a file of a picture while an article that can be read now shows it."""
    media_types = {end: media_type for media_type, end in EXTENSIONS.items()}
    file = get_object_or_404(
        PictureFile, picture__digest=digest, width=width, media_type=media_types.get(extension, "")
    )
    # Of an article that is not public there is no picture either, and its proof shows it without an address
    showing = Article.objects.filter(picture=file.picture_id).only("state", "language")
    readable = list(showing.readable_now())
    if not readable:
        last = showing.first()
        if last is not None and is_gone(last):
            return gone(last)
        raise Http404
    made_from = frozenset(keys.article(article.pk) for article in readable)
    return public_response(request, Rendered(body=bytes(file.data), keys=made_from, content_type=file.media_type))
