"""What every request passes through and no app owns."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

PAGE_LANGUAGES = frozenset(code for code, _ in settings.LANGUAGES)


class PageLanguageMiddleware:
    """Activate the language named by the address; elsewhere the site's own, never a cookie or a header."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        prefix = request.path_info.split("/", 2)[1]
        language = prefix if prefix in PAGE_LANGUAGES else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            return self.get_response(request)


class DeskLanguageMiddleware:
    """At the desk, which stands outside the languages' addresses, activate the language of whoever is signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith("/admin/") or not request.user.is_authenticated:
            return self.get_response(request)
        with translation.override(request.user.language):
            request.LANGUAGE_CODE = request.user.language
            return self.get_response(request)
