"""Going on later: a private link, opening it, and throwing a draft away."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from submissions.forms.signing_in import AddressForm
from submissions.models import Draft
from submissions.services import confirming, drafting
from submissions.views.base import REFUSALS, DraftPage, forget, remember, status_of


class LaterPage(DraftPage):
    """Mail the private link; the draft itself is kept already."""

    template_name = "submissions/later.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        if self.draft is None:
            return self.to("start")
        return self.show(AddressForm(initial={"email": self.draft.fields["email"]}))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = AddressForm(request.POST)
        if not form.is_valid():
            return self.show(form)
        try:
            draft = drafting.change(self.draft_or_new(), email=form.cleaned_data["email"])
            confirming.send_link(draft, network=self.network)
        except REFUSALS as refusal:
            form.add_error("email", str(refusal))
            return self.show(form, status=status_of(refusal))
        messages.success(request, _("The private link is on its way to you."))
        return self.to("later")

    def show(self, form: AddressForm, *, status: int = 200) -> HttpResponse:
        return self.page(form=form, draft=self.draft, back_name=f"submissions:{next_step(self.draft)}", status=status)


class LinkPage(DraftPage):
    """A private link: looking at it changes nothing, the button opens the draft here."""

    template_name = "submissions/draft_link.html"

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        try:
            link = confirming.linked(token)
        except drafting.DraftLost as refusal:
            return self.page(refusal=refusal, status=410)
        other = self.draft if self.draft and self.draft != link.draft else None
        return self.page(linked=link.draft, other=other)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        try:
            fresh = confirming.open_link(token)
        except drafting.DraftLost as refusal:
            return self.page(refusal=refusal, status=410)
        return remember(self.to(next_step(drafting.find(fresh))), fresh)


class DiscardPage(DraftPage):
    """Throw the draft away, after asking once."""

    template_name = "submissions/discard.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(draft=self.draft) if self.draft else self.to("start")

    def post(self, request: HttpRequest) -> HttpResponse:
        if self.draft is not None:
            drafting.discard(self.draft)
        messages.success(request, _("The draft is deleted."))
        return forget(self.to("start"))


def next_step(draft: Draft | None) -> str:
    """Return the name of the page on which somebody goes on with `draft`."""
    names = drafting.missing(draft) if draft else ["body"]
    if "body" in names:
        return "start"
    return "details" if names else "preview"
