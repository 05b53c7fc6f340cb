"""The page of one piece: its text, its people, what happened, and what can be done now."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from publishing import services as publishing
from publishing.lifecycle import State
from submissions import permissions
from submissions.admin import sections
from submissions.admin.letters import letters_of
from submissions.admin.moves.offered import offered, offered_by_mail
from submissions.admin.pages import PiecePage, piece_address
from submissions.admin.sections.shown import Shown
from submissions.admin.timeline import entries, events_of
from submissions.models import Contributor, Declaration, ExtractedImage, Original, Proof, Submission, Version
from submissions.printing import content_of


def article_of(piece: Submission) -> dict[str, Any]:
    """Return what the page says of the public article: its address and whether readers can see it."""
    if piece.article is None:
        return {}
    return {
        "address": publishing.address(piece.article),
        "state": piece.article.get_state_display(),
        "is_hidden": piece.article.state in {State.HIDDEN, State.REMOVED},
    }


def text_of(piece: Submission, version: Version, people: list[Contributor]) -> str:
    """Return the text as readers see it: the article's once there is one, before that the current version's."""
    if piece.article is not None:
        return publishing.render_article(piece.article.as_printed())
    return publishing.render_article(content_of(piece, version, people=people)) if version.body else ""


def proofs_of(piece: Submission) -> QuerySet[Proof]:
    return piece.proofs.select_related("version").defer("content", "version__body")


def fits_range(piece: Submission, version: Version) -> bool:
    return piece.kind.min_words <= version.words <= piece.kind.max_words


class PieceView(PiecePage):
    template_name = "admin/submissions/submission/piece.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        piece = self.piece
        versions = list(piece.versions.select_related("created_by").defer("body", "standfirst"))
        current = piece.current_version
        people = list(piece.contributors.all())
        letters, events = letters_of(piece), list(events_of(piece))
        shown = Shown(request=self.request, piece=piece, version=current, events=events, letters=letters)
        return super().get_context_data(
            title=piece.reference,
            version=current,
            text=text_of(piece, current, people),
            fits_range=fits_range(piece, current),
            versions=versions,
            declaration=Declaration.objects.filter(submission=piece).select_related("licence").first(),
            people=people,
            originals=Original.objects.filter(version__submission=piece)
            .select_related("version")
            .defer("content", "filename", "version__body", "version__standfirst"),
            images=[
                {"address": piece_address(piece, "image", image.pk), "image": image}
                for image in ExtractedImage.objects.filter(version__submission=piece)
                .select_related("version")
                .defer("content", "version__body", "version__standfirst")
            ],
            proofs=proofs_of(piece) if any(event.proof_id for event in events) else [],
            letters=letters,
            timeline=entries(events, letters),
            article=article_of(piece),
            moves=offered(self.request.user, piece),
            moves_by_mail=offered_by_mail(self.request.user, piece),
            can_see_identity=permissions.can_see_identity(self.request.user, piece),
            seen=max(event.pk for event in events),
            **sections.context_for(shown),
            is_own=piece.author_id == self.request.user.pk,
            handler_name=str(piece.handler) if piece.handler else _("nobody yet"),
            **context,
        )
