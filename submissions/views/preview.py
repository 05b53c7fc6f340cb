"""Third step: the page as it would be published, and the button that sends the piece on its way."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from publishing import services as publishing
from submissions.printing import content_of_draft
from submissions.services import calls, confirming, drafting, submitting
from submissions.views.base import DRAFT_COOKIE, REFUSALS, DraftPage, forget, status_of
from submissions.views.wording import text_in_short


class PreviewPage(DraftPage):
    template_name = "submissions/preview.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.unfinished() or self.show()

    def post(self, request: HttpRequest) -> HttpResponse:
        """Send the piece at once where its author is signed in, else a code to the address."""
        if request.POST.get("action") == "later":
            return self.to("later")
        piece = submitting.sent_from(request.COOKIES.get(DRAFT_COOKIE, ""))
        if piece is not None and self.draft is None:
            return self.to("piece", piece.reference)
        elsewhere = self.unfinished()
        if elsewhere:
            return elsewhere
        try:
            if self.is_own(request.user):
                return self.send_now(request.user)
            confirming.send_code(self.draft, network=self.network)
        except REFUSALS as refusal:
            return self.show(refusal=refusal)
        return self.to("code")

    def send_now(self, user) -> HttpResponse:
        token = self.request.COOKIES[DRAFT_COOKIE]
        try:
            piece = submitting.submit(self.draft, author=user)
        except drafting.DraftLost:
            piece = submitting.sent_from(token)
            if piece is None:
                raise
        messages.success(self.request, _("Your piece has arrived. We have sent you a letter that says so."))
        return forget(self.to("piece", piece.reference))

    def is_own(self, user) -> bool:
        """Tell whether the person signed in has confirmed the draft's address already."""
        return user.is_authenticated and not user.is_staff and user.email_index == self.draft.address_index

    def unfinished(self) -> HttpResponse | None:
        """Return the way to the step where something is missing, if it is."""
        if self.draft is None:
            return self.to("start")
        names = drafting.missing(self.draft)
        if "body" in names:
            return self.to("start")
        return self.to("details", check=1) if names else None

    def show(self, refusal: Exception | None = None) -> HttpResponse:
        fields = self.draft.fields
        return self.page(
            status=status_of(refusal) if refusal else 200,
            refusal=refusal,
            draft=self.draft,
            is_own=self.is_own(self.request.user),
            article="" if fields["is_kept_as_sent"] else publishing.render_article(content_of_draft(self.draft)),
            text=text_in_short(self.draft),
            call=calls.taken(fields["call"]),
            missed=calls.missed(fields["call"]),
        )


class PreviewAlonePage(DraftPage):
    """The whole page, exactly as readers would get it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if self.draft is None or self.draft.fields["is_kept_as_sent"] or drafting.missing(self.draft):
            return self.to("preview")
        return HttpResponse(publishing.render_preview(content_of_draft(self.draft)))
