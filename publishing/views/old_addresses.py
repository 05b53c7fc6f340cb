"""What answers where nothing else does: an old address leads on, anything else is not there."""

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.views import defaults

from publishing.addresses import address
from publishing.models import OldAddress
from publishing.old_addresses import find
from publishing.views.reading import gone, is_gone


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Lead an old address to where its page stands now; answer anything else as Django does."""
    if request.method in {"GET", "HEAD"} and not request.path.startswith(reverse("admin:index")):
        found = find(asked_for(request))
        if found is not None:
            return answer(found)
    return defaults.page_not_found(request, exception)


def asked_for(request: HttpRequest) -> str:
    """Return path and query, encoded; the bytes of other encodings than UTF-8 are left as Django gives them: so."""
    path = quote(request.path_info, safe="/%")
    query = request.META.get("QUERY_STRING", "")
    return f"{path}?{query}" if query else path


def answer(found: OldAddress) -> HttpResponse:
    if found.article is not None and is_gone(found.article):
        return gone(found.article)
    response = HttpResponsePermanentRedirect(address(found.article) if found.article else found.target)
    # Asked about each time, for the article may be hidden later
    response["Cache-Control"] = "public, no-cache"
    return response
