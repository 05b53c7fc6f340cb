"""What every page of one piece at the desk has in common."""

from functools import cache
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import get_script_prefix, reverse
from django.utils.functional import cached_property
from django.views.generic.base import ContextMixin, TemplateResponseMixin, View

from submissions import permissions
from submissions.models import Submission

MOST_DIGITS = 18


def piece_address(piece: Submission, name: str = "change", *args: object) -> str:
    """Return the path of a page of `piece`: its own, or that of a move or another part of it."""
    if args:
        return reverse(f"admin:submissions_submission_{name}", args=[piece.pk, *args])
    before, after = _address_around_number(name, get_script_prefix())
    return f"{before}{piece.pk}{after}"


@cache
def _address_around_number(name: str, _prefix: str) -> tuple[str, str]:
    """Return what stands before and after a piece's number in the path of this page; lists need it many times."""
    before, _number, after = reverse(f"admin:submissions_submission_{name}", args=[0]).rpartition("/0/")
    return f"{before}/", f"/{after}"


def differences_address(piece: Submission, old: int, new: int) -> str:
    """Return the path of the page that compares two versions."""
    return f"{piece_address(piece, 'differences')}?from={old}&to={new}"


def whole_number(text: str) -> int:
    """Return the number that a form or an address names, 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else 0


class DeskPage(TemplateResponseMixin, ContextMixin, View):
    """A page within the admin, for those who work with pieces."""

    title = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.may_enter():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def may_enter(self) -> bool:
        return permissions.can_use_desk(self.request.user)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(
            **{**admin.site.each_context(self.request), "title": self.title, **context},
        )


class PiecePage(DeskPage):
    """A page of one piece. A piece that its viewer may not see is answered like one that does not exist."""

    @cached_property
    def piece(self) -> Submission:
        pieces = permissions.visible_at_desk(self.request.user).with_people()
        pieces = pieces.select_related("call").prefetch_related("conflicts")
        piece = pieces.filter(pk=self.kwargs["pk"]).first()
        if piece is None:
            raise Http404
        return piece

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.may_enter():
            _ = self.piece
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(**{"piece": self.piece, **context})
