"""Unfinished edits: what the script of the edit page sends while somebody types, and throwing a kept text away."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext

from publishing.dates import in_digits_of
from submissions.admin.moves.base import status_of
from submissions.admin.pages import PiecePage, piece_address
from submissions.admin.presence import hour_or_day, sitting_of, told
from submissions.admin_forms.texts import TypedForm
from submissions.services import working_copies
from submissions.services.moving import MoveRefused
from submissions.services.working_copies import Sitting


def answering_scripts(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Return `view`, with a sentence and the way to sign in for the script of a page whose session is over."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and not request.user.is_authenticated:
            back = urlencode({"next": reverse("admin:submissions_submission_change", args=[kwargs["pk"]])})
            return JsonResponse({"sign_in": f"{reverse('admin:login')}?{back}"}, status=HTTPStatus.UNAUTHORIZED)
        return view(request, *args, **kwargs)

    return guarded


class KeepView(PiecePage):
    """Keeps what is typed, and tells in return who else is at the text; for scripts, which read JSON."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = TypedForm(request.POST)
        if not form.is_valid():
            return JsonResponse({"refusal": form.in_one_sentence()}, status=HTTPStatus.BAD_REQUEST)
        sitting = sitting_of(request.POST)
        try:
            kept = self._do(request.POST.get("action", "keep"), form, sitting)
        except MoveRefused as refusal:
            return JsonResponse({"refusal": str(refusal), "others": self._others()}, status=status_of(refusal))
        return JsonResponse({"kept": kept, "others": self._others(), "newer": self._newer(sitting)})

    def _do(self, action: str, form: TypedForm, sitting: Sitting) -> str:
        """Carry `action` out; return the hour at which something was kept, or ""."""
        user = self.request.user
        if action == "here":
            working_copies.beat(self.piece, user=user, sitting=sitting)
        elif action == "leave":
            working_copies.leave(self.piece, user=user, sitting=sitting)
        else:
            copy = working_copies.keep(self.piece, form.text(), user=user, sitting=sitting)
            return hour_or_day(copy.saved_at) if copy.has_text else ""
        return ""

    def _others(self) -> list[str]:
        return told(working_copies.others(self.piece, self.request.user))

    def _newer(self, sitting: Sitting) -> str:
        """Say that somebody saved a version after this page was opened."""
        newest = self.piece.current_version
        if newest.number <= sitting.based_on:
            return ""
        number = in_digits_of(get_language(), newest.number)
        return gettext(
            "Version %(number)s was saved meanwhile. When you save, you see both texts before anything is replaced."
        ) % {"number": number}


class ThrowAwayView(PiecePage):
    """Throws away the unfinished edit that was offered."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        token = request.POST.get("copy", "")
        if working_copies.throw_away(self.piece, user=request.user, token=token):
            messages.success(request, gettext("The unfinished edit is thrown away."))
        else:
            messages.warning(request, gettext("There is nothing to throw away, or it was changed in another window."))
        return HttpResponseRedirect(piece_address(self.piece, "edit"))
