"""Which requests the store may answer, and which go to Django whatever they ask for."""

from django.conf import settings
from django.core.handlers.wsgi import get_path_info
from django.http.request import split_domain_port, validate_host
from django.urls import Resolver404, resolve
from django.utils.translation import override

from publishing.store.wsgi import Environ

MOST_HOSTS = 100
LANGUAGES = frozenset(code for code, _ in settings.LANGUAGES)


class Admission:
    """Lets through what names this site and came the way it has to; Django refuses or redirects the rest."""

    def __init__(self) -> None:
        self._hosts: set[str] = set()
        self._scheme_header, self._scheme = settings.SECURE_PROXY_SSL_HEADER or ("", "")

    def admits(self, environ: Environ) -> bool:
        host = environ.get("HTTP_HOST")
        return (
            (host in self._hosts or self._knows(host))
            and not environ.get("SCRIPT_NAME")
            and (not settings.SECURE_SSL_REDIRECT or self._is_secure(environ))
        )

    def _knows(self, host: str | None) -> bool:
        if not host or not validate_host(split_domain_port(host)[0], settings.ALLOWED_HOSTS):
            return False
        if len(self._hosts) < MOST_HOSTS:
            self._hosts.add(host)
        return True

    def _is_secure(self, environ: Environ) -> bool:
        if self._scheme_header:
            value = environ.get(self._scheme_header)
            if value is not None:
                return value.split(",", 1)[0].strip() == self._scheme
        return environ.get("wsgi.url_scheme") == "https"


def language_of(path: str) -> str:
    """Return the language that an address names, or the site's own."""
    prefix = path.split("/", 2)[1] if path.startswith("/") else ""
    return prefix if prefix in LANGUAGES else settings.LANGUAGE_CODE


def is_kept(environ: Environ) -> bool:
    """Return whether the view behind the address is one whose pages may be kept (`publishing.responses.kept`)."""
    path = get_path_info(environ)
    with override(language_of(path)):
        try:
            view = resolve(path).func
        except Resolver404:
            return False
    return getattr(view, "is_kept", False)
