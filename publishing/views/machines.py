"""What programs read: the sitemap, the rules for them, and whom to tell of a weakness."""

import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from publishing import sitemaps
from publishing.addresses import absolute
from publishing.models import SiteText
from publishing.pages.rendering import NoSuchPage
from publishing.responses import kept, passing_response, public_response

PLAIN = "text/plain; charset=utf-8"
SECURITY_DAYS = 300  # RFC 9116 asks for less than a year


@kept
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    return public_response(request, sitemaps.render_index())


@kept
@require_safe
def sitemap_part(request: HttpRequest, part: str) -> HttpResponse:
    try:
        return public_response(request, sitemaps.render_part(part))
    except NoSuchPage as error:
        raise Http404 from error


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /staff/",
        "",
        f"Sitemap: {absolute(reverse('root:sitemap'))}",
    ]
    return passing_response("\n".join(lines) + "\n", content_type=PLAIN)


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Tell how to report a weakness, as RFC 9116 has it; 404 where nobody named an address."""
    contact = settings.DESK_EMAIL or SiteText.objects.in_language(settings.LANGUAGE_CODE).contact_address
    if not contact:
        raise Http404
    expires = (timezone.now() + datetime.timedelta(days=SECURITY_DAYS)).astimezone(datetime.UTC)
    lines = [
        f"Contact: mailto:{contact}",
        f"Expires: {expires:%Y-%m-%dT00:00:00Z}",
        f"Preferred-Languages: {', '.join(code for code, _ in settings.LANGUAGES)}",
        f"Canonical: {absolute(reverse('root:security'))}",
    ]
    return passing_response("\n".join(lines) + "\n", content_type=PLAIN)
