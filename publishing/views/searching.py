"""The search, for readers."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from publishing.pages.search import render_search
from publishing.responses import passing_response

LAST_PAGE = 99


def page_number(written: str) -> int:
    """Return the number of a page as an address has it, 1 for what is none."""
    is_number = written.isascii() and written.isdigit() and len(written) <= len(str(LAST_PAGE))
    return int(written) if is_number else 1


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    body = render_search(
        request.GET.get("q", ""),
        get_language(),
        is_everywhere=bool(request.GET.get("all")),
        page=page_number(request.GET.get("page", "")),
    )
    return passing_response(body)
