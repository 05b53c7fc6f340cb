"""A new version at the desk: typed in place, looked over, kept for later, and never over somebody else's unseen."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from publishing import html
from publishing.dates import in_digits_of
from submissions import house_style
from submissions.admin.moves.base import MoveView
from submissions.admin.pages import differences_address, piece_address
from submissions.admin.presence import KEEPING, hour_or_day, sitting_of, told
from submissions.admin_forms.texts import EditForm, TypedForm
from submissions.comparing import compare_texts
from submissions.models import WorkingCopy
from submissions.services import editing, working_copies
from submissions.services.editing import StaleVersion
from submissions.services.moving import MoveRefused
from submissions.services.versions import Text
from submissions.services.working_copies import Sitting, moment_token, token_of

WORDS = ("title", "standfirst", "body")


class EditView(MoveView):
    move = "edit"
    form_class = EditForm
    template_name = "admin/submissions/submission/edit.html"
    button = _("Save the new version")
    intro = _("Saving makes a new version; the one before stays as it is.")

    # What stands on the page

    @cached_property
    def kept(self) -> WorkingCopy | None:
        """What the editor typed another time and did not save."""
        return working_copies.own(self.piece, self.request.user)

    @property
    def is_resumed(self) -> bool:
        """Whether the page goes on with the text that was kept."""
        return self.request.method != "POST" and bool(self.kept) and "kept" in self.request.GET

    def initial(self) -> dict[str, Any]:
        source = self.kept if self.is_resumed else self.piece.current_version
        return {name: getattr(source, name) for name in WORDS}

    @cached_property
    def sitting(self) -> Sitting:
        """The page that the text was typed on, or is going to be typed on."""
        if self.request.method == "POST":
            return sitting_of(self.request.POST)
        if self.is_resumed:
            return Sitting(based_on=self.kept.based_on, resumed=token_of(self.kept))
        return Sitting(based_on=self.piece.current_version.number)

    def shown(self, form: EditForm) -> dict[str, Any]:
        sitting = self.sitting
        typed = {name: form[name].value() or "" for name in WORDS}
        if self.request.method == "POST" or self.is_resumed:
            form.fields["body"].widget.attrs["data-unsaved"] = True
        is_offered = self.kept and not self.is_resumed and not sitting.has(self.kept)
        return {
            "based_on": sitting.based_on,
            "opened": moment_token(sitting.opened_at),
            "resumed": sitting.resumed,
            "is_resumed": self.is_resumed,
            "is_behind": sitting.based_on < self.piece.current_version.number,
            "offered": self._offer() if is_offered else None,
            "keeping_sentences": json.dumps(KEEPING, default=str, ensure_ascii=False),
            "others": told(working_copies.others(self.piece, self.request.user)),
            "findings": house_style.check(**typed, language=self.piece.language),
            "docx_address": piece_address(self.piece, "docx", sitting.based_on) if sitting.based_on else "",
        }

    def _offer(self) -> dict[str, Any]:
        copy = self.kept
        return {"based_on": copy.based_on, "when": hour_or_day(copy.saved_at), "token": token_of(copy)}

    # What its buttons do

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not {"check", "fix", "keep"} & request.POST.keys():
            return super().post(request, *args, **kwargs)
        refusal = self.refusal()
        if refusal is not None:
            return self._answer_again(self._form_as_typed(), refusal)
        typed = TypedForm(request.POST)
        if not typed.is_valid():
            return self._page(self._form_as_typed())
        return self._keep(typed) if "keep" in request.POST else self._look_over(typed.text())

    def _form_as_typed(self) -> EditForm:
        """The form with all that was typed, checked as for a save; a file is left to the save itself."""
        return self._make_form(self.request.POST, None)

    def _keep(self, typed: TypedForm) -> HttpResponse:
        try:
            copy = working_copies.keep(self.piece, typed.text(), user=self.request.user, sitting=self.sitting)
        except MoveRefused as refusal:
            return self._answer_again(self._form_as_typed(), refusal)
        sentence = gettext("Kept at %(when)s. Open the text again to go on with it; nothing is saved as a version yet.")
        messages.success(self.request, sentence % {"when": hour_or_day(copy.saved_at)})
        return HttpResponseRedirect(piece_address(self.piece))

    def _look_over(self, text: Text) -> HttpResponse:
        """Give the form back as it was typed, with what a button fixes put right; nothing is stored."""
        language = self.piece.language
        codes = [code for code in self.request.POST.getlist("fix") if code in house_style.FIXES]
        sent = self.request.POST.copy()
        for name in ("title", "standfirst"):
            sent[name] = house_style.fix_line(getattr(text, name), codes, language=language)
        body = html.clean(text.body)
        sent["body"] = house_style.fix_text(body, codes, language=language) if codes else body
        form = self._make_form(None, None)
        form.initial = {**form.initial, **{name: sent.get(name) for name in form.fields if name in sent}}
        return self._page(form, is_looked_over=True, has_lost_file=bool(self.request.FILES))

    def carry_out(self, form: EditForm) -> str:
        self.text = form.text()
        self.saved = editing.save_version(
            self.piece,
            self.text,
            actor=self.request.user,
            based_on=self.sitting.based_on,
            sent_file=form.sent_file,
            mailed=form.mailed() if form.is_mailed else None,
            reason=form.reason(),
            sitting=self.sitting,
        )
        number = in_digits_of(get_language(), self.saved.number)
        return gettext("Version %(number)s is saved. This is what has changed.") % {"number": number}

    def success_address(self) -> str:
        saved = getattr(self, "saved", None)
        if saved is None:
            return piece_address(self.piece)
        return differences_address(self.piece, saved.number - 1, saved.number)

    # When somebody else was faster

    def _answer_again(self, form: EditForm, refusal: MoveRefused | None) -> HttpResponse:
        """Put the words of a file that was sent into the form, for a browser cannot be given the file back."""
        self.is_from_file = isinstance(refusal, StaleVersion) and form.manuscript is not None
        if self.is_from_file:
            sent = self.request.POST.copy()
            for name in WORDS:
                sent[name] = getattr(self.text, name)
            form = self._make_form(sent, None)
        return super()._answer_again(form, refusal)

    def after_refusal(self, form: EditForm, refusal: Exception) -> dict[str, Any]:
        """After a stale save, show both texts and what the next save would change in the one that came between."""
        if not isinstance(refusal, StaleVersion):
            return {}
        newest, language = refusal.newest, self.piece.language
        base = self.piece.versions.filter(number=self.sitting.based_on).first()
        return {
            "based_on": newest.number,
            "newest": newest,
            "theirs": html.render(newest.body, language=language),
            "changes": compare_texts(newest, self.text, language=language),
            "base": base,
            "their_changes": compare_texts(base, newest, language=language) if base else None,
            "is_from_file": self.is_from_file,
            "button": gettext("Save my text as the newest version"),
        }
