"""Tick a line of a piece's checklist, or take the tick back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext

from submissions.admin.pages import PiecePage, piece_address, whole_number
from submissions.models import ChecklistItem
from submissions.services import checklists
from submissions.services.moving import MoveRefused

DO = {"tick": checklists.tick, "untick": checklists.untick}


class TickView(PiecePage):
    """One line of the checklist: a POST changes it; its address alone leads to the piece."""

    @cached_property
    def item(self) -> ChecklistItem:
        item = ChecklistItem.objects.filter(pk=self.kwargs["item"], kind=self.piece.kind_id).first()
        if item is None:
            raise Http404
        return item

    @property
    def address(self) -> str:
        return f"{piece_address(self.piece)}#checklist"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return HttpResponseRedirect(self.address)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        change = DO.get(request.POST.get("action", ""))
        number = whole_number(request.POST.get("number", ""))
        if change is None:
            raise Http404
        try:
            change(self.piece, self.item, actor=request.user, number=number)
        except MoveRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, gettext("The checklist is saved."))
        return HttpResponseRedirect(self.address)
