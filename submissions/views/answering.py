"""A new version in answer to the desk's request."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from submissions.forms.text import AnswerForm
from submissions.models import Draft
from submissions.services import answering, drafting, taking_back
from submissions.views.base import REFUSALS, PiecePage, status_of
from submissions.views.bodies import BodyRefused
from submissions.views.pieces import message_of_request
from submissions.views.wording import FOUND, text_in_short
from submissions.workflow import Status


class AnswerPage(PiecePage):
    """Paste or upload; the text waits in a draft of its own, so that an error loses nothing."""

    template_name = "submissions/answer.html"
    token = ""

    @property
    def is_open(self) -> bool:
        return self.piece.status_shown == Status.CHANGES_REQUESTED

    @cached_property
    def draft(self) -> Draft | None:
        self.token = self.request.POST.get("draft", "")
        return drafting.find(self.token)

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        if not self.is_open:
            messages.warning(request, _("This is not possible any more. Below you see what happened."))
            return self.to_piece()
        return self.show(self.blank_form())

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        if not self.is_open and self.has_just("resubmit"):
            return self.to_piece()
        form = self.form(request.POST, request.FILES)
        form.is_valid()
        try:
            self.take(form)
            if form.errors:
                return self.show(form)
            if self.found() and "asked" not in request.POST:
                return self.show(self.filled_in(), found=self.found())
            self.settle_found()
            answering.answer(self.piece, self.draft, actor=request.user, **form.answer)
        except REFUSALS as refusal:
            if self.has_just("resubmit"):
                return self.to_piece()
            form.add_error("file" if request.FILES else "text", str(refusal))
            return self.show(form, status=status_of(refusal))
        messages.success(request, _("Your new version has arrived. We have sent you a letter that says so."))
        return self.to_piece()

    def take(self, form: AnswerForm) -> None:
        """Put whichever text is new into the draft."""
        file, text = form.cleaned_data.get("file"), form.cleaned_data.get("text", "")
        if file:
            draft = self.draft_or_new()
            media_type = file.content_type or ""
            drafting.put_file(draft, file.read(), filename=file.name, media_type=media_type, network=self.network)
            if draft.fields["is_kept_as_sent"]:
                form.add_error(
                    "file", _("For a new version we need a file that we can read: .docx, .odt, .rtf or .txt.")
                )
        elif text.strip() and (self.draft is None or text != self.draft.fields["text"]):
            drafting.put_text(self.draft_or_new(), text)

    def draft_or_new(self) -> Draft:
        if self.draft is None:
            self.draft, self.token = drafting.start(language=self.piece.language, network=self.network)
        return self.draft

    def found(self) -> dict[str, str]:
        """Return what stands at the ends of the text and is neither known of the piece nor typed into the form."""
        typed = {answering.same(self.request.POST.get(name, "")) for name in ("title", "standfirst")}
        return answering.new_words(self.draft, answering.known_words(self.piece) | typed) if self.draft else {}

    def settle_found(self) -> None:
        """Let known lines leave the text, and new ones where the author agreed."""
        if not self.found() or self.request.POST.get("take_out"):
            drafting.take_out_proposals(self.draft)

    def blank_form(self) -> AnswerForm:
        version = self.piece.current_version
        return AnswerForm(initial={"title": version.title, "standfirst": version.standfirst})

    def form(self, *data) -> AnswerForm:
        has_text = bool(self.draft and self.draft.fields["body"])
        return AnswerForm(*data, has_text=has_text, was_pasted=has_text and not self.draft.fields["filename"])

    def filled_in(self) -> AnswerForm:
        """Return the form with what was found in the text where the author has changed nothing."""
        found, version = self.found(), self.piece.current_version
        data = self.request.POST.copy()
        data["take_out"] = "on"
        for name in ("title", "standfirst"):
            if name in found and data.get(name, "") == getattr(version, name):
                data[name] = found[name]
        return self.form(data)

    def show(
        self, form: AnswerForm, *, status: int = 200, found: dict[str, str] | None = None, is_lost: bool = False
    ) -> HttpResponse:
        return self.page(
            status=status,
            is_lost=is_lost,
            piece=self.piece,
            form=form,
            token=self.token,
            found=[(FOUND[name], words) for name, words in (found or {}).items()],
            message=message_of_request(self.piece),
            due_on=taking_back.shown_to_author(self.piece).due_on,
            text=text_in_short(self.draft) if self.draft else None,
            notes=self.draft.fields["notes"] if self.draft else [],
        )

    def refuse_body(self, refusal: BodyRefused) -> HttpResponse:
        """Show what was typed beside the file; where the words themselves were too many, the form afresh."""
        if not self.request.user.is_authenticated:
            return super().refuse_body(refusal)
        typed = self.request.POST
        form = self.form(typed or self.blank_form().initial)
        form.full_clean()
        form.errors.clear()
        form.add_error("file", str(refusal))
        return self.show(form, status=refusal.status, is_lost=not typed)
