"""What templates rendered for a request may ask about the site."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from publishing.models import SitePage, SiteText


def site_words(request: HttpRequest) -> dict[str, SimpleLazyObject]:
    """Give templates `site` and `foot_pages` in the page's language; each costs one query, if read."""
    return {
        "site": SimpleLazyObject(lambda: SiteText.objects.in_language(get_language())),
        "foot_pages": SimpleLazyObject(lambda: list(SitePage.objects.in_language(get_language()).for_links())),
    }
