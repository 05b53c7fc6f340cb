"""Addresses that lead somewhere else."""

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from publishing.addresses import address, home_address
from publishing.models import Article
from publishing.views.reading import gone, is_gone


@require_safe
def short_link(request: HttpRequest, short_id: str) -> HttpResponse:
    found = get_object_or_404(Article, short_id=short_id)
    return gone(found) if is_gone(found) else HttpResponseRedirect(address(found))


@require_safe
def entrance(request: HttpRequest) -> HttpResponse:
    """Lead to the site's default language, whatever the visitor's browser asks for."""
    return HttpResponseRedirect(home_address(settings.LANGUAGE_CODE))


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    return HttpResponsePermanentRedirect(staticfiles_storage.url("aiss/favicon.ico"))
