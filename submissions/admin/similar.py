"""What is much the same as a piece among everything the desk has received and published."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from publishing import services as publishing
from publishing.lifecycle import Page, states_with_page
from submissions.admin.pages import PiecePage, piece_address
from submissions.services import duplicates
from submissions.services.duplicates import Similar

WITH_A_PAGE = states_with_page(Page.WHOLE, Page.UNLISTED)


def as_row(similar: Similar) -> dict[str, Any]:
    """Return what a page shows of one similar text: the way to it at the desk and, if it can be read, in public."""
    article = similar.article
    is_readable = article is not None and article.state in WITH_A_PAGE
    return {
        "similar": similar,
        "address": piece_address(similar.piece) if similar.piece else "",
        "public_address": publishing.address(article) if is_readable else "",
    }


class SimilarView(PiecePage):
    template_name = "admin/submissions/submission/similar.html"
    title = _("Similar texts")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        found = duplicates.look(self.piece, self.piece.current_version, viewer=request.user)
        return self.render_to_response(self.get_context_data(rows=[as_row(similar) for similar in found]))
