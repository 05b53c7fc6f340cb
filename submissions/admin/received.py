"""Enter a piece that came by mail. Its text waits in a draft between the two pages, sealed like an author's."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from aiss.accounts import limits
from publishing import html
from submissions import manuscripts, permissions
from submissions.admin.pages import DeskPage, piece_address
from submissions.admin_forms.received import EnterForm, ReadForm
from submissions.models import Draft
from submissions.services import drafting, submitting
from submissions.services.moving import MoveRefused


class ReadView(DeskPage):
    """First page: the text. It is read at once, so that the second can propose what it found."""

    template_name = "admin/submissions/submission/received_text.html"
    title = _("Enter a piece received by e-mail")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._page(ReadForm(initial={"language": request.user.language}))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ReadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._page(form)
        draft, token = drafting.start(language=form.cleaned_data["language"])
        try:
            self._read(draft, form)
        except (manuscripts.ManuscriptRefused, manuscripts.ConversionBusy, limits.LimitReached) as refusal:
            drafting.discard(draft)
            form.add_error("file" if form.cleaned_data["file"] else "pasted", ValidationError(str(refusal)))
            return self._page(form)
        return HttpResponseRedirect(reverse("admin:submissions_submission_enter", args=[token]))

    def _read(self, draft: Draft, form: ReadForm) -> None:
        upload = form.cleaned_data["file"]
        if not upload:
            drafting.put_text(draft, form.cleaned_data["pasted"])
            return
        drafting.put_file(
            draft,
            upload.read(),
            filename=upload.name,
            media_type=upload.content_type or "application/octet-stream",
            network=limits.network_key(self.request),
        )

    def _page(self, form: ReadForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form))


class EnterView(DeskPage):
    """Second page: what stands around the text, with what was found in it proposed."""

    template_name = "admin/submissions/submission/received.html"
    title = _("Enter a piece received by e-mail")

    @cached_property
    def draft(self) -> Draft | None:
        return drafting.find(self.kwargs["token"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.may_enter() and self.draft is None:
            return self._lead_on()
        return super().dispatch(request, *args, **kwargs)

    def _lead_on(self) -> HttpResponse:
        """Lead a second click to the piece that the first one entered, and an old address to the first page."""
        piece = submitting.sent_from(self.kwargs["token"])
        if piece is not None and permissions.can_see_at_desk(self.request.user, piece):
            return HttpResponseRedirect(piece_address(piece))
        messages.info(self.request, gettext("This text is not waiting any more. Please choose it again."))
        return HttpResponseRedirect(reverse("admin:submissions_submission_add"))

    @property
    def has_proposals(self) -> bool:
        return bool(self.draft.fields["proposals"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        found = drafting.proposed(self.draft)
        others = [person["public_name"] for person in found.pop("coauthors", [])]
        initial = found | {"coauthors": "\n".join(others), "letter_language": self.language, "takes_out": True}
        return self._page(EnterForm(initial=initial, has_proposals=self.has_proposals))

    @property
    def language(self) -> str:
        """The language of the text, which is not always the one that was chosen on the first page."""
        return self.draft.fields["piece_language"] or self.draft.language

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = EnterForm(request.POST, request.FILES, has_proposals=self.has_proposals)
        if not form.is_valid():
            return self._page(form)
        try:
            piece = submitting.enter_received(
                actor=request.user,
                address=form.cleaned_data["email"],
                fields=form.fields_of_piece() | self._text(form),
                sent_file=None,
                mailed=form.mailed(),
                draft=self.draft,
            )
        except MoveRefused as refusal:
            form.add_error(None, ValidationError(str(refusal), code="refused"))
            return self._page(form, status=409)
        messages.success(
            request, gettext("%(reference)s is entered. The author gets the receipt.") % {"reference": piece.reference}
        )
        return HttpResponseRedirect(piece_address(piece))

    def _text(self, form: EnterForm) -> dict[str, Any]:
        fields = self.draft.fields
        takes_out = form.cleaned_data.get("takes_out", False)
        return {
            "piece_language": self.language,
            "body": fields["proposals"]["body_without"] if takes_out else fields["body"],
            "is_kept_as_sent": fields["is_kept_as_sent"],
        }

    def _page(self, form: EnterForm, *, status: int = 200) -> HttpResponse:
        fields = self.draft.fields
        context = self.get_context_data(
            form=form,
            language=self.language,
            text=html.render(fields["body"], language=self.language) if fields["body"] else "",
            words=html.count_words(fields["body"]),
            notes=fields["notes"],
            is_kept_as_sent=fields["is_kept_as_sent"],
        )
        return self.render_to_response(context, status=status)
