"""Every address of the desk below `submissions/submission/`, each behind the admin's own door."""

from collections.abc import Callable
from functools import wraps

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.views.generic import View

from submissions.admin import (
    archive,
    calendar,
    checklist,
    conflicts,
    figures,
    identity,
    keeping,
    letters,
    noting,
    piece,
    received,
    reviewing,
    texts,
)
from submissions.admin.moves import MOVES
from submissions.admin.moves.conversing import SettleView
from submissions.admin.moves.names import AskNameAgainView
from submissions.admin.similar import SimilarView
from submissions.late_forms import signed_out

PREFIX = "submissions_submission"


def keeping_words(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Return `view`, with the words of a form given back to whoever was signed out while writing them."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.method == "POST" and not request.user.is_authenticated:
            return signed_out(request, sign_in=reverse("admin:login"))
        return view(request, *args, **kwargs)

    return guarded


def desk_patterns(site: AdminSite) -> list[URLPattern]:
    """Return the addresses of the desk's pages that are about many pieces."""

    def page(route: str, view: type[View], name: str) -> URLPattern:
        return path(route, keeping_words(site.admin_view(view.as_view())), name=f"desk_{name}")

    return [
        page("calendar/", calendar.CalendarView, "calendar"),
        page("figures/", figures.FiguresView, "figures"),
        page("figures/csv/", figures.FiguresCsvView, "figures_csv"),
        page("published-before/", archive.ReadBeforeView, "add_published_before"),
        page("published-before/<str:token>/", archive.PublishedBeforeView, "published_before"),
    ]


def piece_patterns(site: AdminSite) -> list[URLPattern]:
    """Return the addresses of a piece and its parts, and of every move an editor can make."""

    def page(route: str, view: type[View], name: str) -> URLPattern:
        return path(route, keeping_words(site.admin_view(view.as_view())), name=f"{PREFIX}_{name}")

    return [
        page("add/", received.ReadView, "add"),
        page("add/<str:token>/", received.EnterView, "enter"),
        page("<int:pk>/", piece.PieceView, "change"),
        page("<int:pk>/preview/", texts.PreviewView, "preview"),
        page("<int:pk>/proofs/<int:proof>/", texts.ProofView, "proof"),
        page("<int:pk>/differences/", texts.DifferencesView, "differences"),
        page("<int:pk>/similar/", SimilarView, "similar"),
        page("<int:pk>/versions/<int:number>/", texts.VersionView, "version"),
        page("<int:pk>/versions/<int:number>/docx/", texts.DocxView, "docx"),
        page("<int:pk>/images/<int:image>/", texts.ImageView, "image"),
        page("<int:pk>/letters/<int:letter>/", letters.LetterView, "letter"),
        page("<int:pk>/identity/", identity.IdentityView, "identity"),
        path(
            "<int:pk>/edit/keep/",
            keeping.answering_scripts(site.admin_view(keeping.KeepView.as_view())),
            name=f"{PREFIX}_keep",
        ),
        page("<int:pk>/edit/throw-away/", keeping.ThrowAwayView, "throw_away"),
        page("<int:pk>/checklist/<int:item>/", checklist.TickView, "checklist"),
        page("<int:pk>/note/", noting.NoteView, "note"),
        page("<int:pk>/settle/", SettleView, "settle"),
        page("<int:pk>/conflict/", conflicts.ConflictView, "conflict"),
        page("<int:pk>/conflicts/<int:conflict>/", conflicts.LetInView, "let_in"),
        page("<int:pk>/ask-name/<int:person>/", AskNameAgainView, "ask_name"),
        page("<int:pk>/reviews/", reviewing.ReviewsView, "reviews"),
        page("<int:pk>/reviews/ask/", reviewing.AskView, "ask_review"),
        page("<int:pk>/reviews/<int:review>/day/", reviewing.AnotherDayView, "move_review"),
        page("<int:pk>/reviews/<int:review>/call-off/", reviewing.CallOffView, "call_off_review"),
        *(page(f"<int:pk>/{name.replace('_', '-')}/", view, name) for name, view in MOVES.items()),
    ]
