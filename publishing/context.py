"""What templates rendered for a request may ask about the site."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from publishing.models import SiteText


def site_words(request: HttpRequest) -> dict[str, SimpleLazyObject]:
    """Give templates `site`, the institute's words in the page's language; they cost one query, if read."""
    return {"site": SimpleLazyObject(lambda: SiteText.objects.in_language(get_language()))}
