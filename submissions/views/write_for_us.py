"""What the desk looks for and what becomes of a piece: a public page, but one that changes with the day."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe

from publishing.addresses import absolute, hreflangs
from publishing.pages.rendering import frame, render_text
from publishing.printing import DEFAULT_LICENCE, LICENCE_ADDRESSES
from publishing.responses import passing_response
from submissions.views.wording import calls_in_short, kinds_in_short


def addresses() -> dict[str, str]:
    """Return the path of this page by language."""
    found = {}
    for code, _ in settings.LANGUAGES:
        with override(code):
            found[code] = reverse("submissions:write-for-us")
    return found


@require_safe
def write_for_us(request: HttpRequest) -> HttpResponse:
    """Answer for today: calls open and close by date, so that no store may keep the page."""
    language, alternates = get_language(), addresses()
    context = {
        **frame(language),
        "kinds": kinds_in_short(),
        "calls": calls_in_short(),
        "promised_days": settings.PROMISED_DAYS,
        "code_minutes": settings.CODE_MINUTES,
        "draft_days": settings.DRAFT_DAYS,
        "licence": DEFAULT_LICENCE,
        "licence_address": LICENCE_ADDRESSES[DEFAULT_LICENCE],
        "section": "submit",
        "canonical": absolute(alternates[language]),
        "alternates": alternates,
        "hreflangs": hreflangs(alternates),
    }
    return passing_response(render_text("submissions/write_for_us.html", language, context))
