"""The ways into the site beside the list of all articles, and what the institute says of itself."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from publishing.models import Topic
from publishing.pages.archive import render_archive, render_archive_month, render_archive_year
from publishing.pages.corrections import render_corrections
from publishing.pages.rendering import NoSuchPage
from publishing.pages.site_page import render_site_page
from publishing.pages.topics import render_topic, render_topic_list
from publishing.rendered import Rendered
from publishing.responses import kept, public_response


def answer(request: HttpRequest, render: Callable[[], Rendered]) -> HttpResponse:
    """Return the page that `render` makes, or 404 where there is none."""
    try:
        return public_response(request, render())
    except NoSuchPage as error:
        raise Http404 from error


@kept
@require_safe
def archive(request: HttpRequest) -> HttpResponse:
    return public_response(request, render_archive(get_language()))


@kept
@require_safe
def archive_year(request: HttpRequest, year: int) -> HttpResponse:
    return answer(request, lambda: render_archive_year(year, get_language()))


@kept
@require_safe
def archive_month(request: HttpRequest, year: int, month: int, before: str = "", after: str = "") -> HttpResponse:
    return answer(request, lambda: render_archive_month(year, month, get_language(), before=before, after=after))


@kept
@require_safe
def topic_list(request: HttpRequest) -> HttpResponse:
    return public_response(request, render_topic_list(get_language()))


@kept
@require_safe
def topic(request: HttpRequest, slug: str, before: str = "", after: str = "") -> HttpResponse:
    found = get_object_or_404(Topic.objects.with_texts(), slug=slug)
    return answer(request, lambda: render_topic(found, get_language(), before=before, after=after))


@kept
@require_safe
def corrections(request: HttpRequest, before: int | None = None, after: int | None = None) -> HttpResponse:
    return answer(request, lambda: render_corrections(get_language(), before=before, after=after))


@kept
@require_safe
def site_page(request: HttpRequest, slug: str) -> HttpResponse:
    return answer(request, lambda: render_site_page(slug, get_language()))
