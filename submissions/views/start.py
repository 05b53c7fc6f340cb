"""First step: what is wanted, what happens next, and the text."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property

from submissions.forms.text import StartForm
from submissions.models import Draft
from submissions.services import calls, drafting
from submissions.views.base import REFUSALS, DraftPage, status_of
from submissions.views.bodies import BodyRefused
from submissions.views.wording import calls_in_short, kinds_in_short, text_in_short


class StartPage(DraftPage):
    template_name = "submissions/start.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(self.form())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self.form(request.POST, request.FILES)
        try:
            draft = self.draft_or_new()
            is_valid = form.is_valid()
            if "call" in form.cleaned_data:
                calls.answer(draft, form.cleaned_data["call"])
            if is_valid:
                self.take(draft, form)
        except REFUSALS as refusal:
            form.add_error("file" if request.FILES else "text", str(refusal))
            return self.show(form, status=status_of(refusal))
        if request.POST.get("action") == "later":
            return self.to("later")
        return self.show(form) if form.errors else self.to("details")

    def take(self, draft: Draft, form: StartForm) -> None:
        file, text = form.cleaned_data["file"], form.cleaned_data["text"]
        if file:
            drafting.put_file(
                draft, file.read(), filename=file.name, media_type=file.content_type or "", network=self.network
            )
            drafting.change(draft, text=text)
        elif text.strip() and text != draft.fields["text"]:
            drafting.put_text(draft, text)

    def form(self, *data) -> StartForm:
        fields = self.draft.fields if self.draft else drafting.BLANK
        has_text = bool(fields["body"] or fields["is_kept_as_sent"])
        return StartForm(
            *data,
            initial={"text": fields["text"], "call": self.call},
            has_text=has_text,
            was_pasted=has_text and not fields["filename"],
            calls=calls.on_offer(self.call),
        )

    @cached_property
    def call(self) -> str:
        """The code of the call that the address names, or else the draft; one that takes nothing any more is none."""
        return self.named if calls.taken(self.named) else ""

    @property
    def named(self) -> str:
        return self.request.GET.get("call", self.draft.fields["call"] if self.draft else "")

    def show(self, form: StartForm, *, status: int = 200, is_lost: bool = False) -> HttpResponse:
        return self.page(
            status=status,
            form=form,
            is_lost=is_lost,
            draft=self.draft,
            text=text_in_short(self.draft) if self.draft else None,
            kinds=kinds_in_short(),
            calls=calls_in_short(),
            chosen=self.call,
            missed=calls.missed(self.named),
            promised_days=settings.PROMISED_DAYS,
            code_minutes=settings.CODE_MINUTES,
        )

    def refuse_body(self, refusal: BodyRefused) -> HttpResponse:
        """Show what was typed beside the file; where the words themselves were too many, the draft as it was."""
        typed = self.request.POST.get("text")
        form = self.form({"text": self.draft.fields["text"] if typed is None and self.draft else typed or ""})
        form.full_clean()
        form.errors.clear()
        form.add_error("file", str(refusal))
        return self.show(form, status=refusal.status, is_lost=typed is None)
